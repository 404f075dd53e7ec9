import { describe, expect, it } from 'vitest';
import { encodeQr } from '../../../../electron/core/certificates/rendering/drawing/qr-code.ts';
import { qrSideOf } from '../../../../electron/core/certificates/rendering/layout/page-style.ts';
import { samplePayload } from './sample-certificate.ts';

/** Capacities of versions 13 and 25 at level M in alphanumeric mode (ISO/IEC 18004, table 7). */
const usualCapacity = 483;
const largestCapacity = 1451;

describe('the QR code', () => {
  it('takes the smallest version that holds the payload', () => {
    expect(encodeQr(samplePayload(usualCapacity))).toMatchObject({
      ok: true,
      matrix: { version: 13, size: 69 },
    });
    expect(encodeQr(samplePayload(largestCapacity))).toMatchObject({
      ok: true,
      matrix: { version: 25, size: 117 },
    });
    expect(encodeQr('YZ1:A')).toMatchObject({ ok: true, matrix: { version: 1, size: 21 } });
  });

  it('keeps modules of 0.43 mm: 30 mm for what is usual, more for what holds more', () => {
    const sideInMillimetres = (modules: number) => (qrSideOf(modules) * 25.4) / 72;
    expect(sideInMillimetres(21)).toBeCloseTo(30);
    expect(sideInMillimetres(69)).toBeCloseTo(30);
    expect(sideInMillimetres(117)).toBeCloseTo(50.87);
  });

  it('has its finder patterns in three corners', () => {
    const encoded = encodeQr('YZ1:A');
    if (!encoded.ok) throw new Error(encoded.detail);
    const { isDark } = encoded.matrix;
    const row = (y: number, x: number) => Array.from({ length: 7 }, (_, index) => isDark(y, x + index));
    const edge = new Array<boolean>(7).fill(true);
    expect(row(0, 0)).toEqual(edge);
    expect(row(0, 14)).toEqual(edge);
    expect(row(14, 0)).toEqual(edge);
    expect(isDark(1, 1)).toBe(false);
  });

  it.each([largestCapacity + 1, 3391, 3392, 100_000])('is refused for %i characters', (length) => {
    expect(encodeQr(samplePayload(length))).toMatchObject({ ok: false, reason: 'qr-too-large' });
  });

  it.each(['', 'lower case', '汉字'])('is a mistake of the caller for %j', (payload) => {
    expect(() => encodeQr(payload)).toThrow(TypeError);
  });
});
