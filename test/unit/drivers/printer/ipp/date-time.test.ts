import { describe, expect, it } from 'vitest';
import { decodeDateTime, encodeDateTime } from '../../../../../drivers/printer/ipp/date-time.ts';

const octets = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('dateTime (RFC 2579 DateAndTime)', () => {
  it('counts months from one', () => {
    // 2026-01-31 23:59:59.9 UTC+8
    expect(decodeDateTime(octets(0x07, 0xea, 1, 31, 23, 59, 59, 9, 0x2b, 8, 0))).toEqual({
      epochMilliseconds: Date.UTC(2026, 0, 31, 15, 59, 59, 900),
      offsetMinutes: 480,
    });
    expect(decodeDateTime(octets(0x07, 0xea, 12, 1, 0, 0, 0, 0, 0x2b, 0, 0))).toEqual({
      epochMilliseconds: Date.UTC(2026, 11, 1),
      offsetMinutes: 0,
    });
  });

  it('knows leap years', () => {
    const twentyNinth = (high: number, low: number) =>
      decodeDateTime(octets(high, low, 2, 29, 0, 0, 0, 0, 0x2b, 0, 0));
    expect(twentyNinth(0x07, 0xe8)?.epochMilliseconds).toBe(Date.UTC(2024, 1, 29)); // 2024
    expect(twentyNinth(0x07, 0xd0)?.epochMilliseconds).toBe(Date.UTC(2000, 1, 29)); // 2000
    expect(twentyNinth(0x08, 0x34)).toBeNull(); // 2100
    expect(twentyNinth(0x07, 0xea)).toBeNull(); // 2026
  });

  it('takes a half-hour offset to the west', () => {
    // St John's, -03:30
    expect(decodeDateTime(octets(0x07, 0xea, 7, 1, 12, 0, 0, 0, 0x2d, 3, 30))).toEqual({
      epochMilliseconds: Date.UTC(2026, 6, 1, 15, 30),
      offsetMinutes: -210,
    });
  });

  it.each([
    ['month 0', octets(0x07, 0xea, 0, 1, 0, 0, 0, 0, 0x2b, 0, 0)],
    ['month 13', octets(0x07, 0xea, 13, 1, 0, 0, 0, 0, 0x2b, 0, 0)],
    ['31 April', octets(0x07, 0xea, 4, 31, 0, 0, 0, 0, 0x2b, 0, 0)],
    ['hour 24', octets(0x07, 0xea, 4, 30, 24, 0, 0, 0, 0x2b, 0, 0)],
    ['no sign', octets(0x07, 0xea, 4, 30, 0, 0, 0, 0, 0x20, 0, 0)],
    ['ten octets', octets(0x07, 0xea, 4, 30, 0, 0, 0, 0, 0x2b, 0)],
  ])('refuses %s', (_what, value) => {
    expect(decodeDateTime(value)).toBeNull();
  });

  it('writes what it reads', () => {
    const value = octets(0x07, 0xc8, 5, 26, 13, 30, 15, 0, 0x2d, 4, 0);
    const read = decodeDateTime(value);
    expect(read && encodeDateTime(read)).toEqual(value);
  });

  it('refuses to write years that two octets cannot hold', () => {
    expect(() => encodeDateTime({ epochMilliseconds: Date.UTC(-1, 0), offsetMinutes: 0 })).toThrow(
      RangeError,
    );
    expect(() => encodeDateTime({ epochMilliseconds: Number.NaN, offsetMinutes: 0 })).toThrow(RangeError);
  });
});
