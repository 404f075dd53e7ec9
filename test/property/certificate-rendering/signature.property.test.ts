import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  prepareSignature,
  readSignature,
  verifyDetached,
  verifyPdfSignature,
} from '../../../platform/contract/pdf-signature/index.ts';
import {
  createSigningWorld,
  renderSigned,
  type SigningWorld,
} from '../../integration/certificates/signing-world.ts';

describe('a signed certificate', () => {
  let world: SigningWorld;
  let pdf: Uint8Array;
  beforeAll(async () => {
    world = await createSigningWorld();
    pdf = await renderSigned(world);
    expect(verifyPdfSignature(pdf, world.trust).outcome).toBe('genuine');
  });

  it('is not believed any more once any byte of it has changed', { timeout: 120_000 }, () => {
    const change = fc.record({
      position: fc.nat({ max: pdf.length - 1 }),
      difference: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(change, ({ position, difference }) => {
        const altered = Uint8Array.from(pdf);
        altered[position] = (altered[position] ?? 0) ^ difference;
        expect(verifyPdfSignature(altered, world.trust).outcome).not.toBe('genuine');
      }),
      { numRuns: 1000 },
    );
  });

  it('is not believed any more once a byte of the signature itself has changed', { timeout: 120_000 }, () => {
    const read = readSignature(pdf);
    if (read.outcome !== 'read') throw new Error(read.outcome);
    const { cms, digest } = read.signature;
    const root = world.rootPublicKey;
    expect(verifyDetached(cms, digest, root).outcome).toBe('good');
    fc.assert(
      fc.property(
        fc.nat({ max: cms.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (position, difference) => {
          const altered = Uint8Array.from(cms);
          altered[position] = (altered[position] ?? 0) ^ difference;
          expect(verifyDetached(altered, digest, root).outcome).not.toBe('good');
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is not believed any more once it was cut, or something was put in', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.nat({ max: pdf.length }), fc.uint8Array({ maxLength: 40 }), (position, inserted) => {
        fc.pre(position < pdf.length || inserted.length > 0);
        const cut = Buffer.concat([pdf.subarray(0, position), inserted]);
        const longer = Buffer.concat([cut, pdf.subarray(position)]);
        expect(verifyPdfSignature(cut, world.trust).outcome).not.toBe('genuine');
        if (inserted.length > 0) expect(verifyPdfSignature(longer, world.trust).outcome).not.toBe('genuine');
      }),
      { numRuns: 100 },
    );
  });
});

describe('anything at all', () => {
  it('is verified without throwing', () => {
    const world = createSigningWorld();
    return world.then(({ trust, rootPublicKey }) => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
          const outcome = verifyPdfSignature(bytes, trust).outcome;
          expect(['unsigned', 'altered']).toContain(outcome);
          expect(verifyDetached(bytes, new Uint8Array(32), rootPublicKey).outcome).toBe('malformed');
        }),
      );
      expect(() => prepareSignature(new Uint8Array(10))).toThrow(RangeError);
    });
  });
});
