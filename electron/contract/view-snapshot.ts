import { z } from 'zod';
import {
  deviceActors,
  deviceRoles,
  deviceStates,
  reasonSeverities,
} from '../../drivers/device/device-status.ts';
import { deviceReasonCodes } from '../../drivers/device/reason-codes.ts';

/**
 * What the renderer draws. The core publishes a whole snapshot on every change; the renderer keeps nothing else, so
 * that killing and reloading it loses nothing. Personal values are masked here unless the resident asked to see them.
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
  'disk-full',
  'locked-by-another-process',
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
] as const;
export type VisitProblem = (typeof visitProblems)[number];

const itemView = z.strictObject({
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
  dataUsed: z.array(localizedText),
  purposes: z.array(z.strictObject({ code: z.string(), name: localizedText })),
});
export type ItemView = z.infer<typeof itemView>;

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
  z.strictObject({ screen: z.literal('attract'), unavailable: z.array(deviceProblem) }),
  z.strictObject({
    screen: z.literal('identify'),
    /** `waiting` for a card, `reading` it (do not lift), `checking` that it is really the holder. */
    step: z.enum(['waiting', 'reading', 'checking']),
    unavailable: z.array(deviceProblem),
  }),
  z.strictObject({
    screen: z.literal('choose'),
    resident: residentView,
    items: z.array(itemView),
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
    screen: z.literal('printing'),
    item: itemView,
    step: z.enum(['sending', 'waiting', 'printing', 'paused']),
    pagesPrinted: z.number().int(),
    pages: z.number().int(),
    /** What holds it up in the middle, e.g. paper out. */
    printerProblem: deviceProblem.nullable(),
  }),
  z.strictObject({ screen: z.literal('takePaper'), item: itemView, cardOnReader: z.boolean() }),
  z.strictObject({ screen: z.literal('rate'), item: itemView }),
  /** `wiped`: everything of this visit has been forgotten. */
  z.strictObject({ screen: z.literal('goodbye'), printed: z.boolean(), cardOnReader: z.boolean() }),
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
export const notices = ['development-runtime', 'demo-identity-check', 'second-instance-refused'] as const;
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

export const viewSnapshotSchema = z.strictObject({
  /** Grows by one with each snapshot of one core process. */
  revision: z.number().int(),
  locale: z.enum(locales),
  elderMode: z.boolean(),
  station: z.strictObject({ name: localizedText, code: z.string(), phone: z.string() }),
  /** The line to the central platform. */
  line: z.enum(['unknown', 'online', 'offline']),
  notices: z.array(z.enum(notices)),
  devices: z.array(deviceViewSchema),
  /** Absent where no camera is fitted. */
  camera: cameraWishSchema.optional(),
  /** Time left in this state when the snapshot was made; null where nothing runs out. `warning`: the last stretch. */
  timeLeft: z.strictObject({ milliseconds: z.number(), warning: z.boolean() }).nullable(),
  canGoBack: z.boolean(),
  visit: visitViewSchema,
});
export type ViewSnapshot = z.infer<typeof viewSnapshotSchema>;
