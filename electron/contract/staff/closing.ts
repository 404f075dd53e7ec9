import { z } from 'zod';
import { closingReasons } from './staff-words.ts';

/** Milliseconds since the Unix epoch. */
const time = z.number().int();

/** Staff have closed the kiosk. */
export const staffClosingSchema = z.strictObject({
  by: z.literal('staff'),
  reason: z.enum(closingReasons),
  since: time,
  /** When staff expect to open it again; null where that is not known. */
  reopensAt: time.nullable(),
});
export type StaffClosing = z.infer<typeof staffClosingSchema>;

/** The centre has closed it from afar. */
export const centreClosingSchema = z.strictObject({
  by: z.literal('centre'),
  /** Why, in the centre's own words. */
  words: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
  since: time,
  /** When it opens by itself; null: when the centre says so. */
  reopensAt: time.nullable(),
  /** Whether staff may open it before. */
  staffMayOpen: z.boolean(),
});
export type CentreClosing = z.infer<typeof centreClosingSchema>;

/** The kiosk is closed, and by whom. */
export const closingSchema = z.discriminatedUnion('by', [staffClosingSchema, centreClosingSchema]);
export type Closing = z.infer<typeof closingSchema>;
