import { describe, expect, it } from 'vitest';
import type { Patch } from '../../../renderer/face/engine/picture.ts';
import { lightOf, sharpnessOf } from '../../../renderer/face/engine/picture-quality.ts';
import { uncoveredOf } from '../../../renderer/face/engine/uncovered.ts';
import { pictureOf } from './fake-models.ts';

/** A square of 112 × 112, grey by itself. */
const square = (valueAt: (x: number, y: number) => number): Patch => ({
  width: 112,
  height: 112,
  rgb: Float32Array.from({ length: 112 * 112 * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return valueAt(pixel % 112, Math.floor(pixel / 112));
  }),
});

const whole = { x: 0, y: 0, width: 100, height: 80 };

describe('light', () => {
  it('is the mean luma of the region', () => {
    const half = pictureOf(100, 80, (x) => (x < 50 ? 0 : 204));
    expect(lightOf(half, whole).luminance).toBeCloseTo(0.4, 2);
    expect(lightOf(half, { x: 50, y: 0, width: 50, height: 80 }).luminance).toBeCloseTo(0.8, 2);
  });

  it('says which share is burnt out', () => {
    const sun = pictureOf(100, 80, (x) => (x < 25 ? 255 : 90));
    expect(lightOf(sun, whole).burntOut).toBeCloseTo(0.25, 1);
  });

  it('of a region outside the picture is none', () => {
    const sun = pictureOf(100, 80, () => 255);
    expect(lightOf(sun, { x: 300, y: 300, width: 10, height: 10 })).toEqual({ luminance: 0, burntOut: 0 });
  });
});

describe('sharpness', () => {
  const drawing = (period: number) => (x: number, y: number) =>
    128 + 60 * Math.sin((2 * Math.PI * x) / period) + 30 * Math.sin((2 * Math.PI * y) / period);

  it('falls the coarser the finest lines are', () => {
    const values = [5, 10, 20, 40].map((period) => sharpnessOf(square(drawing(period))));
    expect([...values].sort((one, other) => other - one)).toEqual(values);
    expect(values[0]).toBeGreaterThan(0.4);
    expect(values[3]).toBeLessThan(0.1);
  });

  it('does not depend on how light the picture is', () => {
    const bright = sharpnessOf(square(drawing(10)));
    const dark = sharpnessOf(square((x, y) => drawing(10)(x, y) / 8));
    expect(dark).toBeCloseTo(bright, 4);
  });

  it('of a plain square is none', () => {
    expect(sharpnessOf(square(() => 90))).toBe(0);
  });
});

describe('an uncovered face', () => {
  const lines = (x: number, y: number, from: number, to: number): number =>
    y >= from && y < to && x > 26 && x < 86 ? 90 * Math.sin((2 * Math.PI * y) / 8) : 0;

  it('has a mouth', () => {
    expect(uncoveredOf(square((x, y) => 128 + lines(x, y, 40, 64) + lines(x, y, 82, 104)))).toBeGreaterThan(
      0.8,
    );
  });

  it('is not one with something smooth before the mouth', () => {
    expect(
      uncoveredOf(square((x, y) => 128 + lines(x, y, 40, 64) + 0.03 * lines(x, y, 82, 104))),
    ).toBeLessThan(0.1);
  });

  it('is not doubted where nothing can be seen at all', () => {
    expect(uncoveredOf(square(() => 40))).toBe(1);
  });
});
