import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiptNumberIn } from '../../../../electron/core/progress/receipt-text.ts';
import { receiptNumber } from '../../../../platform/contract/receipt-number.ts';
import { receiptNumberSchema } from '../../../../platform/contract/submissions.ts';

describe('a receipt number that was scanned or typed', () => {
  it('is found whatever letters, blanks and look-alikes it was typed with', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.nat(10), (random, place) => {
        const number = receiptNumber('qx-0007', Date.UTC(2026, 10, 20), () => random);
        const careless = `${number.slice(0, -10)}${number.slice(-10).replaceAll('0', 'O').replaceAll('1', 'l')}`;
        expect(receiptNumberIn(number)).toBe(number);
        expect(receiptNumberIn(careless.toLowerCase())).toBe(number);
        expect(receiptNumberIn(`${number.slice(0, place)} ${number.slice(place)} `)).toBe(number);
      }),
    );
  });

  it('is none in anything else, and what is found always fits the contract', () => {
    for (const other of ['', 'YZ1:ONE', 'HS-20261121-000042', 'TS-QX-0007-20261120-7K3M9QXAB2']) {
      expect(receiptNumberIn(other)).toBeNull();
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: 'binary' }), (text) => {
        const found = receiptNumberIn(text);
        expect(found === null || receiptNumberSchema.safeParse(found).success).toBe(true);
      }),
    );
  });
});
