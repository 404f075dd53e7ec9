import { writeSync } from 'node:fs';
import { z } from 'zod';
import type { RatingLevel } from '../../../db/stores/ratings.ts';

/**
 * What the loaded core says on standard output, a JSON line each, written before anything else happens. Most of it is
 * what a resident has been told: a promise.
 */
const toldSchema = z.discriminatedUnion('told', [
  /** The program is loaded; from here on it is a kiosk that starts. */
  z.strictObject({ told: z.literal('starts') }),
  /** From now on visits and applications are possible. */
  z.strictObject({ told: z.literal('serves') }),
  z.strictObject({ told: z.literal('visit'), number: z.number().int() }),
  z.strictObject({
    told: z.literal('filed'),
    number: z.number().int(),
    key: z.string(),
    receiptNumber: z.string(),
  }),
  z.strictObject({
    told: z.literal('rated'),
    number: z.number().int(),
    subject: z.string(),
    level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  }),
  z.strictObject({
    told: z.literal('print'),
    number: z.number().int(),
    certificateNumber: z.string(),
    outcome: z.enum(['completed', 'failed', 'unknown']),
  }),
  /** A transaction has been committed: the audit log's newest entry. */
  z.strictObject({ told: z.literal('head'), sequence: z.number().int(), hash: z.string() }),
  /** Nothing is left that could go out and no print is open; the kiosk has been stopped in order. */
  z.strictObject({ told: z.literal('drained') }),
  /** The last line before the process kills itself. */
  z.strictObject({ told: z.literal('dies'), point: z.string() }),
]);
export type Told = z.infer<typeof toldSchema>;

/** Says it at once: what is written is in the pipe even if the process dies in the next instruction. */
export const tell = (told: Told): void => {
  writeSync(1, `${JSON.stringify(told)}\n`);
};

/** A line as it was read; null for one that the death of the process cut short. */
export const readTold = (line: string): Told | null => {
  try {
    return toldSchema.parse(JSON.parse(line));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** A promise about a rating, as `told`. */
export interface ToldRating {
  readonly number: number;
  readonly subject: string;
  readonly level: RatingLevel;
}
