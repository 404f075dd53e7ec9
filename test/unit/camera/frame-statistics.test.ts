import { describe, expect, it } from 'vitest';
import { brightnessOf, differenceBetween, greyOf } from '../../../renderer/camera/frame-statistics.ts';

describe('numbers of a picture', () => {
  it('weighs the colours as the eye does (BT.709)', () => {
    const pixels = new Uint8ClampedArray([
      ...[255, 255, 255, 255],
      ...[0, 0, 0, 255],
      ...[255, 0, 0, 255],
      ...[0, 255, 0, 255],
      ...[0, 0, 255, 255],
    ]);
    expect([...greyOf(pixels)]).toEqual([255, 0, 53, 182, 18]);
  });

  it('takes mean and standard deviation', () => {
    expect(brightnessOf(new Uint8Array([10, 20, 30, 40]))).toEqual({ mean: 25, spread: Math.sqrt(125) });
    expect(brightnessOf(new Uint8Array())).toEqual({ mean: 0, spread: 0 });
  });

  it('finds no difference between identical pictures only', () => {
    expect(differenceBetween(new Uint8Array([1, 2, 3]), new Uint8Array([1, 2, 3]))).toBe(0);
    expect(differenceBetween(new Uint8Array([1, 2, 3]), new Uint8Array([1, 2, 6]))).toBe(1);
    expect(differenceBetween(new Uint8Array([1]), new Uint8Array([1, 2]))).toBe(255);
  });
});
