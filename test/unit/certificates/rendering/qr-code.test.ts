import { describe, expect, it } from 'vitest';
import { encodeQr } from '../../../../electron/core/certificates/rendering/drawing/qr-code.ts';
import { samplePayload } from './sample-certificate.ts';

/** Capacity of version 13 at level M in alphanumeric mode (ISO/IEC 18004, table 7). */
const capacity = 483;

describe('the QR code', () => {
  it('takes the smallest version that holds the payload', () => {
    expect(encodeQr(samplePayload(capacity))).toMatchObject({ ok: true, matrix: { version: 13, size: 69 } });
    expect(encodeQr('YZ1:A')).toMatchObject({ ok: true, matrix: { version: 1, size: 21 } });
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

  it.each([capacity + 1, 3391, 3392, 100_000])('is refused for %i characters', (length) => {
    expect(encodeQr(samplePayload(length))).toMatchObject({ ok: false, reason: 'qr-too-large' });
  });

  it.each(['', 'lower case', '汉字'])('is a mistake of the caller for %j', (payload) => {
    expect(() => encodeQr(payload)).toThrow(TypeError);
  });
});
