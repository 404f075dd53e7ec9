import type { FaceModelRole } from '../../../electron/contract/face/face-pack.ts';
import type { FaceModels, ModelOutputs } from '../../../renderer/face/engine/models.ts';
import type { Picture } from '../../../renderer/face/engine/picture.ts';

/** A picture whose pixels are computed; grey by itself. */
export const pictureOf = (
  width: number,
  height: number,
  valueAt: (x: number, y: number) => number,
): Picture => {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rgba.fill(valueAt(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3);
  }
  return { width, height, rgba };
};

/** Models of the faceplugin kind whose outputs are made up; `seen` says who ran, in order. */
export const fakeModels = (
  saysOf: (role: FaceModelRole, output: string, index: number) => number,
): FaceModels & { readonly seen: FaceModelRole[] } => {
  const lengths: Readonly<Record<FaceModelRole, Readonly<Record<string, number>>>> = {
    detector: { scores: 8_840, boxes: 17_680 },
    landmarks: { output: 136 },
    embedder: { output: 512 },
    eyes: { output: 2 },
    pose: { output: 66, '617': 66, '618': 66 },
    spoof: { output: 3 },
  };
  const seen: FaceModelRole[] = [];
  return {
    seen,
    has: () => true,
    pictureSize: () => null,
    run: async (role): Promise<ModelOutputs> => {
      seen.push(role);
      return new Map(
        Object.entries(lengths[role]).map(([name, length]) => [
          name,
          Float32Array.from({ length }, (_, index) => saysOf(role, name, index)),
        ]),
      );
    },
  };
};

/** The 68 points of a plain face, as parts of its box; those that the engine reads are in their places. */
const plainContour = (point: number): readonly [number, number] => {
  const places: Readonly<Record<number, readonly [number, number]>> = {
    30: [0.5, 0.58],
    36: [0.22, 0.38],
    39: [0.4, 0.38],
    42: [0.6, 0.38],
    45: [0.78, 0.38],
    48: [0.34, 0.78],
    60: [0.36, 0.78],
    54: [0.66, 0.78],
    64: [0.64, 0.78],
  };
  if (point >= 36 && point < 42) return places[point] ?? [0.31, 0.38];
  if (point >= 42 && point < 48) return places[point] ?? [0.69, 0.38];
  return places[point] ?? [0.5, 0.5];
};

/** Scores of 66 bins that all point at one angle. */
const binOf = (angle: number): number => Math.round((angle + 99) / 3);

/** What a model says of one plain face that looks ahead in the middle of a picture of 320 × 240; changed where `over` says. */
export const plainFace =
  (over: (role: FaceModelRole, output: string, index: number) => number | undefined = () => undefined) =>
  (role: FaceModelRole, output: string, index: number): number => {
    const changed = over(role, output, index);
    if (changed !== undefined) return changed;
    switch (role) {
      case 'detector':
        if (output === 'scores') return index === 1 ? 0.99 : 0;
        return [0.3, 0.2, 0.7, 0.85][index] ?? 0;
      case 'landmarks':
        return plainContour(index >> 1)[index & 1] ?? 0;
      case 'embedder':
        return index === 3 ? 5 : index === 4 ? -12 : 0;
      case 'eyes':
        return index === 1 ? 4 : 0;
      case 'pose':
        return index === binOf(0) ? 60 : 0;
      case 'spoof':
        return index === 0 ? 2 : 0;
    }
  };
