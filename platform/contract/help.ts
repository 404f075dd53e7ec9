import { z } from 'zod';
import { localizedTextSchema } from './catalogue.ts';

/**
 * Collection `help`, id `directory`: who can be called, where and when. A kiosk shows it on every screen, with or without
 * a line.
 */

const telephone = z.string().regex(/^[0-9][0-9 -]{2,19}$/);
/** HH:MM in China. */
const minute = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

export const helpHoursSchema = z
  .strictObject({
    days: z.enum(['working-days', 'free-days', 'every-day']),
    from: minute,
    /** The first minute that does not count any more; 24:00 for the end of the day. */
    until: z.union([minute, z.literal('24:00')]),
  })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'lies before the beginning' });
export type HelpHours = z.infer<typeof helpHoursSchema>;

export const helpDeskSchema = z.strictObject({
  /** Who answers, as residents call them: 驿站值班员 小周. */
  name: localizedTextSchema,
  telephone,
  hours: z.array(helpHoursSchema).min(1).max(7),
});
export type HelpDesk = z.infer<typeof helpDeskSchema>;

export const helpDirectorySchema = z.strictObject({
  /** Answers at any hour: the city's 12345. */
  hotline: telephone,
  /** Where a station has none of its own. */
  desks: z.array(helpDeskSchema).max(7),
  stations: z
    .array(
      z.strictObject({
        stationCode: z.string().regex(/^[0-9A-Za-z-]{2,40}$/),
        desks: z.array(helpDeskSchema).min(1).max(7),
      }),
    )
    .max(20_000),
});
export type HelpDirectory = z.infer<typeof helpDirectorySchema>;
