import { z } from 'zod';
import {
  deviceActors,
  deviceRoles,
  deviceStates,
  reasonSeverities,
} from '../../drivers/device/device-status.ts';
import { deviceReasonCodes } from '../../drivers/device/reason-codes.ts';
import { faceWishSchema } from './face/face-messages.ts';
import { verifiedViewSchema } from './verification-view.ts';
import { faceObstacles, faceRefusals, vouchRefusals } from './identity-words.ts';

/**
 * What the renderer draws. The core publishes a whole snapshot on every change; the renderer keeps nothing else, so
 * that killing and reloading it loses nothing. Personal values are masked here unless the resident asked to see them;
 * what the resident answers in a form is shown as it was answered while it is asked; the review masks long numbers.
 */

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

const localizedText = z.strictObject({ 'zh-CN': z.string(), en: z.string() });

export const deviceViewSchema = z.strictObject({
  role: z.enum(deviceRoles),
  state: z.enum(deviceStates),
  reasons: z.array(
    z.strictObject({
      code: z.enum(deviceReasonCodes),
      severity: z.enum(reasonSeverities),
      actor: z.enum(deviceActors),
    }),
  ),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

/** Why the kiosk cannot serve at all; `detail` is small print for the staff (a field name, a path), never data of a resident. */
export const outOfServiceReasons = [
  'settings-invalid',
  'data-folder-read-only',
  'database-from-the-future',
  'database-damaged',
  'database-being-recovered',
  'disk-full',
  'locked-by-another-process',
  'not-enrolled',
  'kiosk-revoked',
  'kiosk-unknown',
  'identity-unusable',
  'core-restarting',
] as const;
export type OutOfServiceReason = (typeof outOfServiceReasons)[number];

/** What went wrong in a visit; each has a sentence that says what happened and the one thing to do. */
export const visitProblems = [
  'card-read-failed',
  'card-removed-too-early',
  'card-refused',
  'card-expired',
  'card-not-yet-valid',
  'guardian-needed',
  'code-unreadable',
  'code-unknown',
  'code-for-another',
  'code-expired',
  'code-used',
  'code-clock',
  'code-refused',
  'another-person',
  'identity-not-assured',
  'platform-unreachable',
  'platform-refused',
  'person-unknown',
  'person-data-differs',
  'certificate-not-genuine',
  'certificate-not-printable',
  'print-failed',
  'print-outcome-unknown',
  'could-not-record',
  'application-not-recorded',
  'item-changed',
  'item-withdrawn',
  'cannot-file-yet',
  'storage-cannot-keep',
  'kiosk-not-recognised',
] as const;
export type VisitProblem = (typeof visitProblems)[number];

/** What is seen of a service item 事项, be it a certificate or something to apply for. */
const itemFaceShape = {
  code: z.string(),
  everydayName: localizedText,
  officialName: localizedText,
  description: localizedText,
  department: localizedText,
  icon: z.enum([
    'house',
    'wallet',
    'droplet',
    'shield',
    'heart',
    'users',
    'scale',
    'book',
    'baby',
    'document',
  ]),
};
const itemFace = z.strictObject(itemFaceShape);
export type ItemFace = z.infer<typeof itemFace>;

/** A certificate that is issued at once. */
const itemView = z.strictObject({
  ...itemFaceShape,
  dataUsed: z.array(localizedText),
  purposes: z.array(z.strictObject({ code: z.string(), name: localizedText })),
});
export type ItemView = z.infer<typeof itemView>;

/** Something to apply for. */
const applicationView = z.strictObject({
  ...itemFaceShape,
  /** Working days within which the department decides 承诺时限. */
  promisedWorkingDays: z.number().int(),
});
export type ApplicationView = z.infer<typeof applicationView>;

const fieldShape = { name: z.string(), label: localizedText, hint: localizedText.nullable() };

/** A question of a form, with the answer that was given before, if one was. */
const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...fieldShape,
    kind: z.literal('choice'),
    options: z.array(z.strictObject({ code: z.string(), label: localizedText })),
    answer: z.string().nullable(),
  }),
  z.strictObject({
    ...fieldShape,
    kind: z.literal('yes-no'),
    /** The two answers in the words of the form; null: yes and no. */
    words: z.strictObject({ yes: localizedText, no: localizedText }).nullable(),
    answer: z.boolean().nullable(),
  }),
  z.strictObject({
    ...fieldShape,
    kind: z.literal('digits'),
    minimumLength: z.number().int(),
    maximumLength: z.number().int(),
    answer: z.string().nullable(),
  }),
]);
export type QuestionView = z.infer<typeof questionSchema>;

