import { describe, expect, test } from 'vitest';
import { certificateNumberSchema } from '../../../platform/contract/certificate/claims.ts';
import { certificateNumber } from '../../../platform/departments/certificate-number.ts';

describe('the number of a certificate', () => {
  test('says kind and day of issue in China, then chance', () => {
    const random = Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 31, 255);
    expect(certificateNumber('ZF', Date.UTC(2026, 10, 20, 4), random)).toBe('ZF20261120-01234567ZZ');
  });

  test('takes the day from the clock in China, not from UTC', () => {
    expect(certificateNumber('ZF', Date.UTC(2026, 11, 31, 16), new Uint8Array(10))).toBe(
      'ZF20270101-0000000000',
    );
  });

  test('fits the contract whatever chance brings', () => {
    for (let byte = 0; byte < 256; byte++) {
      const number = certificateNumber('GJJ', Date.UTC(2026, 0, 1), new Uint8Array(10).fill(byte));
      expect(certificateNumberSchema.safeParse(number).success).toBe(true);
    }
  });
});
