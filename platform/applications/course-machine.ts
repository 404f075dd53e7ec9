import { z } from 'zod';
import { type CourseRole, type CourseState, stepDetailSchema } from '../contract/course.ts';

const { reason, decision, delivery, fields, certificate } = stepDetailSchema.required().shape;

/** A step that somebody takes, with what belongs to it. Receipt and opening come before (submissions/). */
export const courseMoveSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('corrections-asked'), reason, fields: fields.optional() }),
  z.strictObject({ step: z.literal('corrected') }),
  z.strictObject({ step: z.literal('accepted') }),
  z.strictObject({ step: z.literal('not-accepted'), reason }),
  z.strictObject({ step: z.literal('in-review') }),
  z.strictObject({
    step: z.literal('decided'),
    decision,
    reason: reason.optional(),
    delivery: delivery.optional(),
    certificate: certificate.optional(),
  }),
  z.strictObject({ step: z.literal('delivered'), delivery }),
  z.strictObject({ step: z.literal('withdrawn'), reason: reason.optional() }),
  z.strictObject({ step: z.literal('timed-out') }),
]);
export type CourseMove = z.infer<typeof courseMoveSchema>;

/** From which states a step can be taken, and by whom. */
interface Transition {
  readonly from: readonly CourseState[];
  readonly by: CourseRole;
}

/** The course as a table: what is not in it cannot be done. */
export const transitions: Readonly<Record<CourseMove['step'], Transition>> = {
  'corrections-asked': { from: ['accepted-for-review', 'corrected'], by: 'department' },
  corrected: { from: ['corrections-asked'], by: 'applicant' },
  accepted: { from: ['accepted-for-review', 'corrected'], by: 'department' },
  'not-accepted': { from: ['accepted-for-review', 'corrected'], by: 'department' },
  'in-review': { from: ['accepted'], by: 'department' },
  decided: { from: ['in-review'], by: 'department' },
  delivered: { from: ['decided'], by: 'department' },
  withdrawn: {
    from: [
      'received',
      'waiting',
      'accepted-for-review',
      'corrections-asked',
      'corrected',
      'accepted',
      'in-review',
    ],
    by: 'applicant',
  },
  'timed-out': { from: ['corrections-asked'], by: 'platform' },
};

/** Which limit runs in a state. */
export interface Clock {
  readonly waitsFor: CourseRole;
  /** The last step of these began it. */
  readonly begunBy: readonly CourseState[];
  /** The step after this one begins it, too. */
  readonly begunAfter?: CourseState;
  /** Working days; `promised`: as was written down with the step that began it. */
  readonly limit: number | 'promised';
}

/** Within five days it is accepted, refused, or everything that lacks is named at once (行政许可法 Art. 32). */
const acceptance: Clock = {
  waitsFor: 'department',
  begunBy: ['received', 'corrected'],
  begunAfter: 'waiting',
  limit: 5,
};
/** Within what the department promises for the item 承诺时限; corrections do not count against it. */
const decided: Clock = { waitsFor: 'department', begunBy: ['accepted'], limit: 'promised' };

/** The limit that runs in each state; null where nothing is waited for. */
export const clocks: Readonly<Record<CourseState, Clock | null>> = {
  received: acceptance,
  'accepted-for-review': acceptance,
  corrected: acceptance,
  'corrections-asked': { waitsFor: 'applicant', begunBy: ['corrections-asked'], limit: 15 },
  accepted: decided,
  'in-review': decided,
  // Ten days to hand over what was decided (行政许可法 Art. 44).
  decided: { waitsFor: 'department', begunBy: ['decided'], limit: 10 },
  // No department is late before it has the application.
  waiting: null,
  unreadable: null,
  'not-accepted': null,
  delivered: null,
  withdrawn: null,
  'timed-out': null,
};
