import { describe, expect, it } from 'vitest';
import { faceFrameSchema } from '../../../electron/contract/face/face-messages.ts';
import { createFaceEngine, toUnitLength } from '../../../renderer/face/engine/face-engine.ts';
import { fakeModels, pictureOf, plainFace } from './fake-models.ts';

/** Fine drawing all over, so that the face is in focus. */
const drawn = pictureOf(320, 240, (x, y) => 120 + 90 * Math.sin(x / 1.5) * Math.cos(y / 1.7));

const engineWith = (over?: Parameters<typeof plainFace>[0]) => {
  const models = fakeModels(plainFace(over));
  return { models, engine: createFaceEngine(models, 'faceplugin') };
};

describe('a frame', () => {
  it('with one face says where it is, how it looks and who it is', async () => {
    const { engine } = engineWith();
    const frame = await engine.measure(drawn, 1_234);
    expect(faceFrameSchema.parse(frame)).toEqual(frame);
    expect(frame).toMatchObject({ takenAt: 1_234, faces: 1 });
    expect(frame.face?.x).toBeCloseTo(0.5, 5);
    expect(frame.face?.y).toBeCloseTo(0.525, 5);
    expect(frame.face?.width).toBeCloseTo(0.4, 5);
    expect(frame.face?.height).toBeCloseTo(0.65, 5);
    expect(frame.face?.yaw).toBeCloseTo(0, 3);
    expect(frame.face?.eyesOpen).toBeCloseTo(0.982, 3);
    expect(frame.face?.embedding?.[3]).toBeCloseTo(5 / 13, 5);
    expect(frame.face?.embedding?.[4]).toBeCloseTo(-12 / 13, 5);
  });

  it('without a face has no face, and the light of the whole picture', async () => {
    const { engine, models } = engineWith((role) => (role === 'detector' ? 0 : undefined));
    const frame = await engine.measure(
      pictureOf(64, 48, () => 51),
      0,
    );
    expect(frame).toEqual({
      takenAt: 0,
      faces: 0,
      luminance: expect.closeTo(0.2, 3),
      burntOut: 0,
      face: null,
    });
    expect(models.seen).toEqual(['detector']);
  });

  it('turns the model’s angle to the resident’s own view', async () => {
    const { engine } = engineWith((role, output, index) =>
      role === 'pose' && output === 'output' ? (index === 43 ? 60 : 0) : undefined,
    );
    expect((await engine.measure(drawn, 0)).face?.yaw).toBeCloseTo(-30, 2);
  });

  it('of a head turned too far is not compared, and nothing is said of cover and liveness', async () => {
    const { engine, models } = engineWith((role, output, index) =>
      role === 'pose' && output === 'output' ? (index === 50 ? 60 : 0) : undefined,
    );
    const { face } = await engine.measure(drawn, 0);
    expect(face).toMatchObject({ embedding: null, uncovered: null, liveHint: null });
    expect(models.seen).not.toContain('embedder');
    expect(models.seen).not.toContain('spoof');
  });

  it('that is blurred beyond telling is not compared', async () => {
    const { engine } = engineWith();
    const { face } = await engine.measure(
      pictureOf(320, 240, (x, y) => 128 + 110 * Math.sin(x / 40) * Math.cos(y / 40)),
      0,
    );
    expect(face?.embedding).toBeNull();
  });

  it('gives its hint of liveness twice a second, not more often', async () => {
    const { engine } = engineWith();
    const hints = [];
    for (const takenAt of [0, 100, 200, 499, 500, 700, 1_000]) {
      hints.push((await engine.measure(drawn, takenAt)).face?.liveHint !== null);
    }
    expect(hints).toEqual([true, false, false, false, true, false, true]);
  });

  it('whose points lie anywhere but in the face has none to measure', async () => {
    const { engine } = engineWith((role, _output, index) =>
      role === 'landmarks' && index === 60 ? 40 : undefined,
    );
    expect(await engine.measure(drawn, 0)).toMatchObject({ faces: 1, face: null });
  });

  it.each([[[-1e6, -1e6, 1e6, 1e6]], [[0.3, 0.2, 0.7, 1e30]], [[0.5, 0.5, 0.505, 0.85]]])(
    'has no face where the detector gives the box %j',
    async (box) => {
      const { engine } = engineWith((role, output, index) =>
        role === 'detector' && output === 'boxes' ? (box[index] ?? 0) : undefined,
      );
      expect(await engine.measure(drawn, 0)).toMatchObject({ faces: 0, face: null });
      expect(await engine.embedReference(drawn)).toEqual({ outcome: 'no-face' });
    },
  );

  it('is not made where a model fails', async () => {
    const models = fakeModels(plainFace());
    const engine = createFaceEngine(
      {
        ...models,
        run: async () => {
          throw new Error('out of memory');
        },
      },
      'faceplugin',
    );
    await expect(engine.measure(drawn, 0)).rejects.toThrow('out of memory');
  });
});

describe('a reference', () => {
  it('is the embedding of the one face in the photo', async () => {
    const { engine } = engineWith();
    const reference = await engine.embedReference(drawn);
    expect(reference.outcome).toBe('embedded');
    if (reference.outcome === 'embedded') expect(reference.embedding[4]).toBeCloseTo(-12 / 13, 5);
  });

  it('is refused where there is no face', async () => {
    const { engine } = engineWith((role) => (role === 'detector' ? 0 : undefined));
    expect(await engine.embedReference(drawn)).toEqual({ outcome: 'no-face' });
  });

  it('is refused where there are two', async () => {
    const second = [0.02, 0.2, 0.28, 0.85];
    const { engine } = engineWith((role, output, index) => {
      if (role !== 'detector') return undefined;
      if (output === 'scores') return index === 3 ? 0.9 : undefined;
      return index >= 4 && index < 8 ? second[index - 4] : undefined;
    });
    expect(await engine.embedReference(drawn)).toEqual({ outcome: 'several-faces' });
  });
});

describe('a vector', () => {
  it('of any size gets unit length', () => {
    expect([...(toUnitLength(Float32Array.of(3e30, 4e30)) ?? [])]).toEqual([
      expect.closeTo(0.6, 5),
      expect.closeTo(0.8, 5),
    ]);
  });

  it.each([[[0, 0]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY, 1]]])('like %j has none', (values) => {
    expect(toUnitLength(Float32Array.from(values))).toBeNull();
  });
});
