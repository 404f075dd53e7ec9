import { z } from 'zod';
import { ambienceOfScreen } from './ambience/ambience.ts';
import { deviceViewSchema } from './device-view.ts';
import { helpSchema } from './help-view.ts';
import { locales, localizedText } from './locale.ts';
import { actingForSchema } from './agency-view.ts';
import { visitViewSchema } from './visit-view.ts';

/**
 * What the renderer draws. The core publishes a whole snapshot on every change; the renderer keeps nothing else, so
 * that killing and reloading it loses nothing.
 */

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
  /** Black, white and yellow. */
  highContrast: z.boolean(),
  /** Everything that is touched lies in the lower half of the screen. */
  seated: z.boolean(),
  /** Each screen says its sentence aloud, where the machine has a voice. */
  voice: z.boolean(),
  /** Absent where the kiosk cannot serve. */
  ambience: ambienceOfScreen.optional(),
  station: z.strictObject({
    name: localizedText,
    code: z.string(),
    phone: z.string(),
    /** When somebody is there to help. */
    staffedHours: localizedText.optional(),
  }),
  /** The line to the central platform. */
  line: z.enum(['unknown', 'online', 'offline']),
  notices: z.array(z.enum(notices)),
  /** What waits for the platform; absent where the kiosk cannot serve. */
  queue: queueSchema.optional(),
  devices: z.array(deviceViewSchema),
  /** What the centre wants to be read on the screen that invites; absent where it wants nothing. */
  centreNotice: localizedText.optional(),
  /** Who can be called; absent until it was delivered. */
  help: helpSchema.optional(),
  /** Absent where no camera is fitted. */
  camera: cameraWishSchema.optional(),
  /** The pack of face models that the page is to have ready; absent where faces are not compared in the page. */
  facePack: z.string().optional(),
  /** Time left in this state when the snapshot was made; null where nothing runs out. `warning`: the last stretch. */
  timeLeft: z.strictObject({ milliseconds: z.number(), warning: z.boolean() }).nullable(),
  canGoBack: z.boolean(),
  /** For whom everything is that is done now; absent or null: for whoever stands there. */
  actingFor: actingForSchema.nullable().optional(),
  visit: visitViewSchema,
});
export type ViewSnapshot = z.infer<typeof viewSnapshotSchema>;
