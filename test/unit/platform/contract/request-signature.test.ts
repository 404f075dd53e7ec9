import { sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  contentDigest,
  type HttpRequestParts,
  readRequestSignature,
  readRequestUrl,
  signRequest,
  verifyRequest,
} from '../../../../platform/contract/http-signature/index.ts';
import { created, newSigner, nonce, plainRequest, signed } from './signature-world.ts';

const kiosk = newSigner();
const genuine = { outcome: 'genuine', keyId: kiosk.keyId, created, nonce };
const invalid = { outcome: 'refused', reason: 'signature-invalid' };

/** Fields of a request signed over any Signature-Input: what a kiosk of another mind would send. */
const signedAs = (request: HttpRequestParts, input: string, lines: readonly string[]): HttpRequestParts => {
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  const signature = sign('sha256', Buffer.from(base), { key: kiosk.privateKey, dsaEncoding: 'ieee-p1363' });
  return {
    ...request,
    headers: {
      ...request.headers,
      'signature-input': `kiosk=${input}`,
      signature: `kiosk=:${signature.toString('base64')}:`,
    },
  };
};

const feed = plainRequest({
  method: 'GET',
  url: new URL('http://platform.test:8787/v1/feed'),
  headers: { host: 'platform.test:8787' },
  body: null,
});
const feedLines = ['"@method": GET', '"@authority": platform.test:8787', '"@path": /v1/feed', '"@query": ?'];
const components = '("@method" "@authority" "@path" "@query")';
const parameters = `;created=${created};nonce="${nonce}";keyid="${kiosk.keyId}";tag="yizhan-kiosk"`;

