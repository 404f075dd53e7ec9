import { describe, expect, it } from 'vitest';
import type { FivePoints } from '../../../renderer/face/engine/detection.ts';
import { poseOfPoints } from '../../../renderer/face/engine/head-pose.ts';
import { alignedPoints } from '../../../renderer/face/engine/warp.ts';

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Five points of a head as another would measure them: not those that the engine works with. */
const head: readonly (readonly [number, number, number])[] = [
  [-31, -1, 1],
  [31, -1, 1],
  [0, 35, -37],
  [-25, 72, -5],
  [25, 72, -5],
];

/** The head turned (right hand of the picture: x to the right, y down, z away) and seen from afar. */
const seen = (yaw: number, pitch: number, roll: number): FivePoints => {
  const project = ([x, y, z]: readonly [number, number, number]): { x: number; y: number } => {
    const [sinYaw, cosYaw] = [Math.sin(radians(yaw)), Math.cos(radians(yaw))];
    const [x1, z1] = [cosYaw * x - sinYaw * z, sinYaw * x + cosYaw * z];
    const [sinPitch, cosPitch] = [Math.sin(radians(pitch)), Math.cos(radians(pitch))];
    const y1 = cosPitch * y + sinPitch * z1;
    const [sinRoll, cosRoll] = [Math.sin(radians(roll)), Math.cos(radians(roll))];
    return {
      x: 300 + 1.7 * (cosRoll * x1 - sinRoll * y1),
      y: 200 + 1.7 * (sinRoll * x1 + cosRoll * y1),
    };
  };
  const [one, two, three, four, five] = head.map(project);
  if (!one || !two || !three || !four || !five) throw new Error('five points');
  return [one, two, three, four, five];
};

describe('the pose from five points', () => {
  it.each([
    [0, 0, 0],
    [25, 0, 0],
    [-40, 0, 0],
    [0, 15, 0],
    [0, -20, 0],
    [0, 0, 18],
    [20, -10, 5],
    [-15, 10, -25],
  ])('of a head at yaw %d, pitch %d, roll %d is found', (yaw, pitch, roll) => {
    const pose = poseOfPoints(seen(yaw, pitch, roll));
    expect(Math.abs(pose.yaw - yaw)).toBeLessThan(5);
    expect(Math.abs(pose.pitch - pitch)).toBeLessThan(5);
    expect(Math.abs(pose.roll - roll)).toBeLessThan(5);
  });

  it('says that a nose to the right of the picture is a turn to the resident’s left', () => {
    const [left, right, nose, ...mouth] = seen(0, 0, 0);
    const [mouthLeft, mouthRight] = mouth;
    const pose = poseOfPoints([left, right, { x: nose.x + 15, y: nose.y }, mouthLeft, mouthRight]);
    expect(pose.yaw).toBeGreaterThan(8);
  });

  it('of the aligned template is straight ahead', () => {
    const pose = poseOfPoints(alignedPoints);
    expect(Math.abs(pose.yaw)).toBeLessThan(3);
    expect(Math.abs(pose.roll)).toBeLessThan(2);
  });

  it('is made of numbers even where the points are one', () => {
    const point = { x: 4, y: 4 };
    const pose = poseOfPoints([point, point, point, point, point]);
    expect(Object.values(pose).every(Number.isFinite)).toBe(true);
  });
});
