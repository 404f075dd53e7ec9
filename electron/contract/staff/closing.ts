import { z } from 'zod';
import { closingReasons } from './staff-words.ts';

/** The kiosk is closed by staff. Times are milliseconds since the Unix epoch. */
export const closingSchema = z.strictObject({
  reason: z.enum(closingReasons),
  since: z.number().int(),
  /** When staff expect to open it again; null where that is not known. */
  reopensAt: z.number().int().nullable(),
});
export type Closing = z.infer<typeof closingSchema>;
