import { describe, expect, test } from 'vitest';
import {
  type HttpAnswerParts,
  signAnswer,
  verifyAnswer,
} from '../../../../platform/contract/http-signature/index.ts';
import { created, newSigner, plainAnswer, plainRequest, signed, signedAnswer } from './signature-world.ts';

const kiosk = newSigner();
const platform = newSigner('answer-1a2b3c4d');
const find = (keyId: string) => (keyId === platform.keyId ? platform.publicKey : undefined);
const request = signed(plainRequest(), kiosk);
const genuine = { outcome: 'genuine', created };
const invalid = { outcome: 'refused', reason: 'signature-invalid' };

describe('the signature of an answer', () => {
  test('is what RFC 9421 says, bound to the signature of the request', () => {
    const fields = signAnswer(plainAnswer(), platform, { created, request: request.headers });
    expect(fields['signature-input']).toBe(
      `platform=("@status" "content-digest" "content-type" "signature";req;key="kiosk");created=${created};keyid="answer-1a2b3c4d";tag="yizhan-platform"`,
    );
    expect(fields.signature).toMatch(/^platform=:[A-Za-z0-9+/]{86}==:$/);
  });

  test.each([
    ['with a body', plainAnswer()],
    ['without a body', plainAnswer({ status: 204, headers: {}, body: new Uint8Array() })],
  ])('verifies %s, to a signed request and to an unsigned one', (_what, answer) => {
    expect(verifyAnswer(signedAnswer(answer, platform, request), find, request.headers)).toEqual(genuine);
    expect(verifyAnswer(signedAnswer(answer, platform), find)).toEqual(genuine);
    const unsigned = plainRequest();
    expect(verifyAnswer(signedAnswer(answer, platform, unsigned), find, unsigned.headers)).toEqual(genuine);
  });

  test('does not hold for another request, nor for none', () => {
    const answer = signedAnswer(plainAnswer(), platform, request);
    const other = signed(plainRequest({ body: Buffer.from('{"messages":[2]}') }), kiosk);
    expect(verifyAnswer(answer, find, other.headers)).toEqual(invalid);
    expect(verifyAnswer(answer, find)).toEqual(invalid);
    expect(verifyAnswer(signedAnswer(plainAnswer(), platform), find, request.headers)).toEqual(invalid);
  });

  test.each<[string, Partial<HttpAnswerParts>]>([
    ['another status', { status: 201 }],
    ['another body', { body: Buffer.from('{"results":[0]}') }],
    ['a body cut off', { body: Buffer.from('{"resul') }],
    ['no body', { body: new Uint8Array() }],
  ])('does not hold for %s', (_what, changes) => {
    const answer = { ...signedAnswer(plainAnswer(), platform, request), ...changes };
    expect(verifyAnswer(answer, find, request.headers)).toEqual(invalid);
  });

  test('does not hold for another type, nor for a body where there was none', () => {
    const answer = signedAnswer(plainAnswer(), platform, request);
    const headers = { ...answer.headers, 'content-type': 'application/problem+json' };
    expect(verifyAnswer({ ...answer, headers }, find, request.headers)).toEqual(invalid);
    const empty = signedAnswer(
      plainAnswer({ status: 204, headers: {}, body: new Uint8Array() }),
      platform,
      request,
    );
    expect(verifyAnswer({ ...empty, body: Buffer.from('x') }, find, request.headers)).toEqual(invalid);
  });

  test('by a key that is not published is unknown, by another key of this id invalid, and none is missing', () => {
    const other = newSigner('answer-9z9z9z9z');
    expect(verifyAnswer(signedAnswer(plainAnswer(), other), find)).toEqual({
      outcome: 'refused',
      reason: 'unknown-key',
    });
    const forger = newSigner(platform.keyId);
    expect(verifyAnswer(signedAnswer(plainAnswer(), forger), find)).toEqual(invalid);
    expect(verifyAnswer(plainAnswer(), find)).toEqual({ outcome: 'refused', reason: 'signature-missing' });
  });

  test('is not the signature of a request', () => {
    const answer = plainAnswer({ headers: request.headers });
    expect(verifyAnswer(answer, () => kiosk.publicKey, request.headers)).toEqual(invalid);
  });

  test('of a body without a type cannot be made', () => {
    expect(() => signAnswer(plainAnswer({ headers: {} }), platform, { created })).toThrow(TypeError);
  });
});
