import { describe, expect, it } from 'vitest';
import { accuracyOf, cosine, nearness } from '../../../bench/face/all-pairs.ts';
import { jpegLoss } from '../../../bench/face/jpeg-loss.ts';
import { separationOf } from '../../../bench/face/separation.ts';
import { pictureOf } from './fake-models.ts';

describe('how well scores separate', () => {
  it('is perfect where every genuine pair scores above every other', () => {
    expect(separationOf([0.6, 0.7], [0.1, 0.5])).toEqual({
      genuinePairs: 2,
      impostorPairs: 2,
      trueAcceptAtOnePercent: 1,
      trueAcceptAtOnePerMille: 1,
      equalErrorRate: 0,
    });
  });

  it('lets so many impostors through as the rate allows, and not one more', () => {
    const impostor = Array.from({ length: 1_000 }, (_, index) => index / 1_000);
    // Ten may lie above the threshold for 1 %, which is the score of the eleventh; one for 0.1 %.
    const separation = separationOf([0.9885, 0.9895, 0.9985, 0.9995], impostor);
    expect(separation.trueAcceptAtOnePercent).toBe(0.75);
    expect(separation.trueAcceptAtOnePerMille).toBe(0.5);
  });

  it('is a coin toss where the scores say nothing', () => {
    const scores = Array.from({ length: 200 }, (_, index) => index);
    expect(separationOf(scores, scores).equalErrorRate).toBeCloseTo(0.5, 2);
  });

  it('is not known without pairs of both kinds', () => {
    expect(() => separationOf([], [1])).toThrow(RangeError);
  });
});

describe('all pairs', () => {
  const vector = (...values: readonly number[]): Float32Array => Float32Array.from(values);

  it('are compared both ways, never a picture with itself; a face that was not found is like nobody', () => {
    const accuracy = accuracyOf(
      { name: 'x', kind: 'ours', remark: '' },
      [
        { subject: 'a', probe: vector(1, 0), reference: vector(1, 0) },
        { subject: 'a', probe: vector(1, 0), reference: null },
        { subject: 'b', probe: vector(0, 1), reference: vector(0, 1) },
      ],
      cosine,
      0.5,
    );
    expect(accuracy).toMatchObject({
      genuinePairs: 2,
      impostorPairs: 4,
      withoutFace: { probes: 0, references: 1 },
      atThreshold: { threshold: 0.5, falseReject: 0.5, falseAccept: 0 },
    });
  });

  it('count as nearer, the less they differ', () => {
    expect(nearness(vector(0, 0), vector(3, 4))).toBe(-5);
    expect(nearness(vector(1, 1), vector(1, 1))).toBeCloseTo(0, 10);
  });
});

describe('the loss of JPEG', () => {
  const drawing = pictureOf(21, 13, (x, y) => 128 + 60 * Math.sin(x / 2) + 40 * Math.cos(y / 1.5));
  const difference = (quality: number): number => {
    const { rgba } = jpegLoss(drawing, quality);
    return rgba.reduce((sum, value, at) => sum + Math.abs(value - (drawing.rgba[at] ?? 0)), 0) / rgba.length;
  };

  it('is hardly any at the best quality and grows as quality falls', () => {
    expect(difference(100)).toBeLessThan(0.5);
    expect(difference(60)).toBeGreaterThan(difference(100));
    expect(difference(10)).toBeGreaterThan(2 * difference(60));
  });

  it('leaves a plain picture plain', () => {
    const { rgba } = jpegLoss(
      pictureOf(8, 8, () => 128),
      30,
    );
    expect([...rgba].filter((_, at) => at % 4 === 0).every((value) => value === 128)).toBe(true);
  });
});
