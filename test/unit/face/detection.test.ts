import { describe, expect, it } from 'vitest';
import {
  chooseFace,
  type Detection,
  isPlausibleBox,
  overlapOf,
  suppressDoubles,
} from '../../../renderer/face/engine/detection.ts';
import { anchors, decodeFaceplugin } from '../../../renderer/face/engine/faceplugin-detector.ts';
import { decodeYunet } from '../../../renderer/face/engine/yunet-detector.ts';

const face = (x: number, y: number, width: number, height: number, score = 0.9): Detection => ({
  box: { x, y, width, height },
  score,
  points: null,
});

describe('doubles of one face', () => {
  it('are told by how much they overlap', () => {
    expect(overlapOf(face(0, 0, 10, 10).box, face(5, 0, 10, 10).box)).toBeCloseTo(1 / 3, 10);
    expect(overlapOf(face(0, 0, 10, 10).box, face(10, 0, 10, 10).box)).toBe(0);
    expect(overlapOf(face(0, 0, 10, 10).box, face(0, 0, 10, 10).box)).toBe(1);
  });

  it('are dropped, and the surest is kept', () => {
    const kept = suppressDoubles(
      [face(0, 0, 10, 10, 0.7), face(1, 0, 10, 10, 0.95), face(30, 0, 10, 10, 0.8)],
      0.4,
    );
    expect(kept.map(({ score }) => score)).toEqual([0.95, 0.8]);
  });

  it('are not what stands next to each other', () => {
    expect(suppressDoubles([face(0, 0, 10, 10), face(7, 0, 10, 10)], 0.4)).toHaveLength(2);
  });

  it('never make more faces than the contract counts', () => {
    const many = Array.from({ length: 200 }, (_, index) => face(index * 20, 0, 10, 10));
    expect(suppressDoubles(many, 0.4)).toHaveLength(64);
  });
});

describe('the face that is meant', () => {
  const size = { width: 640, height: 480 };

  it('is the largest, not the surest', () => {
    const near = face(220, 140, 200, 200, 0.7);
    expect(chooseFace([face(10, 10, 40, 40, 0.99), near], size)).toBe(near);
  });

  it('of two equal ones is the one in the middle', () => {
    const middle = face(270, 190, 100, 100);
    expect(chooseFace([face(0, 190, 100, 100), middle], size)).toBe(middle);
  });

  it('is nobody where there is none', () => {
    expect(chooseFace([], size)).toBeNull();
  });
});

describe('a box', () => {
  const size = { width: 640, height: 480 };
  it.each([
    [face(100, 100, 80, 80), true],
    [face(-30, 100, 80, 80), true],
    [face(-90, 100, 80, 80), false],
    [face(100, 100, 3, 80), false],
    [face(0, 0, 1e30, 80), false],
    [face(Number.NaN, 0, 80, 80), false],
  ])('%j is plausible: %s', ({ box }, plausible) => {
    expect(isPlausibleBox(box, size)).toBe(plausible);
  });
});

describe('what the detector of faceplugin gives', () => {
  it('is read as parts of its frame and brought back to the picture', () => {
    const scores = new Float32Array(anchors * 2);
    const boxes = new Float32Array(anchors * 4);
    scores[17 * 2 + 1] = 0.97;
    boxes.set([0.25, 0.5, 0.5, 0.75], 17 * 4);
    scores[40 * 2 + 1] = 0.5;
    boxes.set([0, 0, 0.2, 0.2], 40 * 4);
    const [found, ...others] = decodeFaceplugin(scores, boxes, 0.5);
    expect(others).toEqual([]);
    expect(found?.box).toEqual({ x: 160, y: 240, width: 160, height: 120 });
    expect(found?.score).toBeCloseTo(0.97, 5);
  });
});

describe('what YuNet gives', () => {
  const frame = { width: 64, height: 64 };
  const outputs = (): Map<string, Float32Array> =>
    new Map(
      [8, 16, 32].flatMap((stride) => {
        const cells = (64 / stride) ** 2;
        return [
          [`cls_${stride}`, new Float32Array(cells)],
          [`obj_${stride}`, new Float32Array(cells)],
          [`bbox_${stride}`, new Float32Array(cells * 4)],
          [`kps_${stride}`, new Float32Array(cells * 10)],
        ] as [string, Float32Array][];
      }),
    );

  it('is read from the cell, the stride and the logarithm of the size', () => {
    const given = outputs();
    // Stride 16, row 2, column 1 of 4 × 4.
    const cell = 2 * 4 + 1;
    given.get('cls_16')?.set([0.81], cell);
    given.get('obj_16')?.set([1.2], cell);
    given.get('bbox_16')?.set([0.5, -0.25, Math.log(2), Math.log(3)], cell * 4);
    given.get('kps_16')?.set([0.25, 0.5, 1, 0.5, 0.6, 1, 0.3, 1.5, 0.9, 1.5], cell * 10);
    const [found, ...others] = decodeYunet(given, frame, 0.5);
    expect(others).toEqual([]);
    // The class' 0.81 and the object's 1, to which 1.2 is cut.
    expect(found?.score).toBeCloseTo(0.9, 5);
    // In the frame: centre (24, 28), size 32 × 48; the picture is twice as large.
    expect(found?.box.x).toBeCloseTo(16, 3);
    expect(found?.box.y).toBeCloseTo(8, 3);
    expect(found?.box.width).toBeCloseTo(64, 3);
    expect(found?.box.height).toBeCloseTo(96, 3);
    expect(found?.points?.[0]).toEqual({ x: 40, y: 80 });
    expect(found?.points?.[4].x).toBeCloseTo(60.8, 3);
  });

  it('is refused where an output is missing', () => {
    const given = outputs();
    given.delete('obj_32');
    expect(() => decodeYunet(given, frame, 1)).toThrow('obj_32');
  });

  it('is nothing where nothing is sure', () => {
    expect(decodeYunet(outputs(), frame, 1)).toEqual([]);
  });
});
