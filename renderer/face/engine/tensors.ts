import type { Patch } from './picture.ts';

/** Numbers for a model, and their shape. */
export interface ModelInput {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

/** How a model wants its pixels: (value − mean) × scale, each channel in a plane of its own, in this order. */
export interface PixelFormat {
  readonly order: 'rgb' | 'bgr';
  readonly mean: readonly [number, number, number];
  readonly scale: readonly [number, number, number];
}

/** The same mean and scale for each channel. */
export const evenFormat = (order: 'rgb' | 'bgr', mean: number, scale: number): PixelFormat => ({
  order,
  mean: [mean, mean, mean],
  scale: [scale, scale, scale],
});

/** Shape [1, 3, height, width]; `mean` and `scale` follow the order of the planes. */
export const planesOf = ({ width, height, rgb }: Patch, { order, mean, scale }: PixelFormat): ModelInput => {
  const pixels = width * height;
  const data = new Float32Array(3 * pixels);
  for (let plane = 0; plane < 3; plane += 1) {
    const channel = order === 'rgb' ? plane : 2 - plane;
    const planeMean = mean[plane] ?? 0;
    const planeScale = scale[plane] ?? 0;
    for (let pixel = 0, to = plane * pixels; pixel < pixels; pixel += 1, to += 1) {
      data[to] = ((rgb[pixel * 3 + channel] ?? 0) - planeMean) * planeScale;
    }
  }
  return { data, shape: [1, 3, height, width] };
};

/** Luma of each pixel (ITU-R BT.601, 0 to 255) times `scale`; shape [1, 1, height, width]. */
export const greyPlaneOf = (patch: Patch, scale: number): ModelInput => {
  const data = lumaOf(patch);
  for (let pixel = 0; pixel < data.length; pixel += 1) data[pixel] = (data[pixel] ?? 0) * scale;
  return { data, shape: [1, 1, patch.height, patch.width] };
};

/** Luma of each pixel (ITU-R BT.601), 0 to 255. */
export const lumaOf = ({ width, height, rgb }: Patch): Float32Array => {
  const luma = new Float32Array(width * height);
  for (let pixel = 0, from = 0; pixel < luma.length; pixel += 1, from += 3) {
    luma[pixel] = 0.299 * (rgb[from] ?? 0) + 0.587 * (rgb[from + 1] ?? 0) + 0.114 * (rgb[from + 2] ?? 0);
  }
  return luma;
};

/** The exponentials of the values as shares of their sum. */
export const softmax = (values: ArrayLike<number>): number[] => {
  const list = Array.from(values);
  const greatest = Math.max(...list);
  const exponentials = list.map((value) => Math.exp(value - greatest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
};
