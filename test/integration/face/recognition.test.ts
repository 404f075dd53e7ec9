import { beforeAll, describe, expect, it } from 'vitest';
import { cosine } from '../../../bench/face/all-pairs.ts';
import { facesMissing, readFace } from '../../../bench/face/faces.ts';
import { loadNodeEngine, packMissing, readInstalled } from '../../../bench/face/node-engine.ts';
import { cameraPicture, chipPhoto, dimmed, place, plain } from '../../../bench/face/pictures.ts';
import { faceFrameSchema } from '../../../electron/contract/face/face-messages.ts';
import type { Picture } from '../../../renderer/face/engine/picture.ts';
import type { LoadedEngine } from '../../../renderer/face/pack/load-engine.ts';
import { pictureOf } from '../../unit/face/fake-models.ts';
import { watchMemories } from './watch-memories.ts';

/** The real models on real faces, in Node as in the page's worker. */
const pack = 'faceplugin';
const missing = facesMissing() ?? packMissing(pack);
if (missing !== null) process.stderr.write(`face recognition: skipped: ${missing}\n`);

describe.skipIf(missing !== null)('the engine with the pack faceplugin', () => {
  let engine: LoadedEngine;
  /** Every memory that WebAssembly has made for it. */
  let memories: readonly { readonly buffer: ArrayBufferLike }[] = [];

  beforeAll(async () => {
    const watched = watchMemories();
    const loading = await loadNodeEngine(pack);
    memories = watched.end();
    if (loading.outcome !== 'loaded') throw new Error(`${loading.fault}: ${loading.detail}`);
    engine = loading.engine;
  });

  const embeddingOf = async (picture: Picture): Promise<Float32Array> => {
    const { face } = await engine.measure(picture, 0);
    if (!face?.embedding) throw new Error('no embedding');
    return face.embedding;
  };
  const referenceOf = async (photo: Picture): Promise<Float32Array> => {
    const reference = await engine.embedReference(photo);
    if (reference.outcome !== 'embedded') throw new Error(reference.outcome);
    return reference.embedding;
  };
  /** Mean over three pictures of one subject against a photo. */
  const likeness = async (subject: number, photo: Float32Array): Promise<number> => {
    let sum = 0;
    for (const number of [2, 5, 6])
      sum += cosine(photo, await embeddingOf(cameraPicture(readFace(subject, number))));
    return sum / 3;
  };

  it.each([3, 7, 12, 20, 29])('takes subject %d for the person in the photo of the chip', async (subject) => {
    const photo = await referenceOf(chipPhoto(readFace(subject, 1)));
    expect(await likeness(subject, photo)).toBeGreaterThan(engine.manifest.thresholds.accept);
  });

  it.each([
    [3, 4],
    [7, 12],
    [12, 20],
    [20, 29],
    [29, 3],
  ])('does not take subject %d for subject %d', async (shown, inPhoto) => {
    const photo = await referenceOf(chipPhoto(readFace(inPhoto, 1)));
    expect(await likeness(shown, photo)).toBeLessThan(engine.manifest.thresholds.refuse);
  });

  it('says what a good picture shows', async () => {
    const frame = await engine.measure(cameraPicture(readFace(3, 1)), 4_000);
    expect(faceFrameSchema.parse(frame)).toEqual(frame);
    expect(frame.faces).toBe(1);
    const { face } = frame;
    expect(Math.abs((face?.x ?? 0) - 0.5)).toBeLessThan(0.08);
    expect(face?.width).toBeGreaterThan(0.2);
    expect(face?.sharpness).toBeGreaterThan(0.3);
    expect(face?.uncovered).toBeGreaterThan(0.4);
    expect(Math.abs(face?.yaw ?? 90)).toBeLessThan(15);
    expect(frame.burntOut).toBeLessThan(0.05);
  });

  it('tells open eyes from shut ones', async () => {
    const open = await engine.measure(cameraPicture(readFace(11, 1)), 0);
    const shut = await engine.measure(cameraPicture(readFace(11, 4)), 0);
    expect(open.face?.eyesOpen).toBeGreaterThan(0.6);
    expect(shut.face?.eyesOpen).toBeLessThan(0.3);
  });

  it('tells to which side a head is turned, and that a mirror turns it the other way', async () => {
    const face = readFace(10, 9);
    const mirrored = pictureOf(
      face.width,
      face.height,
      (x, y) => face.rgba[(y * face.width + face.width - 1 - x) * 4] ?? 0,
    );
    const right = await engine.measure(cameraPicture(face), 0);
    const left = await engine.measure(cameraPicture(mirrored), 0);
    // In the picture the nose points to the left: the resident has turned to the right.
    expect(right.face?.yaw).toBeLessThan(-8);
    expect(left.face?.yaw).toBeGreaterThan(8);
  });

  it('counts two people side by side, and means the one in the middle', async () => {
    const one = cameraPicture(readFace(3, 1));
    const two = place(one, readFace(7, 1), { x: 452, y: 160, width: 184, height: 224 });
    const frame = await engine.measure(two, 0);
    expect(frame.faces).toBe(2);
    expect(Math.abs((frame.face?.x ?? 0) - 0.5)).toBeLessThan(0.08);
  });

  it('refuses a photo with two people', async () => {
    const two = place(
      place(plain(204, 126, 225), readFace(3, 1), { x: 5, y: 10, width: 90, height: 110 }),
      readFace(7, 1),
      { x: 105, y: 10, width: 90, height: 110 },
    );
    expect(await engine.embedReference(two)).toEqual({ outcome: 'several-faces' });
  });

  it('finds nobody in an empty room, and no face in a photo of nothing', async () => {
    const room = pictureOf(640, 480, (x, y) => 90 + 40 * Math.sin(x / 60) + ((x * y) % 7));
    expect(await engine.measure(room, 0)).toMatchObject({ faces: 0, face: null });
    expect(await engine.embedReference(plain(102, 126, 200))).toEqual({ outcome: 'no-face' });
  });

  it('says that it is dark', async () => {
    const frame = await engine.measure(dimmed(cameraPicture(readFace(3, 1)), 0.12), 0);
    expect(frame.luminance).toBeLessThan(0.1);
  });

  it('says that the lower half of a face is covered', async () => {
    const bare = cameraPicture(readFace(3, 1));
    const covered = place(
      bare,
      pictureOf(20, 20, () => 205),
      { x: 240, y: 285, width: 160, height: 110 },
    );
    const [shown, hidden] = [await engine.measure(bare, 0), await engine.measure(covered, 0)];
    expect(hidden.face?.uncovered ?? 1).toBeLessThan(0.3);
    expect(shown.face?.uncovered ?? 0).toBeGreaterThan(0.4);
  });

  it.each([
    [1, 1],
    [3, 700],
    [700, 3],
    [1920, 1080],
  ])('takes a picture of %d × %d', async (width, height) => {
    const noise = pictureOf(width, height, (x, y) => (x * 7919 + y * 104_729 + ((x * y) % 251)) % 256);
    const frame = await engine.measure(noise, 0);
    expect(faceFrameSchema.safeParse(frame).error).toBeUndefined();
  });

  it('leaves nothing of a face in the memory of the models once it has forgotten', async () => {
    const embedding = await embeddingOf(cameraPicture(readFace(20, 3)));
    // The runtime holds the embedding before it was scaled; its direction is found by the ratio of neighbours.
    const traces = (): number =>
      memories.reduce((sum, { buffer }) => sum + tracesOf(embedding, new Float32Array(buffer)), 0);
    expect(traces()).toBeGreaterThan(0);
    await engine.forget();
    expect(traces()).toBe(0);
  });
});

