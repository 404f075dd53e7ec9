import { z } from 'zod';

/** What a client says when it has handed everything in. */
export const drainFiguresSchema = z.strictObject({
  sent: z.number(),
  refused: z.number(),
  /** Exchanges that failed and were made again, and the like. */
  warnings: z.number(),
  seconds: z.number(),
  /** Resident memory, MB (memory-watch.ts). */
  rssBefore: z.number(),
  rssSettled: z.number().nullable(),
  rssMost: z.number(),
  rssMostSettled: z.number(),
});
export type DrainFigures = z.infer<typeof drainFiguresSchema>;

/** Everything handed in at the first attempt, nothing refused. @throws when not: it was other work then. */
export const checkedFigures = (figures: DrainFigures, count: number): DrainFigures => {
  const { sent, refused, warnings } = figures;
  if (sent !== count || refused + warnings !== 0) {
    throw new Error(`${sent} of ${count} were handed in, ${refused} refused, with ${warnings} warnings`);
  }
  return figures;
};

/** What the resident memory grew by, MB: from before the first message on, and after the first 5,000. */
export interface Growth {
  readonly inAll: number;
  readonly settled: number;
}

export const growthOf = ({ rssBefore, rssSettled, rssMost, rssMostSettled }: DrainFigures): Growth => {
  if (rssSettled === null) throw new Error('the memory was never looked at');
  return { inAll: rssMost - rssBefore, settled: rssMostSettled - rssSettled };
};
