import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type HttpRequestParts,
  readRequestSignature,
  verifyAnswer,
  verifyRequest,
} from '../../../platform/contract/http-signature/index.ts';
import {
  created,
  newSigner,
  nonce,
  plainAnswer,
  plainRequest,
  signed,
  signedAnswer,
} from '../../unit/platform/contract/signature-world.ts';

const kiosk = newSigner();
const platform = newSigner('answer-1a2b3c4d');

const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
const anyUrl = fc
  .record({
    segments: fc.array(segment, { maxLength: 4 }),
    query: fc.option(fc.array(fc.tuple(segment, fc.string({ maxLength: 8 })), { maxLength: 3 })),
  })
  .map(({ segments, query }) => {
    const search = query === null ? '' : `?${new URLSearchParams(query).toString()}`;
    return new URL(`https://platform.test:8787/${segments.join('/')}${search}`);
  });

const anyRequest: fc.Arbitrary<HttpRequestParts> = fc
  .record({
    method: fc.constantFrom('GET', 'PUT', 'POST'),
    url: anyUrl,
    body: fc.option(fc.uint8Array({ minLength: 1, maxLength: 200 })),
    type: fc.constantFrom('application/json', 'application/jose'),
  })
  .map(({ method, url, body, type }) => ({
    method,
    url,
    body,
    headers: { host: url.host, ...(body && { 'content-type': type }) },
  }));

/** Another printable character than the one at `at`. */
const changeCharacter = (text: string, at: number, by: number): string => {
  const place = at % text.length;
  const code = 0x21 + ((text.charCodeAt(place) - 0x21 + by) % 94);
  return text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1);
};

const flipBit = (bytes: Uint8Array, bit: number): Uint8Array => {
  const changed = new Uint8Array(bytes);
  const place = bit % (bytes.length * 8);
  changed[place >> 3] = (changed[place >> 3] ?? 0) ^ (1 << (place & 7));
  return changed;
};

const place = fc.nat(10_000);
/** 1 to 93: never the character itself again. */
const step = fc.integer({ min: 1, max: 93 });

describe('the signature of any request', () => {
  test('verifies as it was sent', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(verifyRequest(signed(request, kiosk), kiosk.publicKey)).toEqual({
          outcome: 'genuine',
          keyId: kiosk.keyId,
          created,
          nonce,
        });
      }),
    );
  });

  test('does not survive a changed character in method, path, query or any of the signed fields', () => {
    fc.assert(
      fc.property(anyRequest, place, step, fc.nat(20), (request, at, by, which) => {
        const sent = signed(request, kiosk);
        const fields = Object.keys(sent.headers);
        const field = fields[which % (fields.length + 2)];
        if (field !== undefined) {
          const text = sent.headers[field] ?? '';
          const changed = changeCharacter(text, at, by);
          // The name of a host has no case, and its default port can be left out.
          fc.pre(field !== 'host' || changed.toLowerCase() !== text.toLowerCase());
          const headers = { ...sent.headers, [field]: changed };
          expect(verifyRequest({ ...sent, headers }, kiosk.publicKey).outcome).toBe('refused');
          return;
        }
        if (which % 2 === 0) {
          const method = changeCharacter(sent.method, at, by);
          expect(verifyRequest({ ...sent, method }, kiosk.publicKey).outcome).toBe('refused');
          return;
        }
        const { origin, pathname, search } = sent.url;
        const url = URL.parse(origin + changeCharacter(pathname + search, at, by));
        fc.pre(url !== null && url.pathname + (url.search || '?') !== pathname + (search || '?'));
        expect(url && verifyRequest({ ...sent, url }, kiosk.publicKey).outcome).toBe('refused');
      }),
      { numRuns: 400 },
    );
  });

  test('does not survive a flipped bit in the body', () => {
    fc.assert(
      fc.property(anyRequest, place, (request, bit) => {
        const sent = signed(request, kiosk);
        const body = sent.body === null ? Uint8Array.of(bit % 256) : flipBit(sent.body, bit);
        expect(verifyRequest({ ...sent, body }, kiosk.publicKey).outcome).toBe('refused');
      }),
    );
  });
});

describe('the signature of any answer', () => {
  const find = () => platform.publicKey;

  test('does not survive a changed status, body, field, or request', () => {
    fc.assert(
      fc.property(
        anyRequest,
        anyRequest,
        fc.uint8Array({ minLength: 1, maxLength: 100 }),
        place,
        step,
        (request, other, body, at, by) => {
          const sent = signed(request, kiosk);
          const answer = signedAnswer(plainAnswer({ body }), platform, sent);
          expect(verifyAnswer(answer, find, sent.headers)).toEqual({ outcome: 'genuine', created });
          const fields = Object.keys(answer.headers);
          const field = fields[at % fields.length] ?? '';
          const headers = {
            ...answer.headers,
            [field]: changeCharacter(answer.headers[field] ?? '', at, by),
          };
          for (const changed of [
            { ...answer, headers },
            { ...answer, status: answer.status + by },
            { ...answer, body: flipBit(body, at) },
          ]) {
            expect(verifyAnswer(changed, find, sent.headers).outcome).toBe('refused');
          }
          // A second signature over the same request is another one: ECDSA draws anew.
          expect(verifyAnswer(answer, find, signed(other, kiosk).headers).outcome).toBe('refused');
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('fields of any content', () => {
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          ...[
            'kiosk=',
            'platform=',
            '(',
            ')',
            '"@method"',
            ';',
            'created=',
            '1',
            ':',
            'AA==',
            '"',
            ',',
            ' ',
            '=',
          ],
          ...['@9', '?1', '%"', '-', '.', 'req', 'key="kiosk"', 'nonce="x"', '*', '\\'],
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join('')),
  );

  test('never throw and never verify', () => {
    fc.assert(
      fc.property(noise, noise, noise, (input, signature, digest) => {
        const headers = {
          'signature-input': input,
          signature,
          'content-digest': digest,
          'content-type': digest,
          host: digest,
        };
        expect(readRequestSignature(headers).outcome).toBe('refused');
        expect(verifyRequest(plainRequest({ headers }), kiosk.publicKey).outcome).toBe('refused');
        const answer = plainAnswer({ headers });
        expect(verifyAnswer(answer, () => platform.publicKey, headers).outcome).toBe('refused');
      }),
      { numRuns: 2_000 },
    );
  });
});