/** Places in a memory where the vector lies, scaled by whatever factor. */
const tracesOf = (vector: Float32Array, memory: Float32Array): number => {
  const [first = 1] = vector;
  let found = 0;
  for (let at = 0; at + 16 < memory.length; at += 1) {
    const factor = (memory[at] ?? 0) / first;
    if (!(Math.abs(factor) > 1e-3 && Math.abs(factor) < 1e3)) continue;
    let same = 0;
    for (let next = 1; next < 16; next += 1) {
      const wanted = (vector[next] ?? 0) * factor;
      if (Math.abs((memory[at + next] ?? 0) - wanted) > 1e-4 * Math.abs(factor)) break;
      same += 1;
    }
    if (same === 15) found += 1;
  }
  return found;
};

describe.skipIf(packMissing(pack) !== null)('the pack faceplugin', () => {
  it('is refused with one flipped byte in any of its files', async () => {
    const read = readInstalled(pack);
    for (const name of ['fr_detect.onnx', 'fr_eye.onnx']) {
      const loading = await loadNodeEngine(pack, async (asked) => {
        const bytes = await read(asked);
        if (asked === name && bytes) bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
        return bytes;
      });
      expect(loading).toEqual({ outcome: 'failed', fault: 'file-altered', detail: name });
    }
  });

  it('is missing where its folder is not there', async () => {
    expect(await loadNodeEngine('nowhere')).toMatchObject({ outcome: 'failed', fault: 'pack-missing' });
  });
});
