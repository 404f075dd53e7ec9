import { z } from 'zod';
import { intentSchema } from './intents.ts';
import { viewSnapshotSchema } from './view-snapshot.ts';

/**
 * Messages on the port between renderer and core. Both ends parse what comes in; what does not fit is refused,
 * counted and logged, never acted on.
 */

/** Renderer → core. `id` is chosen by the renderer and comes back in the reply. */
export const toCoreSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('intent'), id: z.number().int(), intent: intentSchema }),
  /** Asks for the pages of the certificate in preview, as PDF. */
  z.strictObject({ type: z.literal('previewDocument'), id: z.number().int(), certificateNumber: z.string() }),
]);
export type ToCore = z.infer<typeof toCoreSchema>;

export const intentRefusals = ['not-now', 'unknown-choice', 'malformed'] as const;

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
]);
export type ToRenderer = z.infer<typeof toRendererSchema>;

export { portMessageName } from './channel-name.ts';