/** Whether an application would be kept, and if not, why: said before the first question. */
export const filingStates = [
  'possible',
  'cannot-file-yet',
  'storage-cannot-keep',
  'kiosk-not-recognised',
] as const;
export type FilingState = (typeof filingStates)[number];

/** How far an application has got; `waiting` in this machine until the platform has it. */
export const deliveries = ['waiting', 'received', 'refused'] as const;
export type DeliveryView = (typeof deliveries)[number];

/** What comes out of the printer. */
export const printedDocuments = ['certificate', 'receipt'] as const;
export type PrintedDocument = (typeof printedDocuments)[number];

/** The person in front of the kiosk, masked for a public screen: 林**, 4****************9. */
const residentView = z.strictObject({ maskedName: z.string(), maskedIdNumber: z.string() });
export type ResidentView = z.infer<typeof residentView>;

const deviceProblem = z.strictObject({
  role: z.enum(deviceRoles),
  code: z.enum(deviceReasonCodes),
  actor: z.enum(deviceActors),
});

export const visitViewSchema = z.discriminatedUnion('screen', [
  z.strictObject({
    screen: z.literal('outOfService'),
    reason: z.enum(outOfServiceReasons),
    detail: z.string(),
  }),
  /** Inviting the next resident. `unavailable` names devices that stop the main job, to be said before anybody starts. */
  z.strictObject({
    screen: z.literal('attract'),
    unavailable: z.array(deviceProblem),
    /** There is something to apply for, and it would be kept: also without a line. */
    takesApplications: z.boolean(),
    /** A certificate that is held to the scanner is verified. */
    takesCertificates: z.boolean(),
  }),
  /** A certificate that was held to the scanner. */
  verifiedViewSchema,
  z.strictObject({
    screen: z.literal('identify'),
    /** `waiting` for a card, `reading` it (do not lift), `checking` that it is really the holder. */
    step: z.enum(['waiting', 'reading', 'checking']),
    unavailable: z.array(deviceProblem),
    /** The person is known already, and what was chosen wants the card (or more) besides. */
    raising: z.boolean(),
    /** The code of the city's app is taken, too. */
    takesCodes: z.boolean(),
  }),
  /** Looks at the face. `wish` is null while the page gets ready. */
  z.strictObject({
    screen: z.literal('face'),
    resident: residentView,
    wish: faceWishSchema.nullable(),
    /** From one. */
    attempt: z.number().int(),
    attempts: z.number().int(),
  }),
  z.strictObject({
    screen: z.literal('faceAgain'),
    reason: z.enum([...faceRefusals, ...faceObstacles]),
    attemptsLeft: z.number().int(),
  }),
  /** A face is not to be had: what else there is. `reason` is null where nothing was tried. */
  z.strictObject({
    screen: z.literal('otherWay'),
    item: itemFace,
    reason: z.enum([...faceRefusals, ...faceObstacles]).nullable(),
    staffCanVouch: z.boolean(),
    canRetry: z.boolean(),
  }),
  /** A member of staff vouches: own card, then PIN. */
  z.strictObject({
    screen: z.literal('vouch'),
    step: z.enum(['card', 'recognising', 'pin', 'checking']),
    resident: residentView,
    refusal: z
      .strictObject({
        reason: z.enum([...vouchRefusals, 'card-not-read']),
        /** Milliseconds since the Unix epoch. */
        lockedUntil: z.number().int().nullable(),
      })
      .nullable(),
    unavailable: z.array(deviceProblem),
  }),
  z.strictObject({
    screen: z.literal('choose'),
    resident: residentView,
    items: z.array(itemView),
    applications: z.array(applicationView),
    filing: z.enum(filingStates),
    /** The catalogue is kept from the last time the platform was reached. */
    catalogueState: z.enum(['loading', 'current', 'kept', 'unavailable']),
  }),
  z.strictObject({
    screen: z.literal('consent'),
    resident: residentView,
    item: itemView,
    purposeCode: z.string().nullable(),
  }),
  z.strictObject({
    screen: z.literal('preparing'),
    item: itemView,
    /** `asking` the department, `verifying` the signature, `rendering` the page. */
    step: z.enum(['asking', 'verifying', 'rendering']),
  }),
  z.strictObject({
    screen: z.literal('preview'),
    item: itemView,
    resident: residentView,
    certificateNumber: z.string(),
    pages: z.number().int(),
    printerProblem: deviceProblem.nullable(),
  }),
  z.strictObject({
    screen: z.literal('question'),
    item: applicationView,
    question: questionSchema,
    /** From one. */
    number: z.number().int(),
    questions: z.number().int(),
    /** Opened from the review, to which an answer leads back. */
    revising: z.boolean(),
  }),
  z.strictObject({
    screen: z.literal('review'),
    item: applicationView,
    resident: residentView,
    answers: z.array(questionSchema),
  }),
  z.strictObject({ screen: z.literal('filing'), item: applicationView }),
  z.strictObject({
    screen: z.literal('receipt'),
    item: applicationView,
    receiptNumber: z.string(),
    /** Milliseconds since the Unix epoch. */
    filedAt: z.number().int(),
    delivery: z.enum(deliveries),
    /** What came of the wish to have it on paper. */
    print: z.enum(['not-asked', 'failed', 'unknown', 'printed']),
    printerProblem: deviceProblem.nullable(),
  }),
  z.strictObject({
    screen: z.literal('printing'),
    document: z.enum(printedDocuments),
    step: z.enum(['sending', 'waiting', 'printing', 'paused']),
    pagesPrinted: z.number().int(),
    pages: z.number().int(),
    /** What holds it up in the middle, e.g. paper out. */
    printerProblem: deviceProblem.nullable(),
  }),
  z.strictObject({
    screen: z.literal('takePaper'),
    document: z.enum(printedDocuments),
    cardOnReader: z.boolean(),
  }),
  z.strictObject({ screen: z.literal('rate'), item: itemFace }),
  /** Everything of this visit has been forgotten. `done`: something was printed or filed. */
  z.strictObject({ screen: z.literal('goodbye'), done: z.boolean(), cardOnReader: z.boolean() }),
  z.strictObject({
    screen: z.literal('problem'),
    problem: z.enum(visitProblems),
    /** Device reason behind it, if one is. */
    device: deviceProblem.nullable(),
    /** Small print for the staff; never data of a resident. */
    staffCode: z.string(),
    canRetry: z.boolean(),
    /** A certificate was issued and its number is kept: staff can settle it. */
    certificateNumber: z.string().nullable(),
  }),
]);
export type VisitView = z.infer<typeof visitViewSchema>;
export type ScreenName = VisitView['screen'];

