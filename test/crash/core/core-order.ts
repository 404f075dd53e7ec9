import { z } from 'zod';
import type { PrintLimits } from '../../../drivers/printer/print-outcome.ts';

/** What a loaded core is started with. */
export const coreOrderSchema = z.strictObject({
  dataFolder: z.string(),
  /** The project, for fonts and templates. */
  appFolder: z.string(),
  seed: z.number().int(),
  kiosk: z.number().int(),
  firstVisit: z.number().int(),
  /** Visits to serve; then the queue is drained and the core stops. */
  visits: z.number().int(),
  /** No further visit while more than this waits. */
  mostPending: z.number().int(),
  /** Between two looks at what is waited for, milliseconds. */
  lookEvery: z.number(),
  kill: z.strictObject({ point: z.string(), occurrence: z.number().int().min(1) }).nullable(),
});
export type CoreOrder = z.infer<typeof coreOrderSchema>;

/**
 * The product waits minutes for paper and people; a job that a dead core left without its document would hold up the end
 * of the run for as long. Milliseconds.
 */
export const printLimits: PrintLimits = {
  reach: 3_000,
  wait: 1_500,
  standstill: 5_000,
  paused: 5_000,
  unreachable: 5_000,
  cancel: 2_000,
};
