import { z } from 'zod';
import { itemCodeSchema, receiptNumberSchema } from './submissions.ts';

/**
 * GET /v1/applications/:receiptNumber/course → ApplicationCourse, for the kiosk that filed it; 404 `not-found` for
 * anybody else's.
 *
 *   received → [waiting for what it depends on, as a part of a package →] accepted-for-review (at the department) ⇄ corrections-asked, corrected → accepted | not-accepted
 *   accepted → in-review → decided → delivered
 *   until it is decided: withdrawn; after corrections that never came: timed-out; what cannot be opened: unreadable
 */
export const courseStates = [
  'received',
  'waiting',
  'accepted-for-review',
  'unreadable',
  'corrections-asked',
  'corrected',
  'accepted',
  'not-accepted',
  'in-review',
  'decided',
  'delivered',
  'withdrawn',
  'timed-out',
] as const;
export const courseStateSchema = z.enum(courseStates);
export type CourseState = z.infer<typeof courseStateSchema>;

/** Who takes a step. */
export const courseRoleSchema = z.enum(['platform', 'department', 'applicant']);
export type CourseRole = z.infer<typeof courseRoleSchema>;

/** What a step says beside itself. */
export const stepDetailSchema = z.strictObject({
  /** Why corrections are asked, it is not accepted, or it was refused: in words for the applicant. */
  reason: z.string().min(1).max(1000).optional(),
  decision: z.enum(['granted', 'refused']).optional(),
  delivery: z.enum(['printed-at-station', 'post', 'pick-up', 'message']).optional(),
  /** Of corrections that are asked: names of the form's fields that are to be answered anew; none: in the applicant's own words. */
  fields: z
    .array(z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/))
    .max(12)
    .optional(),
  /** Of a decision: the kind of certificate that any kiosk prints for it, from then on. */
  certificate: itemCodeSchema.optional(),
});
export type StepDetail = z.infer<typeof stepDetailSchema>;

/** Green in time; yellow when 70 % of the working days are used, or while corrections are wanted; red past the limit (course-light.ts). */
export const courseLightSchema = z.enum(['green', 'yellow', 'red']);
export type CourseLight = z.infer<typeof courseLightSchema>;

/** YYYY-MM-DD in China. */
const day = z.iso.date();

export const courseStepSchema = z.strictObject({
  step: courseStateSchema,
  by: courseRoleSchema,
  /** Platform time, milliseconds since the Unix epoch. */
  takenAt: z.number().int(),
  detail: stepDetailSchema,
});
export type TakenStep = z.infer<typeof courseStepSchema>;

export const courseDeadlineSchema = z.strictObject({
  /** Whose turn it is. */
  waitsFor: courseRoleSchema,
  limitWorkingDays: z.number().int().min(1),
  /** Working days that have begun since the day on which the limit began to run, which does not count. */
  usedWorkingDays: z.number().int().min(0),
  /** The last day of the limit. */
  dueOn: day,
  /** `dueOn` lies in a year whose holidays are not announced yet, and may move: it is shown as an estimate. */
  isEstimate: z.boolean(),
  light: courseLightSchema,
});
export type CourseDeadline = z.infer<typeof courseDeadlineSchema>;

/** A material that was promised 容缺受理, and may be handed in at any kiosk. */
export const coursePromiseSchema = z.strictObject({
  /** Code of the material in the item's list. */
  material: itemCodeSchema,
  limitWorkingDays: z.number().int().min(1),
  /** The last day, as it was agreed. */
  dueOn: day,
  /** When the resident handed it in at a kiosk; null while it is owed, as far as the platform has heard. */
  handedInAt: z.number().int().nullable(),
  /** How the promise stands; of one that was kept: how it stood on that day. */
  light: courseLightSchema,
});
export type CoursePromise = z.infer<typeof coursePromiseSchema>;

export const applicationCourseSchema = z.strictObject({
  receiptNumber: receiptNumberSchema,
  item: itemCodeSchema,
  state: courseStateSchema,
  steps: z.array(courseStepSchema).min(1),
  /** Of what is waited for now; null when nothing is. */
  deadline: courseDeadlineSchema.nullable(),
  /** What was promised to follow, in the order of the materials' codes. */
  promises: z.array(coursePromiseSchema),
  /** The package 一件事 with which it was handed in; null where it was handed in by itself. */
  package: z
    .strictObject({
      code: itemCodeSchema,
      number: receiptNumberSchema,
      /** What has to be granted before the department looks at it, with how far that has got. */
      dependsOn: z.array(z.strictObject({ receiptNumber: receiptNumberSchema, state: courseStateSchema })),
    })
    .nullable(),
});
export type ApplicationCourse = z.infer<typeof applicationCourseSchema>;
