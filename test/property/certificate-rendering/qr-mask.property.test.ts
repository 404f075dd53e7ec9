import fc from 'fast-check';
import { create } from 'qrcode';
import { describe, expect, it } from 'vitest';
import { encodeQr } from '../../../electron/core/certificates/rendering/drawing/qr-code.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

describe('the mask of a QR code', () => {
  it('is the one that another implementation of the standard chooses, module by module', () => {
    const payload = fc.oneof(
      fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 1451 }),
      // Little variety makes the masks differ most.
      fc.string({ unit: fc.constantFrom('0', 'A'), minLength: 1, maxLength: 600 }),
    );
    const masksSeen = new Set<number | undefined>();
    fc.assert(
      fc.property(payload, (text) => {
        const ours = encodeQr(text);
        const theirs = create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: 'M' });
        if (!ours.ok) throw new Error(ours.detail);
        const { size, isDark } = ours.matrix;
        const modules = Array.from({ length: size * size }, (_, index) =>
          isDark(Math.floor(index / size), index % size) ? 1 : 0,
        );
        expect(modules.join('')).toBe(Array.from(theirs.modules.data, Number).join(''));
        masksSeen.add(theirs.maskPattern);
      }),
      { numRuns: 150 },
    );
    expect(masksSeen.size).toBeGreaterThan(4);
  });
});
