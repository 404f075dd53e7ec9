import type { Patch, Picture, Rectangle } from './picture.ts';

/**
 * Cuts a region out of a picture and scales it to a size. Linear interpolation where it grows; where it shrinks, the
 * triangle filter widens with the scale, so that every pixel of the region counts and nothing aliases. Beyond the edges
 * the picture goes on with the colour of its edge.
 */
export const resample = (picture: Picture, region: Rectangle, width: number, height: number): Patch => {
  const columns = tapsOf(region.x, region.width, width, picture.width);
  const rows = tapsOf(region.y, region.height, height, picture.height);
  const first = rows.indices[0] ?? 0;
  const last = rows.indices[rows.indices.length - 1] ?? 0;
  const narrowed = new Float32Array((last - first + 1) * width * 3);
  for (let row = first; row <= last; row += 1) {
    narrowRow(picture, row, columns, narrowed, (row - first) * width * 3);
  }
  return { width, height, rgb: lower(narrowed, width * 3, first, rows) };
};

/** Which pixels of a line make each pixel of the scaled line, and with what weight; the weights of a pixel sum up to 1. */
interface Taps {
  /** So many pixels make one. */
  readonly count: number;
  /** `count` of them for each pixel, ascending. */
  readonly indices: Int32Array;
  readonly weights: Float32Array;
}

const tapsOf = (start: number, length: number, outputs: number, inputs: number): Taps => {
  const scale = length / outputs;
  const reach = Math.max(1, scale);
  const count = Math.floor(2 * reach) + 1;
  const indices = new Int32Array(outputs * count);
  const weights = new Float32Array(outputs * count);
  for (let output = 0; output < outputs; output += 1) {
    const centre = start + (output + 0.5) * scale - 0.5;
    const from = Math.ceil(centre - reach);
    let sum = 0;
    for (let tap = 0; tap < count; tap += 1) sum += triangle((from + tap - centre) / reach);
    for (let tap = 0; tap < count; tap += 1) {
      indices[output * count + tap] = Math.min(inputs - 1, Math.max(0, from + tap));
      weights[output * count + tap] = triangle((from + tap - centre) / reach) / sum;
    }
  }
  return { count, indices, weights };
};

const triangle = (distance: number): number => Math.max(0, 1 - Math.abs(distance));

/** Scales one row of a picture in breadth. */
const narrowRow = (
  { width, rgba }: Picture,
  row: number,
  { count, indices, weights }: Taps,
  into: Float32Array,
  at: number,
): void => {
  const line = row * width;
  for (let tap = 0, to = at; tap < indices.length; to += 3) {
    let red = 0;
    let green = 0;
    let blue = 0;
    for (const end = tap + count; tap < end; tap += 1) {
      const weight = weights[tap] ?? 0;
      const from = (line + (indices[tap] ?? 0)) * 4;
      red += weight * (rgba[from] ?? 0);
      green += weight * (rgba[from + 1] ?? 0);
      blue += weight * (rgba[from + 2] ?? 0);
    }
    into[to] = red;
    into[to + 1] = green;
    into[to + 2] = blue;
  }
};

/** Scales narrowed rows, the first of which is row `first` of the picture, in height. */
const lower = (
  narrowed: Float32Array,
  stride: number,
  first: number,
  { count, indices, weights }: Taps,
): Float32Array => {
  const rgb = new Float32Array((indices.length / count) * stride);
  for (let tap = 0; tap < indices.length; tap += 1) {
    const weight = weights[tap] ?? 0;
    if (weight === 0) continue;
    const to = Math.floor(tap / count) * stride;
    const from = ((indices[tap] ?? 0) - first) * stride;
    for (let at = 0; at < stride; at += 1) {
      rgb[to + at] = (rgb[to + at] ?? 0) + weight * (narrowed[from + at] ?? 0);
    }
  }
  return rgb;
};

/** A picture scaled to fit into a frame, and how to get back from the frame to the picture. */
export interface Letterboxed {
  readonly patch: Patch;
  /** Pixels of the frame a pixel of the picture; the picture begins at the frame's upper left corner. */
  readonly scale: number;
}

/**
 * Scales the whole picture, its proportions kept, into the upper left of a frame; what is left over is grey. To half and
 * less it goes by way of the means of blocks, which is several times faster and all that a detector needs.
 */
export const letterbox = (picture: Picture, width: number, height: number, grey: number): Letterboxed => {
  const scale = Math.min(width / picture.width, height / picture.height);
  const innerWidth = Math.max(1, Math.min(width, Math.round(picture.width * scale)));
  const innerHeight = Math.max(1, Math.min(height, Math.round(picture.height * scale)));
  const blocks = Math.max(1, Math.floor(1 / scale));
  const inner = resample(
    blocks === 1 ? picture : inBlocks(picture, blocks),
    { x: 0, y: 0, width: innerWidth / scale / blocks, height: innerHeight / scale / blocks },
    innerWidth,
    innerHeight,
  );
  const rgb = new Float32Array(width * height * 3).fill(grey);
  for (let row = 0; row < innerHeight; row += 1) {
    const from = row * innerWidth * 3;
    rgb.set(inner.rgb.subarray(from, from + innerWidth * 3), row * width * 3);
  }
  return { patch: { width, height, rgb }, scale };
};

/** The means of the blocks of `side` by `side` pixels; the last ones at the right and below may be smaller. */
const inBlocks = (picture: Picture, side: number): Picture => {
  const width = Math.ceil(picture.width / side);
  const height = Math.ceil(picture.height / side);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let row = 0, to = 0; row < height; row += 1) {
    const lastRow = Math.min(picture.height, (row + 1) * side);
    for (let column = 0; column < width; column += 1, to += 4) {
      const firstColumn = column * side;
      const lastColumn = Math.min(picture.width, firstColumn + side);
      let red = 0;
      let green = 0;
      let blue = 0;
      let count = 0;
      for (let y = row * side; y < lastRow; y += 1) {
        let from = (y * picture.width + firstColumn) * 4;
        for (let x = firstColumn; x < lastColumn; x += 1, from += 4) {
          red += picture.rgba[from] ?? 0;
          green += picture.rgba[from + 1] ?? 0;
          blue += picture.rgba[from + 2] ?? 0;
          count += 1;
        }
      }
      rgba[to] = red / count;
      rgba[to + 1] = green / count;
      rgba[to + 2] = blue / count;
    }
  }
  return { width, height, rgba };
};
