import { z } from 'zod';
import { captureReportSchema } from './capture.ts';
import { facePhotoSchema, faceReportSchema } from './face/face-messages.ts';
import { intentSchema } from './intents.ts';
import { viewSnapshotSchema } from './view-snapshot.ts';

/**
 * Messages on the port between renderer and core. Both ends parse what comes in; what does not fit is logged and never
 * acted on.
 */

/** Whether exactly one camera has the label that the settings ask for; `refused`: the page may not even see labels. */
export const cameraPresences = ['present', 'not-found', 'ambiguous', 'refused'] as const;
export type CameraPresence = (typeof cameraPresences)[number];

/**
 * What a look through the camera found. `opened`: it runs, and nothing is known of its picture yet; `unplugged`: it went
 * away while it ran. The other faults are of opening it (`refused`, `busy`) and of its picture.
 */
export const cameraFindings = [
  'opened',
  'ok',
  'black',
  'too-dark',
  'frozen',
  'unplugged',
  'refused',
  'busy',
] as const;
export type CameraFinding = (typeof cameraFindings)[number];

/** What the page says of the camera: words about it, never anything of its picture. */
export const cameraReportSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('cameraPresence'),
    presence: z.enum(cameraPresences),
    /** Labels of the cameras that are there, for the technician. */
    seen: z.array(z.string().max(120)).max(8),
  }),
  z.strictObject({
    type: z.literal('cameraFinding'),
    /** The look of the snapshot in which the core asked for it. */
    look: z.number().int(),
    finding: z.enum(cameraFindings),
  }),
]);
export type CameraReport = z.infer<typeof cameraReportSchema>;

/** What a renderer asks of the core. `id` is chosen by the renderer and comes back in the reply. */
export const toCoreSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('intent'), id: z.number().int(), intent: intentSchema }),
  /** Asks for the pages of the certificate in preview, as PDF. */
  z.strictObject({ type: z.literal('previewDocument'), id: z.number().int(), certificateNumber: z.string() }),
  /** Asks for the photo of the card that a look at a face compares with. */
  z.strictObject({ type: z.literal('facePhoto'), id: z.number().int(), look: z.number().int() }),
  /** Asks for the page that was taken, to show it. */
  z.strictObject({ type: z.literal('capturedPage'), id: z.number().int(), look: z.number().int() }),
]);
export type ToCore = z.infer<typeof toCoreSchema>;

/** All that a renderer says: what it asks, which is answered, and what it reports, which is not. */
export const fromRendererSchema = z.discriminatedUnion('type', [
  toCoreSchema,
  cameraReportSchema,
  faceReportSchema,
  captureReportSchema,
]);

export const intentRefusals = ['not-now', 'unknown-choice'] as const;

/** Core → renderer. */
export const toRendererSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('snapshot'), snapshot: viewSnapshotSchema }),
  z.strictObject({
    type: z.literal('intentDone'),
    id: z.number().int(),
    outcome: z.union([
      z.strictObject({ accepted: z.literal(true) }),
      z.strictObject({ accepted: z.literal(false), reason: z.enum(intentRefusals) }),
    ]),
  }),
  z.strictObject({
    type: z.literal('previewDocumentDone'),
    id: z.number().int(),
    /** PDF bytes; null when the preview is over. */
    pdf: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
  }),
  z.strictObject({
    type: z.literal('facePhotoDone'),
    id: z.number().int(),
    /** Null when the look is over. */
    photo: facePhotoSchema.nullable(),
  }),
  z.strictObject({
    type: z.literal('capturedPageDone'),
    id: z.number().int(),
    /** JPEG; null when it was used or taken anew. */
    jpeg: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
  }),
]);
export type ToRenderer = z.infer<typeof toRendererSchema>;

export { portMessageName } from './channel-name.ts';
