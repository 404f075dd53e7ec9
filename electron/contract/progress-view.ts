import { z } from 'zod';
import { deviceProblem } from './device-view.ts';
import { deliveries, filingStates } from './items.ts';
import { localizedText } from './locale.ts';
import { materialSchema } from './material.ts';
import { questionSchema } from './question.ts';

/** What is on the screen about applications that were filed, and what is handed in beside them. */

/** How far an application is; `queued`: at this kiosk, on its way; `refused`: the platform did not take it; `waiting`: for another one of its package. */
export const progressStates = [
  'queued',
  'refused',
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
export type ProgressState = (typeof progressStates)[number];

export const progressLights = ['green', 'yellow', 'red'] as const;
export type ProgressLight = (typeof progressLights)[number];

const deadlineView = z.strictObject({
  /** YYYY-MM-DD in China. */
  dueOn: z.string(),
  isEstimate: z.boolean(),
  /** Working days left after today; 0: today is the last; below 0: overdue by so many. */
  daysLeft: z.number().int(),
  light: z.enum(progressLights),
  waitsFor: z.enum(['platform', 'department', 'applicant']),
});
export type DeadlineView = z.infer<typeof deadlineView>;

const filedEntry = z.strictObject({
  receiptNumber: z.string(),
  /** In everyday words; null where nobody knows the item any more. */
  itemName: localizedText.nullable(),
  /** Code of the station; null: this one. */
  filedElsewhere: z.string().nullable(),
  filedAt: z.number().int(),
  state: z.enum(progressStates),
  deadline: deadlineView.nullable(),
  /** When this kiosk heard so, where it is not what the platform says now; milliseconds since the Unix epoch. */
  heardAt: z.number().int().nullable(),
});
export type FiledEntry = z.infer<typeof filedEntry>;

/** Where what is shown comes from: the platform just now, or this kiosk alone. */
const sourceView = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('platform') }),
  z.strictObject({
    from: z.literal('kiosk'),
    reason: z.enum(['unreachable', 'refused']),
    /** When the platform was last heard; null: never. */
    lastContactAt: z.number().int().nullable(),
  }),
]);
export type ProgressSourceView = z.infer<typeof sourceView>;

const takesShape = {
  takesCards: z.boolean(),
  takesCodes: z.boolean(),
  unavailable: z.array(deviceProblem),
};

/** How the progress can be asked for. */
export const progressDoorView = z.strictObject({ screen: z.literal('progressDoor'), ...takesShape });

/** A receipt's number is typed; `beginning`: what the numbers of this station begin with. */
export const receiptEntryView = z.strictObject({
  screen: z.literal('receiptEntry'),
  beginning: z.string(),
  /** What was typed last was no receipt number. */
  wasRefused: z.boolean(),
});

export const lookingUpView = z.strictObject({ screen: z.literal('lookingUp') });

/** What anybody who holds a receipt may know. */
export const receiptLightView = z.strictObject({
  screen: z.literal('receiptLight'),
  receiptNumber: z.string(),
  found: z
    .strictObject({
      state: z.enum(progressStates),
      since: z.number().int(),
      deadline: deadlineView.nullable(),
      heardAt: z.number().int().nullable(),
    })
    .nullable(),
  source: sourceView,
});

export const progressView = z.strictObject({
  screen: z.literal('progress'),
  source: sourceView,
  /** Newest first. */
  applications: z.array(filedEntry),
});

/**
 * How a promised material stands. `kept`: it has arrived; `queued`: it lies here, on its way; `received`: it is there and is
 * being opened; `wanted`: it can be handed in here and now; `needs-card`: only the card itself is enough for that; `elsewhere`:
 * this machine cannot take it in any way.
 */
export const promiseStates = [
  'kept',
  'queued',
  'refused',
  'received',
  'wanted',
  'needs-card',
  'elsewhere',
  'not-now',
] as const;
export type PromiseState = (typeof promiseStates)[number];

export const progressDetailView = z.strictObject({
  screen: z.literal('progressDetail'),
  source: sourceView,
  application: filedEntry,
  department: localizedText.nullable(),
  steps: z.array(
    z.strictObject({
      state: z.enum(progressStates),
      takenAt: z.number().int(),
      /** In the department's words. */
      reason: z.string().nullable(),
    }),
  ),
  /** What the department wants; null where it wants nothing. */
  correction: z
    .strictObject({
      reason: z.string(),
      /** `queued`: the answer lies here, on its way; `needs-card`: only the card itself is enough to answer. */
      answer: z.enum(['wanted', 'needs-card', 'queued', 'refused', 'received', 'not-now']),
    })
    .nullable(),
  /** What was promised with it, each by its day. */
  promises: z.array(
    z.strictObject({
      /** Code of the material. */
      material: z.string(),
      /** Null where nobody knows the material any more. */
      name: localizedText.nullable(),
      /** YYYY-MM-DD. */
      dueOn: z.string(),
      /** Working days left after today; 0: today is the last; below 0: overdue by so many. */
      daysLeft: z.number().int(),
      light: z.enum(progressLights),
      state: z.enum(promiseStates),
    }),
  ),
  result: z
    .strictObject({
      decision: z.enum(['granted', 'refused']),
      delivery: z.enum(['printed-at-station', 'post', 'pick-up', 'message']).nullable(),
      /** The certificate can be printed here. */
      canPrint: z.boolean(),
    })
    .nullable(),
});

/** What a short form is for. */
export const replyPurposes = ['correction', 'supplement', 'feedback'] as const;
export type ReplyPurpose = (typeof replyPurposes)[number];

const replyShape = {
  purpose: z.enum(replyPurposes),
  /** Of what is corrected or completed; null of a complaint or suggestion. */
  itemName: localizedText.nullable(),
};

export const replyQuestionView = z.strictObject({
  screen: z.literal('replyQuestion'),
  ...replyShape,
  question: questionSchema,
  /** From one. */
  number: z.number().int(),
  questions: z.number().int(),
  revising: z.boolean(),
});

export const replyReviewView = z.strictObject({
  screen: z.literal('replyReview'),
  ...replyShape,
  department: localizedText.nullable(),
  answers: z.array(questionSchema),
  /** The promised material that is handed in; null where it is something else. */
  material: materialSchema.nullable(),
  /** Whose name goes with it; null: nobody's. */
  maskedName: z.string().nullable(),
  filing: z.enum(filingStates),
});

export const replyFilingView = z.strictObject({ screen: z.literal('replyFiling'), ...replyShape });

export const replyReceiptView = z.strictObject({
  screen: z.literal('replyReceipt'),
  ...replyShape,
  /** Of the application, or of the complaint or suggestion itself. */
  number: z.string(),
  delivery: z.enum(deliveries),
});

/** How a certificate is held to the scanner to be verified. */
export const verifyGuideView = z.strictObject({
  screen: z.literal('verifyGuide'),
  takesCertificates: z.boolean(),
});
