import type { Patch } from './picture.ts';
import { lumaOf } from './tensors.ts';

/** Parts of the aligned square. */
interface Band {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const eyes: Band = { left: 28, right: 84, top: 44, bottom: 60 };
const mouth: Band = { left: 40, right: 72, top: 84, bottom: 102 };

/** Lids and lips are about so many pixels of the square high. */
const reach = 3;
/** Level lines are sought, so that neighbours on a line are averaged. */
const aside = 2;

/** Level dark and light lines in a band: root mean square of the luma's second difference from row to row. */
const reliefOf = (luma: Float32Array, width: number, { left, right, top, bottom }: Band): number => {
  let squares = 0;
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      let difference = 0;
      for (let shift = -aside; shift <= aside; shift += 1) {
        const at = row * width + column + shift;
        difference += 2 * (luma[at] ?? 0) - (luma[at - reach * width] ?? 0) - (luma[at + reach * width] ?? 0);
      }
      squares += (difference / (2 * aside + 1)) ** 2;
    }
  }
  return Math.sqrt(squares / ((right - left) * (bottom - top)));
};

/**
 * Whether mouth and chin show: the relief around the mouth as a part of that around the eyes, at most 1. Bare faces have
 * 0.43 and more (95 of 100: 0.65 and more), smooth masks 0.15 and less; a mask with strong folds or a print of a mouth is
 * not told from a face.
 */
export const uncoveredOf = (aligned: Patch): number => {
  const luma = lumaOf(aligned);
  const around = reliefOf(luma, aligned.width, eyes);
  return around < 1 ? 1 : Math.min(1, reliefOf(luma, aligned.width, mouth) / around);
};
