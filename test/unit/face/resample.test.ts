import { describe, expect, it } from 'vitest';
import { padded, pictureOfRgb, wholeOf } from '../../../renderer/face/engine/picture.ts';
import { letterbox, resample } from '../../../renderer/face/engine/resample.ts';
import { evenFormat, greyPlaneOf, planesOf, softmax } from '../../../renderer/face/engine/tensors.ts';
import { pictureOf } from './fake-models.ts';

describe('resampling', () => {
  it('to the same size gives the same pixels', () => {
    const picture = pictureOf(9, 7, (x, y) => (x * 29 + y * 53) % 256);
    const { rgb } = resample(picture, wholeOf(picture), 9, 7);
    for (let pixel = 0; pixel < 63; pixel += 1) {
      expect(rgb[pixel * 3]).toBeCloseTo(picture.rgba[pixel * 4] ?? -1, 3);
    }
  });

  it('keeps the mean of what it shrinks', () => {
    const chequered = pictureOf(64, 64, (x, y) => ((x + y) % 2 === 0 ? 200 : 0));
    const { rgb } = resample(chequered, wholeOf(chequered), 7, 5);
    for (const value of rgb) expect(Math.abs(value - 100)).toBeLessThan(6);
  });

  it('goes on with the colour of the edge beyond it', () => {
    const picture = pictureOf(4, 4, (x) => (x === 0 ? 10 : 90));
    const { rgb } = resample(picture, { x: -20, y: -20, width: 10, height: 10 }, 5, 5);
    for (const value of rgb) expect(value).toBeCloseTo(10, 4);
  });

  it('fits a wide picture into a frame at its upper left, grey below', () => {
    const { patch, scale } = letterbox(
      pictureOf(640, 320, () => 50),
      320,
      240,
      127,
    );
    expect(scale).toBe(0.5);
    expect(patch.rgb[(100 * 320 + 319) * 3]).toBeCloseTo(50, 3);
    expect(patch.rgb[(161 * 320 + 5) * 3]).toBe(127);
  });
});

describe('pixels for a model', () => {
  const patch = { width: 2, height: 1, rgb: Float32Array.of(1, 2, 3, 4, 5, 6) };

  it('come in planes, in the order that it wants', () => {
    expect([...planesOf(patch, evenFormat('rgb', 1, 2)).data]).toEqual([0, 6, 2, 8, 4, 10]);
    expect([...planesOf(patch, evenFormat('bgr', 1, 2)).data]).toEqual([4, 10, 2, 8, 0, 6]);
    expect(planesOf(patch, evenFormat('bgr', 1, 2)).shape).toEqual([1, 3, 1, 2]);
  });

  it('come as luma where it wants grey', () => {
    const { data, shape } = greyPlaneOf(patch, 0.5);
    expect(data[0]).toBeCloseTo((0.299 + 2 * 0.587 + 3 * 0.114) / 2, 5);
    expect(shape).toEqual([1, 1, 1, 2]);
  });

  it('give shares that sum up to one, however large the scores', () => {
    expect(softmax([1000, 1000])).toEqual([0.5, 0.5]);
    expect(softmax([0, Math.log(3)])[1]).toBeCloseTo(0.75, 10);
  });
});

describe('a picture', () => {
  it('of three bytes a pixel keeps its colours', () => {
    expect([...pictureOfRgb(2, 1, Uint8Array.of(1, 2, 3, 4, 5, 6)).rgba]).toEqual([
      1, 2, 3, 255, 4, 5, 6, 255,
    ]);
  });

  it('with too few bytes is refused', () => {
    expect(() => pictureOfRgb(2, 2, new Uint8Array(11))).toThrow(RangeError);
  });

  it('gets a margin without being moved or scaled', () => {
    const picture = padded(
      pictureOf(8, 4, (x, y) => x * 10 + y),
      0.25,
      127,
    );
    expect([picture.width, picture.height]).toEqual([12, 6]);
    expect(picture.rgba[0]).toBe(127);
    expect(picture.rgba[((1 + 3) * 12 + 2 + 7) * 4]).toBe(73);
  });
});
