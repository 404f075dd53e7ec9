import { z } from 'zod';

/**
 * What page and core say to each other about a face. The page measures, the core decides: no score is made in the page.
 * Pictures never leave the page; embeddings live in the core's memory for the look they belong to and are forgotten with it.
 */

/** What the resident is asked to do; the order is drawn at random for each look. */
export const faceChallenges = ['turn-left', 'turn-right', 'come-closer', 'blink'] as const;
export type FaceChallenge = (typeof faceChallenges)[number];

/** What the page shows, and speaks, while it looks. */
export const faceStages = ['starting', 'look-straight', ...faceChallenges, 'comparing'] as const;
export type FaceStage = (typeof faceStages)[number];

/** What hinders the look at this moment, told at once so that the resident can mend it. */
export const faceHindrances = [
  'no-face',
  'several-faces',
  'too-far',
  'too-close',
  'off-centre',
  'too-dark',
  'too-bright',
  'blurred',
  'face-covered',
] as const;
export type FaceHindrance = (typeof faceHindrances)[number];

/** Part of the snapshot while a face is wanted. */
export const faceWishSchema = z.strictObject({
  /** Number of the look; what the page says of another look is ignored. */
  look: z.number().int(),
  /** What the face is compared with: the photo of the card, which the page measures first, or the platform's register. */
  comparedWith: z.enum(['card-photo', 'register']),
  stage: z.enum(faceStages),
  hindrance: z.enum(faceHindrances).nullable(),
  /** How much of the whole is done, from 0 to 1. */
  progress: z.number().min(0).max(1),
});
export type FaceWish = z.infer<typeof faceWishSchema>;

/** An embedding of unit length. */
const embedding = z.custom<Float32Array>(
  (value) => value instanceof Float32Array && value.length >= 64 && value.length <= 2048,
  'is not an embedding',
);
const degrees = z.number().min(-180).max(180);
const fraction = z.number().min(0).max(1);

/** What one picture of the camera shows. */
export const faceFrameSchema = z.strictObject({
  /** When it was taken, on the page's monotonic clock, milliseconds. */
  takenAt: z.number().nonnegative(),
  /** Faces in the picture, also small ones. */
  faces: z.number().int().min(0).max(64),
  /** Mean luminance of the face, or of the whole picture where there is none, and share of pixels burnt out. */
  luminance: fraction,
  burntOut: fraction,
  /** Of the largest, most central face; null where there is none. */
  face: z
    .strictObject({
      /** Centre and size as parts of the picture's width and height. */
      x: fraction,
      y: fraction,
      width: fraction,
      height: fraction,
      /** Variance of the Laplacian over the warped face, scaled to 0…1: below about 0.1 it is blurred. */
      sharpness: fraction,
      /** Of the head, from the resident's own view: positive yaw turns to the resident's left, positive pitch looks up. */
      yaw: degrees,
      pitch: degrees,
      roll: degrees,
      /** Probability that both eyes are open; null where the pack cannot tell. */
      eyesOpen: fraction.nullable(),
      /** Agreement of the lower half of the face with a face that shows mouth and nose; low for a mask. Null: cannot tell. */
      uncovered: fraction.nullable(),
      /** Hint of a single picture that it is a live face; weak, never decides. Null: cannot tell. */
      liveHint: fraction.nullable(),
      /** Null where the picture was too poor or the head too much turned to be compared. */
      embedding: embedding.nullable(),
    })
    .nullable(),
});
export type FaceFrame = z.infer<typeof faceFrameSchema>;

/** Why the engine cannot be used. */
export const faceEngineFaults = [
  'pack-missing',
  'manifest-invalid',
  'file-missing',
  'file-altered',
  'model-unusable',
  'runtime-unusable',
] as const;
export type FaceEngineFault = (typeof faceEngineFaults)[number];

/** What the page reports of its own accord; none of it is answered. */
export const faceReportSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('faceEngine'),
    state: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('loading') }),
      z.strictObject({
        state: z.literal('ready'),
        pack: z.string().max(41),
        version: z.string().max(40),
        loadMilliseconds: z.number().nonnegative(),
      }),
      z.strictObject({
        state: z.literal('failed'),
        fault: z.enum(faceEngineFaults),
        /** Small print for the technician. */
        detail: z.string().max(200),
      }),
    ]),
  }),
  z.strictObject({
    type: z.literal('faceReference'),
    look: z.number().int(),
    reference: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('embedded'), embedding }),
      z.strictObject({ outcome: z.enum(['no-face', 'several-faces']) }),
    ]),
  }),
  /** The camera cannot be used for this look. */
  z.strictObject({
    type: z.literal('faceCamera'),
    look: z.number().int(),
    fault: z.enum(['not-found', 'refused', 'busy', 'unplugged']),
  }),
  z.strictObject({ type: z.literal('faceFrame'), look: z.number().int(), frame: faceFrameSchema }),
]);
export type FaceReport = z.infer<typeof faceReportSchema>;

/** The photo of the card's chip, as the page gets it for one look. */
export const facePhotoSchema = z.strictObject({
  width: z.number().int().positive().max(2_000),
  height: z.number().int().positive().max(2_000),
  /** Three bytes a pixel, rows from the top. */
  rgb: z.custom<Uint8Array>((value) => value instanceof Uint8Array, 'is not bytes'),
});
export type FacePhoto = z.infer<typeof facePhotoSchema>;
