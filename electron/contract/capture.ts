import { z } from 'zod';

/**
 * What page and core say to each other about a page that a resident holds to the camera. The picture goes to the core once,
 * as JPEG without metadata, and is shown from there; the page keeps none.
 */

/** Largest picture of a page, bytes. */
export const largestCapture = 4 * 1024 * 1024;

const jpeg = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length <= largestCapture,
  'is no picture of a page',
);

/** Why the camera cannot be used for a look at a page. */
export const captureFaults = ['not-found', 'refused', 'busy', 'unplugged', 'no-picture'] as const;
export type CaptureFault = (typeof captureFaults)[number];

/** What the page reports of its own accord; none of it is answered. `look`: of the snapshot that wanted it. */
export const captureReportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('captureTaken'), look: z.number().int(), jpeg }),
  z.strictObject({ type: z.literal('captureFailed'), look: z.number().int(), fault: z.enum(captureFaults) }),
]);
export type CaptureReport = z.infer<typeof captureReportSchema>;
