/** Why a face or a member of staff could not raise an identification, as core and page say it. */

/** Why a face cannot be compared at all at this kiosk, or not this resident's. */
export const faceObstacles = [
  /** The settings name no models. */
  'not-fitted',
  /** The models cannot be used: missing, altered, or no page that runs them. */
  'engine-unusable',
  'camera-unusable',
  /** The card has no photo, or nothing here can decode it. */
  'no-photo',
  /** The platform was to compare, and cannot be asked now. */
  'platform-unreachable',
  /** The platform has no picture of this resident for these models. */
  'no-reference',
  /** The platform has compared this resident's face too often today. */
  'too-many-tries',
] as const;
export type FaceObstacle = (typeof faceObstacles)[number];

/** Why a look at a face ended without a yes. */
export const faceRefusals = [
  /** The person does not look like the photo. */
  'another-face',
  /** Too close to tell; light or angle. */
  'not-clear-enough',
  /** What was asked was not done in time. */
  'challenge-failed',
  /** A still picture, or frames that do not follow from one another. */
  'not-live',
  /** More than one person for too long. */
  'several-faces',
  'no-face',
] as const;
export type FaceRefusal = (typeof faceRefusals)[number];

/** Why a member of staff cannot vouch. */
export const vouchRefusals = ['not-staff', 'wrong-pin', 'locked', 'own-visit'] as const;
export type VouchRefusal = (typeof vouchRefusals)[number];
