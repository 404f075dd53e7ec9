import type { FaceFrame } from '../../../contract/face/face-messages.ts';

/** Pictures that are looked back on. */
const remembered = 8;
/** Less movement than this in all of them has no living head and no camera: parts of the picture, degrees. */
const stillPosition = 0.0004;
const stillAngle = 0.15;
/** More than this between two pictures is a cut. */
const largestJump = 0.35;
const largestTurn = 55;
/** Pictures farther apart than this say nothing about movement, milliseconds. */
const longestGap = 500;
/** Jumps that a dropped picture may explain. */
const jumpsAllowed = 2;

interface Position {
  readonly takenAt: number;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly yaw: number;
  readonly pitch: number;
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** Whether pictures follow from one another as those of a head in front of a camera do: neither frozen nor cut together. */
export const createMotionCheck = (): { isPlausible(frame: FaceFrame): boolean } => {
  const positions: Position[] = [];
  let jumps = 0;

  const isFrozen = (): boolean =>
    positions.length === remembered &&
    spread(positions.map(({ x }) => x)) < stillPosition &&
    spread(positions.map(({ y }) => y)) < stillPosition &&
    spread(positions.map(({ height }) => height)) < stillPosition &&
    spread(positions.map(({ yaw }) => yaw)) < stillAngle &&
    spread(positions.map(({ pitch }) => pitch)) < stillAngle;

  const isCut = (before: Position, after: Position): boolean =>
    after.takenAt - before.takenAt <= longestGap &&
    (Math.abs(after.yaw - before.yaw) > largestTurn ||
      Math.hypot(after.x - before.x, after.y - before.y) > largestJump);

  return {
    isPlausible: ({ takenAt, faces, face }) => {
      if (face === null || faces !== 1) return true;
      const position = {
        takenAt,
        x: face.x,
        y: face.y,
        height: face.height,
        yaw: face.yaw,
        pitch: face.pitch,
      };
      const before = positions.at(-1);
      if (before && takenAt <= before.takenAt) return true;
      if (before && isCut(before, position)) jumps += 1;
      positions.push(position);
      if (positions.length > remembered) positions.shift();
      return jumps <= jumpsAllowed && !isFrozen();
    },
  };
};
