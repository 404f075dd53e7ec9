import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FaceFrame, faceFrameSchema } from '../../../electron/contract/face/face-messages.ts';
import { createFaceEngine } from '../../../renderer/face/engine/face-engine.ts';
import type { Picture } from '../../../renderer/face/engine/picture.ts';
import { applied, similarityBetween } from '../../../renderer/face/engine/similarity.ts';
import { alignedPoints } from '../../../renderer/face/engine/warp.ts';
import { openPack } from '../../../renderer/face/pack/open-pack.ts';
import { flushDenormals } from '../../../scripts/models/flush-denormals.ts';
import { tarFiles } from '../../../scripts/models/tar-files.ts';
import { fakeModels, plainFace } from '../../unit/face/fake-models.ts';

const pictures: fc.Arbitrary<Picture> = fc
  .record({
    width: fc.integer({ min: 1, max: 90 }),
    height: fc.integer({ min: 1, max: 90 }),
    seed: fc.integer({ min: 1, max: 0x7fffffff }),
    amplitude: fc.integer({ min: 0, max: 255 }),
  })
  .map(({ width, height, seed, amplitude }) => {
    let state = seed;
    const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
      return 127 + ((state >> 8) % (amplitude + 1)) - amplitude / 2;
    });
    return { width, height, rgba };
  });

/** Anything that a model may say, what no model should included. */
const outputs = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -2, max: 2, noNaN: true }) },
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e38, -1e38),
);

const lengthOf = (vector: Float32Array): number => Math.hypot(...vector);

const checkFrame = (frame: FaceFrame): void => {
  expect(faceFrameSchema.safeParse(frame).error).toBeUndefined();
  if (frame.face?.embedding) expect(lengthOf(frame.face.embedding)).toBeCloseTo(1, 4);
};

describe('whatever picture comes', () => {
  it('it is measured, or has no face, and an embedding has unit length', async () => {
    await fc.assert(
      fc.asyncProperty(pictures, async (picture) => {
        const engine = createFaceEngine(fakeModels(plainFace()), 'faceplugin');
        checkFrame(await engine.measure(picture, 0));
        const reference = await engine.embedReference(picture);
        if (reference.outcome === 'embedded') expect(lengthOf(reference.embedding)).toBeCloseTo(1, 4);
      }),
      { numRuns: 60 },
    );
  });

  it('and whatever the models say, the frame is one that the core takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        pictures,
        fc.array(outputs, { minLength: 1, maxLength: 40 }),
        fc.constantFrom('detector', 'landmarks', 'embedder', 'eyes', 'pose', 'spoof', 'all'),
        async (picture, values, wild) => {
          const models = fakeModels(
            plainFace((role, output, index) => {
              if (role !== wild && wild !== 'all') return undefined;
              // Few anchors at a time: a detector that finds thousands only costs time.
              if (role === 'detector' && index >= 60) return 0;
              return values[(index + output.length) % values.length];
            }),
          );
          checkFrame(await createFaceEngine(models, 'faceplugin').measure(picture, 0));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('any turn, scale and shift', () => {
  it('of the five points is found again', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 8, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: -900, max: 900, noNaN: true }),
        fc.double({ min: -900, max: 900, noNaN: true }),
        (scale, angle, dx, dy) => {
          const made = { a: scale * Math.cos(angle), b: scale * Math.sin(angle), dx, dy };
          const found = similarityBetween(
            alignedPoints,
            alignedPoints.map((point) => applied(made, point)),
          );
          for (const point of alignedPoints) {
            const there = applied(found ?? { a: 0, b: 0, dx: 0, dy: 0 }, point);
            const wanted = applied(made, point);
            expect(Math.hypot(there.x - wanted.x, there.y - wanted.y)).toBeLessThan(1e-6);
          }
        },
      ),
    );
  });
});

describe('whatever bytes come', () => {
  it('as a manifest, opening a pack names a fault and does not throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json()), async (content) => {
        const bytes = new Uint8Array(typeof content === 'string' ? Buffer.from(content) : content);
        expect((await openPack('small', async () => bytes)).outcome).toBe('manifest-invalid');
      }),
    );
  });

  it('as a model or an archive, they are read or refused, and never loop', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        for (const read of [flushDenormals, tarFiles]) {
          try {
            read(bytes);
          } catch (error) {
            expect(String(error)).toMatch(/not a protocol buffer|tar:/);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
