import { createHmac, createPublicKey } from 'node:crypto';
import { type InnerList, isInnerList, parseDictionary } from 'structured-headers';
import { describe, expect, test } from 'vitest';
import { verifySignatureBase } from '../../../../platform/contract/http-signature/ecdsa.ts';
import { contentDigest } from '../../../../platform/contract/http-signature/index.ts';
import type {
  HttpAnswerParts,
  HttpRequestParts,
} from '../../../../platform/contract/http-signature/message.ts';
import { signatureBase } from '../../../../platform/contract/http-signature/signature-base.ts';

/** RFC 9421 appendix B.2: the request and the answer that its examples sign. */
const request: HttpRequestParts = {
  method: 'POST',
  url: new URL('https://example.com/foo?param=Value&Pet=dog'),
  headers: {
    host: 'example.com',
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-digest':
      'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
    'content-length': '18',
  },
  body: Buffer.from('{"hello": "world"}'),
};
const answer: HttpAnswerParts = {
  status: 200,
  headers: {
    date: 'Tue, 20 Apr 2021 02:07:56 GMT',
    'content-type': 'application/json',
    'content-digest':
      'sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:',
    'content-length': '23',
  },
  body: Buffer.from('{"message": "good dog"}'),
};

const inputOf = (text: string): InnerList => {
  const [member] = parseDictionary(text).values();
  if (member === undefined || !isInnerList(member)) {
    throw new Error('not an inner list');
  }
  return member;
};

describe('the signature base of RFC 9421', () => {
  test('of B.2.1, nothing covered', () => {
    const input = 'sig-b21=();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd"';
    expect(signatureBase(inputOf(input), { kind: 'request', request })).toBe(
      '"@signature-params": ();created=1618884473;keyid="test-key-rsa-pss";nonce="b3k2pp5k7z-50gnwp.yemd"',
    );
  });

  test('of B.2.3, the whole request', () => {
    const input =
      'sig-b23=("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"';
    expect(signatureBase(inputOf(input), { kind: 'request', request })).toBe(
      [
        '"date": Tue, 20 Apr 2021 02:07:55 GMT',
        '"@method": POST',
        '"@path": /foo',
        '"@query": ?param=Value&Pet=dog',
        '"@authority": example.com',
        '"content-type": application/json',
        '"content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
        '"content-length": 18',
        '"@signature-params": ("date" "@method" "@path" "@query" "@authority" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-rsa-pss"',
      ].join('\n'),
    );
  });

  test('of B.2.5 has the HMAC that the RFC gives', () => {
    const input =
      'sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"';
    const secret = 'uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==';
    const base = signatureBase(inputOf(input), { kind: 'request', request });
    expect(
      createHmac('sha256', Buffer.from(secret, 'base64'))
        .update(base ?? '')
        .digest('base64'),
    ).toBe('pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=');
  });

  test('of B.2.4 verifies under ecdsa-p256-sha256 with the key of B.1.3, and not with another status', () => {
    const key = createPublicKey(
      '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf\nw0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==\n-----END PUBLIC KEY-----\n',
    );
    const input = inputOf(
      'sig-b24=("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"',
    );
    const signature = Buffer.from(
      'wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==',
      'base64',
    );
    const base = signatureBase(input, { kind: 'answer', answer }) ?? '';
    expect(verifySignatureBase(base, signature, key)).toBe(true);
    const other = signatureBase(input, { kind: 'answer', answer: { ...answer, status: 201 } }) ?? '';
    expect(verifySignatureBase(other, signature, key)).toBe(false);
  });

  test.each([
    ['an upper-case host', { host: 'EXAMPLE.com' }, 'https://example.com/', 'example.com'],
    ['the default port of https', { host: 'example.com:443' }, 'https://example.com/', 'example.com'],
    ['the default port of http', { host: 'example.com:80' }, 'http://example.com/', 'example.com'],
    ['another port', { host: 'example.com:8787' }, 'http://example.com:8787/', 'example.com:8787'],
    ['no Host field', {}, 'http://example.com:8787/', 'example.com:8787'],
  ])('normalizes the authority (§2.2.3): %s', (_what, headers, url, authority) => {
    expect(
      signatureBase(inputOf('a=("@authority")'), {
        kind: 'request',
        request: { method: 'GET', url: new URL(url), headers, body: null },
      }),
    ).toBe(`"@authority": ${authority}\n"@signature-params": ("@authority")`);
  });

  test('takes an absent query for an empty one (§2.2.7)', () => {
    const of = (url: string) =>
      signatureBase(inputOf('a=("@query" "@path")'), {
        kind: 'request',
        request: { ...request, url: new URL(url) },
      });
    expect(of('https://example.com')).toBe(
      '"@query": ?\n"@path": /\n"@signature-params": ("@query" "@path")',
    );
    expect(of('https://example.com?')).toBe(of('https://example.com'));
    expect(of('https://example.com/?a=%20b')).toContain('"@query": ?a=%20b\n');
  });
});

describe('the content digest of RFC 9530', () => {
  test.each([
    // §D.1 and §D.4 (a representation with a line feed at its end).
    ['{"hello": "world"}\n', 'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:'],
    ['{"hello": "world"}', 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:'],
    ['', 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:'],
  ])('of %j is %s', (content, digest) => {
    expect(contentDigest(Buffer.from(content))).toBe(digest);
  });
});
