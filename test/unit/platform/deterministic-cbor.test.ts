import { decode as decodeWithCborX } from 'cbor-x';
import { describe, expect, test } from 'vitest';
import {
  type CborValue,
  decodeCbor,
  encodeCbor,
} from '../../../platform/contract/certificate/deterministic-cbor.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

/** Examples of RFC 8949, appendix A, within what certificates use. */
const examples: readonly (readonly [value: CborValue, encoded: string])[] = [
  [0, '00'],
  [10, '0a'],
  [23, '17'],
  [24, '1818'],
  [100, '1864'],
  [1000, '1903e8'],
  [1_000_000, '1a000f4240'],
  [1_000_000_000_000, '1b000000e8d4a51000'],
  [-1, '20'],
  [-10, '29'],
  [-100, '3863'],
  [-1000, '3903e7'],
  [new Uint8Array(0), '40'],
  [Uint8Array.of(1, 2, 3, 4), '4401020304'],
  ['', '60'],
  ['a', '6161'],
  ['IETF', '6449455446'],
  ['\u00fc', '62c3bc'],
  ['\u6c34', '63e6b0b4'],
  ['\ud800\udd51', '64f0908591'],
  [[], '80'],
  [[1, [2, 3], [4, 5]], '8301820203820405'],
  [new Map(), 'a0'],
  [
    new Map<number, CborValue>([
      [1, 2],
      [3, 4],
    ]),
    'a201020304',
  ],
  [
    new Map<string, CborValue>([
      ['a', 1],
      ['b', [2, 3]],
    ]),
    'a26161016162820203',
  ],
];

describe('deterministic CBOR', () => {
  test.each(examples)('%j is encoded as in RFC 8949, and read back', (value, encoded) => {
    expect(hex(encodeCbor(value))).toBe(encoded);
    expect(decodeCbor(bytes(encoded))).toEqual(value);
  });

  test('another CBOR library reads what is written', () => {
    const value = new Map<number, CborValue>([
      [-65537, new Map([['result', '无']])],
      [1, 'xiaoxiang-real-estate'],
      [7, Uint8Array.of(1, 2, 3)],
    ]);
    const read = decodeWithCborX(encodeCbor(value)) as Map<number, unknown> | Record<number, unknown>;
    const get = (key: number) => (read instanceof Map ? read.get(key) : read[key]);
    expect(get(1)).toBe('xiaoxiang-real-estate');
    expect([...(get(7) as Uint8Array)]).toEqual([1, 2, 3]);
  });

  test('map keys are written in bytewise order of their encoding, whatever order they came in', () => {
    const keys = [-65537, 100, 'aa', 10, 'z', -1];
    const shuffled = new Map(keys.map((key) => [key, 0]));
    // RFC 8949 §4.2.1
    const ordered = [10, 100, -1, -65537, 'z', 'aa'];
    expect([...(decodeCbor(encodeCbor(shuffled)) as Map<number | string, number>).keys()]).toEqual(ordered);
  });

  test.each([
    ['an integer that is longer than it need be', '1817'],
    ['a length that is longer than it need be', '5801ff'],
    ['a 16-bit head for an 8-bit number', '1900ff'],
    ['a 64-bit head for a 32-bit number', '1b00000000ffffffff'],
    ['an integer beyond the safe ones', '1b0020000000000000'],
    ['a negative integer beyond the safe ones', '3b001fffffffffffff'],
    ['a byte string of indefinite length', '5f42010243030405ff'],
    ['an array of indefinite length', '9fff'],
    ['a map of indefinite length', 'bfff'],
    ['map keys out of order', 'a203040102'],
    ['a map key twice', 'a201020103'],
    ['a map key that is an array', 'a18001'],
    ['a tag', 'c11a514b67b0'],
    ['a float', 'f93c00'],
    ['null', 'f6'],
    ['a reserved additional information', '1c'],
    ['a byte string longer than its input', '5803ffff'],
    ['an array of more items than there are', '9b001fffffffffffff00'],
    ['a text that is not UTF-8', '62c328'],
    ['a text with an encoded surrogate', '63eda080'],
    ['trailing bytes', '0000'],
    ['nothing', ''],
  ])('%s is refused', (_what, encoded) => {
    expect(decodeCbor(bytes(encoded))).toBeUndefined();
  });

  test('nesting deeper than any certificate is refused without growing the stack', () => {
    expect(decodeCbor(new Uint8Array(100_000).fill(0x81))).toBeUndefined();
  });

  test('a text that begins with a byte order mark keeps it', () => {
    expect(decodeCbor(encodeCbor('\ufeff无'))).toBe('\ufeff无');
  });

  test('what is read does not share memory with the input', () => {
    const input = Buffer.from('43010203', 'hex');
    const value = decodeCbor(input);
    input.fill(0);
    expect(value).toEqual(Uint8Array.of(1, 2, 3));
  });

  test('numbers and texts that have no encoding are refused', () => {
    expect(() => encodeCbor(1.5)).toThrow(RangeError);
    expect(() => encodeCbor(2 ** 53)).toThrow(RangeError);
    expect(() => encodeCbor('\ud800')).toThrow(RangeError);
  });
});
