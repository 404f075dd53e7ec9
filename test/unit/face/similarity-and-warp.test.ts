import { describe, expect, it } from 'vitest';
import { applied, inverse, similarityBetween } from '../../../renderer/face/engine/similarity.ts';
import { alignedPoints, alignFace, warp } from '../../../renderer/face/engine/warp.ts';
import { pictureOf } from './fake-models.ts';

const turned = { a: 1.2 * Math.cos(0.3), b: 1.2 * Math.sin(0.3), dx: 7, dy: -11 };

describe('the similarity between two patterns of points', () => {
  it('is found exactly where there is one', () => {
    const found = similarityBetween(
      alignedPoints,
      alignedPoints.map((point) => applied(turned, point)),
    );
    expect(found?.a).toBeCloseTo(turned.a, 10);
    expect(found?.b).toBeCloseTo(turned.b, 10);
    expect(found?.dx).toBeCloseTo(turned.dx, 8);
    expect(found?.dy).toBeCloseTo(turned.dy, 8);
  });

  it('never mirrors: a mirrored pattern is brought as near as turning allows', () => {
    const mirrored = alignedPoints.map(({ x, y }) => ({ x: 112 - x, y }));
    const found = similarityBetween(mirrored, alignedPoints);
    const left = applied(found ?? turned, mirrored[0] ?? { x: 0, y: 0 });
    expect(left.x).toBeGreaterThan(56);
  });

  it('is undone by its inverse', () => {
    const there = applied(turned, { x: 31, y: 64 });
    const back = applied(inverse(turned), there);
    expect(back.x).toBeCloseTo(31, 10);
    expect(back.y).toBeCloseTo(64, 10);
  });

  it('does not exist where all points are one', () => {
    const one = alignedPoints.map(() => ({ x: 5, y: 5 }));
    expect(similarityBetween(one, alignedPoints)).toBeNull();
  });

  it('does not exist where a point is no number', () => {
    const broken = alignedPoints.map((point, index) => (index === 2 ? { x: Number.NaN, y: 0 } : point));
    expect(similarityBetween(broken, alignedPoints)).toBeNull();
  });
});

describe('a warp', () => {
  const noise = pictureOf(140, 130, (x, y) => (x * 37 + y * 91 + ((x * y) % 13) * 7) % 256);

  it('by nothing gives the same pixels', () => {
    const { rgb } = warp(noise, { a: 1, b: 0, dx: 0, dy: 0 }, 112);
    for (let y = 0; y < 112; y += 1) {
      for (let x = 0; x < 112; x += 1) {
        expect(rgb[(y * 112 + x) * 3]).toBe(noise.rgba[(y * 140 + x) * 4]);
      }
    }
  });

  it('by half a pixel gives the mean of two', () => {
    const { rgb } = warp(noise, { a: 1, b: 0, dx: -0.5, dy: 0 }, 112);
    const mean = ((noise.rgba[(20 * 140 + 30) * 4] ?? 0) + (noise.rgba[(20 * 140 + 31) * 4] ?? 0)) / 2;
    expect(rgb[(20 * 112 + 30) * 3]).toBeCloseTo(mean, 4);
  });

  it('is black outside the picture', () => {
    const { rgb } = warp(noise, { a: 1, b: 0, dx: 60, dy: 0 }, 112);
    expect(rgb[(10 * 112 + 20) * 3]).toBe(0);
    expect(rgb[(10 * 112 + 60) * 3]).toBe(noise.rgba[10 * 140 * 4]);
  });

  it('to a third of the size counts every pixel, not one in nine', () => {
    const stripes = pictureOf(336, 336, (x) => (x % 3 === 0 ? 240 : 0));
    const { rgb } = warp(stripes, { a: 1 / 3, b: 0, dx: 0, dy: 0 }, 112);
    for (let x = 4; x < 100; x += 1) expect(rgb[(50 * 112 + x) * 3]).toBeCloseTo(80, 0);
  });

  it('brings the five points of a turned, larger face to their places', () => {
    const points = alignedPoints.map((point) =>
      applied({ a: 2 * Math.cos(0.2), b: 2 * Math.sin(0.2), dx: 90, dy: 40 }, point),
    );
    const dots = pictureOf(360, 360, (x, y) =>
      points.some((point) => Math.hypot(point.x - x, point.y - y) < 4) ? 255 : 0,
    );
    const [one, two, three, four, five] = points;
    if (!one || !two || !three || !four || !five) throw new Error('five points');
    const aligned = alignFace(dots, [one, two, three, four, five]);
    for (const { x, y } of alignedPoints) {
      expect(aligned?.rgb[(Math.round(y) * 112 + Math.round(x)) * 3]).toBeGreaterThan(180);
    }
    expect(aligned?.rgb[(20 * 112 + 56) * 3]).toBe(0);
  });
});
