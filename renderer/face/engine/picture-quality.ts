import type { Patch, Picture, Rectangle } from './picture.ts';
import { lumaOf } from './tensors.ts';

/** How bright a part of a picture is. */
export interface Light {
  /** Mean luma, 0 black to 1 white. */
  readonly luminance: number;
  /** Share of the pixels that are burnt out. */
  readonly burntOut: number;
}

/** Luma from here on holds no drawing any more. */
const burntOutFrom = 250;
/** Pixels in a row, and rows, that are looked at. */
const samplesAcross = 64;

/** Brightness (ITU-R BT.601 luma) of the part of a region that lies in the picture; an empty one is black. */
export const lightOf = ({ width, height, rgba }: Picture, region: Rectangle): Light => {
  let sum = 0;
  let burnt = 0;
  let count = 0;
  for (let across = 0; across < samplesAcross; across += 1) {
    const row = Math.floor(region.y + ((across + 0.5) * region.height) / samplesAcross);
    if (row < 0 || row >= height) continue;
    for (let along = 0; along < samplesAcross; along += 1) {
      const column = Math.floor(region.x + ((along + 0.5) * region.width) / samplesAcross);
      if (column < 0 || column >= width) continue;
      const at = (row * width + column) * 4;
      const luma = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
      sum += luma;
      if (luma >= burntOutFrom) burnt += 1;
      count += 1;
    }
  }
  return count === 0
    ? { luminance: 0, burntOut: 0 }
    : { luminance: sum / count / 255, burntOut: burnt / count };
};

/** Fine drawing of a face in focus, as a part of its contrast: half of the scale. */
const usualFineness = 0.05;

/**
 * How sharp an aligned face is, 0 to 1: variance of the Laplacian (after J. L. Pech-Pacheco and others, "Diatom autofocusing
 * in brightfield microscopy", 2000) as a part of the variance of the luma, so that neither light nor contrast counts.
 * Faces in focus have 0.4 and more; blurred by 1.5 pixels of the square, 0.1.
 */
export const sharpnessOf = (aligned: Patch): number => {
  const luma = lumaOf(aligned);
  const { width, height } = aligned;
  const fine = createVariance();
  const coarse = createVariance();
  for (let row = 1; row < height - 1; row += 1) {
    for (let column = 1; column < width - 1; column += 1) {
      const at = row * width + column;
      const here = luma[at] ?? 0;
      const around =
        (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - width] ?? 0) + (luma[at + width] ?? 0);
      fine.add(4 * here - around);
      coarse.add(here);
    }
  }
  const contrast = coarse.value();
  if (contrast < 1) return 0;
  const fineness = fine.value() / contrast;
  return fineness / (fineness + usualFineness);
};

const createVariance = (): { add(value: number): void; value(): number } => {
  let count = 0;
  let sum = 0;
  let squares = 0;
  return {
    add: (value) => {
      count += 1;
      sum += value;
      squares += value * value;
    },
    value: () => (count === 0 ? 0 : Math.max(0, squares / count - (sum / count) ** 2)),
  };
};
