import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAppendedAddress } from '../../../drivers/id-card-reader/appended-address.ts';
import { decodeBitmap, encodeBitmap } from '../../../drivers/id-card-reader/photo/bitmap.ts';
import { encodeAppendedAddress } from '../../../drivers/simulator/residents/encode-card.ts';
import { decodeSimulatedPhoto } from '../../../drivers/simulator/residents/photo/simulated-photo-codec.ts';

const picture = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((rgb) => ({ width, height, rgb })),
  );

describe('a bitmap, whatever it is', () => {
  it('comes out as it went in', () => {
    fc.assert(
      fc.property(picture, (original) => {
        expect(decodeBitmap(encodeBitmap(original))).toEqual({ ok: true, picture: original });
      }),
    );
  });

  it('with any bytes overwritten or cut off is a picture of the size it says, or refused; never an exception', () => {
    const edits = fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 8 });
    let pictures = 0;
    fc.assert(
      fc.property(picture, edits, fc.nat(1400), (original, changes, kept) => {
        const file = encodeBitmap(original);
        for (const [at, value] of changes) file[at] = value;
        const outcome = decodeBitmap(file.subarray(0, Math.max(kept, 54)));
        if (!outcome.ok) return;
        pictures += 1;
        const { width, height, rgb } = outcome.picture;
        expect(rgb.length).toBe(width * height * 3);
        expect(Math.max(width, height)).toBeLessThanOrEqual(1024);
      }),
      { numRuns: 3000 },
    );
    expect(pictures).toBeGreaterThan(100);
  });

  it('of random bytes is never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const file = Uint8Array.of(0x42, 0x4d, ...bytes);
        expect(typeof decodeBitmap(file).ok).toBe('boolean');
        expect(decodeSimulatedPhoto(bytes).ok).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('an appended address, whatever comes', () => {
  it('comes out as it was written', () => {
    const texts = fc
      .string({ unit: fc.constantFrom('潇', '湘', '𠮷', '龘', '3', 'A', '·', ' '), maxLength: 17 })
      .map((text) => text.trimEnd());
    fc.assert(
      fc.property(texts, (text) => {
        const expected = text === '' ? null : text;
        expect(decodeAppendedAddress(encodeAppendedAddress(text))).toEqual({ ok: true, address: expected });
      }),
    );
  });

  it('is printable text or refused, never an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const outcome = decodeAppendedAddress(bytes);
        if (!outcome.ok || outcome.address === null) return;
        expect(outcome.address).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        expect(outcome.address.length).toBeLessThanOrEqual(127);
      }),
      { numRuns: 2000 },
    );
  });
});