describe('the signature of a request', () => {
  test('is what RFC 9421 says', () => {
    const { signature, ...fields } = signRequest(plainRequest(), kiosk, { created, nonce });
    expect(fields).toEqual({
      'content-digest': contentDigest(Buffer.from('{"messages":[1]}')),
      'signature-input': `kiosk=("@method" "@authority" "@path" "@query" "content-digest" "content-type")${parameters}`,
    });
    expect(signature).toMatch(/^kiosk=:[A-Za-z0-9+/]{86}==:$/);
  });

  test.each([
    ['with a body', plainRequest()],
    ['without a body', feed],
    ['with an empty body', { ...feed, method: 'POST', body: new Uint8Array() }],
  ])('verifies %s', (_what, request) => {
    expect(verifyRequest(signed(request, kiosk), kiosk.publicKey)).toEqual(genuine);
    expect(readRequestSignature(signed(request, kiosk).headers)).toEqual({ ...genuine, outcome: 'read' });
  });

  test('may cover the components in any order and name its algorithm', () => {
    const request = signedAs(
      feed,
      `("@query" "@path" "@authority" "@method")${parameters};alg="ecdsa-p256-sha256"`,
      feedLines.toReversed(),
    );
    expect(verifyRequest(request, kiosk.publicKey)).toEqual(genuine);
  });

  test('by another key is refused', () => {
    expect(verifyRequest(signed(plainRequest(), newSigner()), kiosk.publicKey)).toEqual(invalid);
  });

  test('that is not there is missing', () => {
    const missing = { outcome: 'refused', reason: 'signature-missing' };
    expect(verifyRequest(plainRequest(), kiosk.publicKey)).toEqual(missing);
    expect(readRequestSignature({})).toEqual(missing);
  });

  test.each([
    ['another method', { method: 'PUT' }],
    ['another path', { url: new URL('http://platform.test:8787/v1/other?after=4&limit=20') }],
    ['another query', { url: new URL('http://platform.test:8787/v1/submissions?after=5&limit=20') }],
    ['no query', { url: new URL('http://platform.test:8787/v1/submissions') }],
    ['another body', { body: Buffer.from('{"messages":[2]}') }],
    ['no body', { body: null }],
  ])('does not hold for %s', (_what, changes) => {
    expect(verifyRequest({ ...signed(plainRequest(), kiosk), ...changes }, kiosk.publicKey)).toEqual(invalid);
  });

  test.each([
    ['another host', { host: 'elsewhere.test' }],
    ['another content type', { 'content-type': 'application/jose' }],
    ['a digest of something else', { 'content-digest': contentDigest(Buffer.from('x')) }],
    [
      'two digests',
      { 'content-digest': `${contentDigest(Buffer.from('{"messages":[1]}'))}, sha-512=:AA==:` },
    ],
  ])('does not hold for %s', (_what, headers) => {
    const request = signed(plainRequest(), kiosk);
    expect(
      verifyRequest({ ...request, headers: { ...request.headers, ...headers } }, kiosk.publicKey),
    ).toEqual(invalid);
  });

  test.each([
    ['that covers too little', `("@method" "@authority" "@path")${parameters}`, feedLines.slice(0, 3)],
    [
      'that covers a component twice',
      `("@method" "@authority" "@path" "@method")${parameters}`,
      [...feedLines.slice(0, 3), '"@method": GET'],
    ],
    [
      'that covers more',
      `("@method" "@authority" "@path" "@query" "host")${parameters}`,
      [...feedLines, '"host": platform.test:8787'],
    ],
    ['with an unknown parameter', `${components}${parameters};expires=${created + 9}`, feedLines],
    ['with another tag', `${components}${parameters.replace('yizhan-kiosk', 'yizhan-platform')}`, feedLines],
    ['with another algorithm', `${components}${parameters};alg="hmac-sha256"`, feedLines],
    ['without a nonce', `${components}${parameters.replace(`;nonce="${nonce}"`, '')}`, feedLines],
    ['with a short nonce', `${components}${parameters.replace(nonce, 'abc')}`, feedLines],
    ['without a key id', `${components}${parameters.replace(/;keyid="k+"/, '')}`, feedLines],
    ['without a time', `${components}${parameters.replace(`;created=${created}`, '')}`, feedLines],
    ['with a time in text', `${components}${parameters.replace(`${created}`, `"${created}"`)}`, feedLines],
    ['with a time before 1970', `${components}${parameters.replace(`${created}`, '-1')}`, feedLines],
  ])('%s is refused, genuine as it is', (_what, input, lines) => {
    expect(verifyRequest(signedAs(feed, input, lines), kiosk.publicKey)).toEqual(invalid);
    expect(readRequestSignature(signedAs(feed, input, lines).headers)).toEqual(invalid);
  });

  test.each([
    ['under another label', (text: string) => text.replaceAll('kiosk=', 'other=')],
    ['twice', (text: string) => `${text}, ${text}`],
    ['beside another one', (text: string) => `${text}, ${text.replace('kiosk=', 'other=')}`],
    ['with stray blanks', (text: string) => text.replace('kiosk=', ' kiosk=')],
    ['with parameters of its own', (text: string) => `${text};a`],
    ['too long', (text: string) => text.padEnd(10_000)],
    ['that is no structured field', () => '((('],
  ])('%s is refused', (_what, change) => {
    for (const field of ['signature', 'signature-input']) {
      const request = signed(feed, kiosk);
      const headers = { ...request.headers, [field]: change(request.headers[field] ?? '') };
      expect(verifyRequest({ ...request, headers }, kiosk.publicKey)).toEqual(invalid);
    }
  });

  test('of a body without a type, or with a line break in a field, cannot be made', () => {
    const moment = { created, nonce };
    expect(() => signRequest(plainRequest({ headers: {} }), kiosk, moment)).toThrow(TypeError);
    const headers = { 'content-type': 'application/json\n"@status": 200' };
    expect(() => signRequest(plainRequest({ headers }), kiosk, moment)).toThrow(TypeError);
  });
});

describe('the URL of a request at a server', () => {
  test.each(['/v1/feed', '/v1/feed?', '/v1/feed?after=a%20b&limit=1', '/', '/v1/certificates/%E4%BD%8F'])(
    'is read from %s',
    (target) => {
      const url = readRequestUrl('platform.test:8787', target);
      expect(url?.host).toBe('platform.test:8787');
      expect(`${url?.pathname}${url?.search}`).toBe(target.replace(/\?$/, ''));
    },
  );

  test.each([
    ['dot segments', '/v1/../v1/feed'],
    ['percent-encoded dots', '/v1/%2e%2e/feed'],
    ['absolute form', 'http://evil.test/v1/feed'],
    ['a backslash', '/v1\\feed'],
    ['a fragment', '/v1/feed#x'],
    ['a blank', '/v1/fe ed'],
    ['no path', ''],
    ['asterisk form', '*'],
    ['too much', `/${'a'.repeat(3_000)}`],
  ])('is not read from a target with %s', (_what, target) => {
    expect(readRequestUrl('platform.test', target)).toBeUndefined();
  });

  test.each([undefined, '', 'a b', 'user@host', 'host/path', 'host:', 'host:99999999'])(
    'is not read with the host %j',
    (host) => {
      expect(readRequestUrl(host, '/v1/feed')).toBeUndefined();
    },
  );
});
