/** Brightness of a picture: mean and standard deviation of its luminance, 0 (black) to 255. */
export interface Brightness {
  readonly mean: number;
  readonly spread: number;
}

/** Luminance of each pixel (ITU-R BT.709 luma, 8 bit) of a picture in RGBA, four bytes a pixel. */
export const greyOf = (rgba: Uint8ClampedArray): Uint8Array => {
  const grey = new Uint8Array(rgba.length >> 2);
  for (let pixel = 0, index = 0; pixel < grey.length; pixel += 1, index += 4) {
    // The weights 0.2126, 0.7152 and 0.0722 in 1/256.
    grey[pixel] = ((rgba[index] ?? 0) * 54 + (rgba[index + 1] ?? 0) * 183 + (rgba[index + 2] ?? 0) * 19) >> 8;
  }
  return grey;
};

/** Brightness of a grey picture; an empty one is black. */
export const brightnessOf = (grey: Uint8Array): Brightness => {
  if (grey.length === 0) return { mean: 0, spread: 0 };
  let sum = 0;
  let squares = 0;
  for (const value of grey) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / grey.length;
  return { mean, spread: Math.sqrt(Math.max(0, squares / grey.length - mean * mean)) };
};

/** Mean absolute difference of two grey pictures, 0 (identical) to 255; the greatest for pictures of different size. */
export const differenceBetween = (one: Uint8Array, other: Uint8Array): number => {
  if (one.length !== other.length) return 255;
  let sum = 0;
  for (let index = 0; index < one.length; index += 1)
    sum += Math.abs((one[index] ?? 0) - (other[index] ?? 0));
  return one.length === 0 ? 0 : sum / one.length;
};
