import type { FivePoints } from './detection.ts';

/**
 * How a head is turned, in degrees, from the resident's own view: positive yaw turns to the resident's left (to the right
 * in the picture), positive pitch looks up, positive roll leans to the resident's left shoulder.
 */
export interface HeadPose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

type Vector = readonly [number, number, number];

/**
 * The five points on a plain head that looks straight ahead: x to the right in the picture, y down, z away from the camera;
 * in millimetres, from their middle. Breadth and height are those of the aligned template with 63 mm between the pupils;
 * the tip of the nose stands 36 mm before the pupils, the corners of the mouth 6 mm.
 */
const plainHead: readonly Vector[] = (() => {
  const points: readonly Vector[] = [
    [-31.5, 0, 0],
    [31.5, 0, 0],
    [0, 36, -36],
    [-26, 73, -6],
    [26, 73, -6],
  ];
  const mean = [0, 1, 2].map((axis) => points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / 5);
  return points.map(([x, y, z]): Vector => [x - (mean[0] ?? 0), y - (mean[1] ?? 0), z - (mean[2] ?? 0)]);
})();

/** The head is symmetrical: x goes with nothing, and of the moments only these are not zero. */
const moments = (() => {
  const sum = (one: 0 | 1 | 2, other: 0 | 1 | 2): number =>
    plainHead.reduce((total, point) => total + point[one] * point[other], 0);
  return { xx: sum(0, 0), yy: sum(1, 1), zz: sum(2, 2), yz: sum(1, 2) };
})();

/** The row of a linear map from head to picture that fits the points' coordinates best, by least squares. */
const fittedRow = (coordinates: readonly number[]): Vector => {
  const mean = coordinates.reduce((sum, value) => sum + value, 0) / coordinates.length;
  let x = 0;
  let y = 0;
  let z = 0;
  plainHead.forEach((point, index) => {
    const value = (coordinates[index] ?? mean) - mean;
    x += value * point[0];
    y += value * point[1];
    z += value * point[2];
  });
  const { xx, yy, zz, yz } = moments;
  const determinant = yy * zz - yz * yz;
  return [x / xx, (y * zz - z * yz) / determinant, (z * yy - y * yz) / determinant];
};

const dot = (one: Vector, other: Vector): number => one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
const unit = (vector: Vector): Vector => {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return [vector[0] / length, vector[1] / length, vector[2] / length];
};
const cross = (one: Vector, other: Vector): Vector => [
  one[1] * other[2] - one[2] * other[1],
  one[2] * other[0] - one[0] * other[2],
  one[0] * other[1] - one[1] * other[0],
];

const degrees = (radians: number): number => (radians * 180) / Math.PI;

/**
 * The pose of a plain head whose five points come to lie as these do, seen from afar (scaled orthographic projection;
 * D. DeMenthon and L. Davis, "Model-based object pose in 25 lines of code", 1995, its first step).
 */
export const poseOfPoints = (points: FivePoints): HeadPose => {
  const right = fittedRow(points.map(({ x }) => x));
  const down = fittedRow(points.map(({ y }) => y));
  // Both rows are turned by the same small angle until they stand at right angles.
  const slant = dot(unit(right), unit(down)) / 2;
  const first = unit(right);
  const second = unit(down);
  const across = unit([
    first[0] - slant * second[0],
    first[1] - slant * second[1],
    first[2] - slant * second[2],
  ]);
  const along = unit([
    second[0] - slant * first[0],
    second[1] - slant * first[1],
    second[2] - slant * first[2],
  ]);
  return anglesOf(across, along, cross(across, along));
};

/**
 * Angles of the rotation with these rows, when it is made of a yaw about the neck, then a pitch about a level axis, then a
 * roll about the line of sight.
 */
const anglesOf = (right: Vector, down: Vector, away: Vector): HeadPose => ({
  yaw: degrees(Math.atan2(away[0], away[2])),
  pitch: degrees(Math.asin(Math.max(-1, Math.min(1, -away[1])))),
  roll: degrees(Math.atan2(-right[1], down[1])),
});
