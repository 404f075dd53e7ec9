import type { Picture } from '../../renderer/face/engine/picture.ts';

/** Luminance quantisation of ITU-T T.81 (JPEG), Annex K, Table K.1. */
const quantisation = [
  [16, 11, 10, 16, 24, 40, 51, 61],
  [12, 12, 14, 19, 26, 58, 60, 55],
  [14, 13, 16, 24, 40, 57, 69, 56],
  [14, 17, 22, 29, 51, 87, 80, 62],
  [18, 22, 37, 56, 68, 109, 103, 77],
  [24, 35, 55, 64, 81, 104, 113, 92],
  [49, 64, 78, 87, 103, 121, 120, 101],
  [72, 92, 95, 98, 112, 100, 103, 99],
] as const;

const side = 8;

/** Basis of the discrete cosine transform (T.81, A.3.3): rows are frequencies. */
const basis = Array.from({ length: side }, (_, frequency) =>
  Array.from(
    { length: side },
    (_, at) =>
      Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * side)) *
      Math.sqrt((frequency === 0 ? 1 : 2) / side),
  ),
);

type Block = readonly (readonly number[])[];

const product = (one: Block, other: Block): number[][] =>
  one.map((row) =>
    Array.from({ length: side }, (_, column) =>
      row.reduce((sum, value, at) => sum + value * (other[at]?.[column] ?? 0), 0),
    ),
  );
const transposed = (block: Block): number[][] =>
  Array.from({ length: side }, (_, column) => block.map((row) => row[column] ?? 0));

/** What JPEG at a quality (1 to 100, scaled as libjpeg does) makes of a grey picture: the same loss, without the file. */
export const jpegLoss = (picture: Picture, quality: number): Picture => {
  const factor = (quality < 50 ? 5_000 / quality : 200 - 2 * quality) / 100;
  const { width, height } = picture;
  const rgba = picture.rgba.slice();
  const at = (row: number, column: number): number =>
    (Math.min(row, height - 1) * width + Math.min(column, width - 1)) * 4;
  for (let top = 0; top < height; top += side) {
    for (let left = 0; left < width; left += side) {
      const block = basis.map((_, row) =>
        basis.map((_, column) => (picture.rgba[at(top + row, left + column)] ?? 0) - 128),
      );
      const frequencies = product(product(basis, block), transposed(basis));
      const kept = frequencies.map((row, down) =>
        row.map((value, across) => {
          const step = Math.max(1, Math.round((quantisation[down]?.[across] ?? 1) * factor));
          return Math.round(value / step) * step;
        }),
      );
      product(product(transposed(basis), kept), basis).forEach((row, down) => {
        row.forEach((value, across) => {
          if (top + down < height && left + across < width) {
            const to = at(top + down, left + across);
            rgba.fill(value + 128, to, to + 3);
          }
        });
      });
    }
  }
  return { width, height, rgba };
};
