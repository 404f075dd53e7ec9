/** A picture in memory: four bytes a pixel (red, green, blue, opacity, which is ignored), rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** In pixels of a picture, from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/** What is cut out of a picture to be measured: red, green and blue of each pixel, 0 to 255, interleaved. */
export interface Patch {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
}

export const wholeOf = ({ width, height }: Picture): Rectangle => ({ x: 0, y: 0, width, height });

/** The rectangle with the same centre and its sides multiplied by `factor`. */
export const enlarged = ({ x, y, width, height }: Rectangle, factor: number): Rectangle => ({
  x: x - (width * (factor - 1)) / 2,
  y: y - (height * (factor - 1)) / 2,
  width: width * factor,
  height: height * factor,
});

/** A picture from three bytes a pixel, as the chip's photo comes. @throws RangeError when the bytes are too few */
export const pictureOfRgb = (width: number, height: number, rgb: Uint8Array): Picture => {
  if (rgb.length < width * height * 3) throw new RangeError('a picture with too few bytes');
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let from = 0, to = 0; to < rgba.length; from += 3, to += 4) {
    rgba[to] = rgb[from] ?? 0;
    rgba[to + 1] = rgb[from + 1] ?? 0;
    rgba[to + 2] = rgb[from + 2] ?? 0;
    rgba[to + 3] = 255;
  }
  return { width, height, rgba };
};

/** The picture with a margin all around, each a share of its side, filled with grey. */
export const padded = (picture: Picture, share: number, grey: number): Picture => {
  const left = Math.round(picture.width * share);
  const top = Math.round(picture.height * share);
  const width = picture.width + 2 * left;
  const height = picture.height + 2 * top;
  const rgba = new Uint8ClampedArray(width * height * 4).fill(grey);
  for (let row = 0; row < picture.height; row += 1) {
    const from = row * picture.width * 4;
    rgba.set(picture.rgba.subarray(from, from + picture.width * 4), ((row + top) * width + left) * 4);
  }
  return { width, height, rgba };
};
