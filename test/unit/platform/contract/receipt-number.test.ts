import { describe, expect, test } from 'vitest';
import { receiptNumber } from '../../../../platform/contract/receipt-number.ts';
import { receiptNumberSchema } from '../../../../platform/contract/submissions.ts';

const random = () => Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 31, 255);

describe('the number of a receipt', () => {
  test('says station and day in China, then chance', () => {
    expect(receiptNumber('QX-0007', Date.UTC(2026, 10, 20, 4), random)).toBe(
      'SL-QX-0007-20261120-01234567ZZ',
    );
  });

  test('takes the day from the clock in China, not from UTC', () => {
    expect(receiptNumber('qx-7', Date.UTC(2026, 11, 31, 15, 59, 59, 999), random)).toContain('-20261231-');
    expect(receiptNumber('qx-7', Date.UTC(2026, 11, 31, 16), random)).toContain('SL-QX-7-20270101-');
  });

  test('fits the contract whatever chance brings, and takes as many bytes as it has characters', () => {
    for (let byte = 0; byte < 256; byte++) {
      const number = receiptNumber('Ab-09', 0, (length) => new Uint8Array(length).fill(byte));
      expect(receiptNumberSchema.safeParse(number).success).toBe(true);
    }
  });
});
