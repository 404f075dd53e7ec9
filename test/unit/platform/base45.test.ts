import { decode, encode } from '@digitalbazaar/base45';
import { describe, expect, test } from 'vitest';
import { decodeBase45, encodeBase45 } from '../../../platform/contract/certificate/base45.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('base45', () => {
  // RFC 9285 §4.3 and §4.4
  test.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
    ['', ''],
  ])('%j is written as in RFC 9285, and read back', (text, encoded) => {
    expect(encodeBase45(utf8(text))).toBe(encoded);
    expect(decodeBase45(encoded)).toEqual(utf8(text));
  });

  test('agrees with another library', () => {
    const bytes = Uint8Array.from({ length: 257 }, (_, index) => index & 0xff);
    expect(encodeBase45(bytes)).toBe(encode(bytes));
    expect(decodeBase45(encode(bytes))).toEqual(decode(encode(bytes)));
  });

  test.each([
    ['a group of one character', 'BB8B'],
    ['a group of three beyond 65535', ':::'],
    ['just beyond 65535', 'GGW'],
    ['a group of two beyond 255', '::'],
    ['small letters', 'bb8'],
    ['a character beyond Latin-1', 'BB無'],
    ['half of a surrogate pair', '\ud842\udfb7B'],
    ['a line break', 'BB8\n'],
  ])('%s is refused', (_what, encoded) => {
    expect(decodeBase45(encoded)).toBeUndefined();
  });
});