/** Things that must be said on every screen as long as they are true. */
export const notices = [
  'development-runtime',
  'face-evaluation-only',
  'second-instance-refused',
  'storage-cannot-keep',
  'clock-not-believed',
] as const;
export type Notice = (typeof notices)[number];

/** What the core wants of the page about the camera. */
const cameraWishSchema = z.strictObject({
  /** A part of the camera's label. */
  label: z.string(),
  /** The core does not know whether it is there: the page is to look it up. */
  asksPresence: z.boolean(),
  /** Number of the look through the camera that is wanted now; null: the camera is to be off. */
  look: z.number().int().nullable(),
});
export type CameraWish = z.infer<typeof cameraWishSchema>;

/** Messages in the outbox. */
const queueSchema = z.strictObject({
  /** Wait or are on their way. */
  pending: z.number().int().nonnegative(),
  inFlight: z.number().int().nonnegative(),
  /** Dead letters that staff have to see to. */
  refused: z.number().int().nonnegative(),
  /** When the platform last answered, milliseconds since the Unix epoch; null: never. */
  lastContactAt: z.number().int().nullable(),
});
export type QueueView = z.infer<typeof queueSchema>;

export const viewSnapshotSchema = z.strictObject({
  /** Grows by one with each snapshot of one core process. */
  revision: z.number().int(),
  locale: z.enum(locales),
  elderMode: z.boolean(),
  station: z.strictObject({ name: localizedText, code: z.string(), phone: z.string() }),
  /** The line to the central platform. */
  line: z.enum(['unknown', 'online', 'offline']),
  notices: z.array(z.enum(notices)),
  /** What waits for the platform; absent where the kiosk cannot serve. */
  queue: queueSchema.optional(),
  devices: z.array(deviceViewSchema),
  /** Absent where no camera is fitted. */
  camera: cameraWishSchema.optional(),
  /** The pack of face models that the page is to have ready; absent where faces are not compared in the page. */
  facePack: z.string().optional(),
  /** Time left in this state when the snapshot was made; null where nothing runs out. `warning`: the last stretch. */
  timeLeft: z.strictObject({ milliseconds: z.number(), warning: z.boolean() }).nullable(),
  canGoBack: z.boolean(),
  visit: visitViewSchema,
});
export type ViewSnapshot = z.infer<typeof viewSnapshotSchema>;
