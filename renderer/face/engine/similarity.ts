import type { Point } from './picture.ts';

/** Turn, scale and shift in the plane: x′ = a·x − b·y + dx, y′ = b·x + a·y + dy. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly dx: number;
  readonly dy: number;
}

const meanOf = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
});

/**
 * The similarity that brings `from` nearest to `to`, by least squares and without reflection (S. Umeyama, "Least-squares
 * estimation of transformation parameters between two point patterns", IEEE PAMI 13, 1991; in the plane it has a closed
 * form). Null where the points all lie in one.
 */
export const similarityBetween = (from: readonly Point[], to: readonly Point[]): Similarity | null => {
  if (from.length !== to.length) throw new RangeError('point patterns of different length');
  const fromMean = meanOf(from);
  const toMean = meanOf(to);
  let along = 0;
  let across = 0;
  let spread = 0;
  from.forEach((point, index) => {
    const target = to[index] ?? toMean;
    const x = point.x - fromMean.x;
    const y = point.y - fromMean.y;
    const targetX = target.x - toMean.x;
    const targetY = target.y - toMean.y;
    along += x * targetX + y * targetY;
    across += x * targetY - y * targetX;
    spread += x * x + y * y;
  });
  const a = along / spread;
  const b = across / spread;
  if (!Number.isFinite(a) || !Number.isFinite(b) || a * a + b * b < 1e-12) return null;
  return {
    a,
    b,
    dx: toMean.x - a * fromMean.x + b * fromMean.y,
    dy: toMean.y - b * fromMean.x - a * fromMean.y,
  };
};

export const applied = ({ a, b, dx, dy }: Similarity, { x, y }: Point): Point => ({
  x: a * x - b * y + dx,
  y: b * x + a * y + dy,
});

export const inverse = ({ a, b, dx, dy }: Similarity): Similarity => {
  const square = a * a + b * b;
  const c = a / square;
  const d = -b / square;
  return { a: c, b: d, dx: -(c * dx - d * dy), dy: -(d * dx + c * dy) };
};
