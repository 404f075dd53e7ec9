import { z } from 'zod';

/** File in the data folder in which the shell keeps what it started anew, for the technician. */
export const restartRecordName = 'restarts.json';

/** One part that was started anew, when, and why: a code of the shell's, or how a process ended. */
export const restartSchema = z.strictObject({
  time: z.iso.datetime(),
  part: z.enum(['shell', 'window', 'page', 'core']),
  reason: z.string().max(200),
});
export type Restart = z.infer<typeof restartSchema>;
