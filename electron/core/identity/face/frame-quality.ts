import type { FaceFrame, FaceHindrance } from '../../../contract/face/face-messages.ts';

/** Bounds within which a face can be compared; parts of the picture, degrees, shares from 0 to 1. */
const limits = {
  smallestHeight: 0.22,
  largestHeight: 0.85,
  farthestFromCentre: 0.25,
  darkest: 0.18,
  brightest: 0.88,
  burntOut: 0.3,
  blurred: 0.1,
  covered: 0.35,
  yaw: 14,
  /** Models read faces that look ahead as looking down by up to 21° (bench/face, five of thirty people). */
  downward: -28,
  upward: 20,
  roll: 22,
} as const;

/** What hinders in a picture, the first thing that should be mended; null: nothing. */
export const hindranceOf = ({ faces, face, luminance, burntOut }: FaceFrame): FaceHindrance | null => {
  if (luminance < limits.darkest) return 'too-dark';
  if (luminance > limits.brightest || burntOut > limits.burntOut) return 'too-bright';
  if (face === null || faces === 0) return 'no-face';
  if (faces > 1) return 'several-faces';
  if (face.height < limits.smallestHeight) return 'too-far';
  if (face.height > limits.largestHeight) return 'too-close';
  if (
    Math.abs(face.x - 0.5) > limits.farthestFromCentre ||
    Math.abs(face.y - 0.5) > limits.farthestFromCentre
  ) {
    return 'off-centre';
  }
  if (face.uncovered !== null && face.uncovered < limits.covered) return 'face-covered';
  if (face.sharpness < limits.blurred) return 'blurred';
  return null;
};

type Face = NonNullable<FaceFrame['face']>;

/** Whether the head faces the camera. */
export const isFrontal = ({ yaw, pitch, roll }: Face): boolean =>
  Math.abs(yaw) <= limits.yaw &&
  pitch >= limits.downward &&
  pitch <= limits.upward &&
  Math.abs(roll) <= limits.roll;

/** The face of a picture that can be compared; null where it cannot. */
export const comparableFace = (frame: FaceFrame): (Face & { readonly embedding: Float32Array }) | null => {
  const { face } = frame;
  if (hindranceOf(frame) !== null || face === null || face.embedding === null || !isFrontal(face))
    return null;
  return { ...face, embedding: face.embedding };
};
