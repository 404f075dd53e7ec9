import { z } from 'zod';
import { localizedTextSchema } from './catalogue.ts';

/**
 * Collection `guide` of the feed, its id the code of the item: a short guide 办事指南 in everyday words, to be read at the
 * kiosk with or without a line.
 */
export const guideSchema = z.strictObject({
  /** Code of an item of the catalogue, issued or applied for. */
  item: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  title: localizedTextSchema,
  /** Each answers one question: who, what to bring, how long, what it costs, what happens then. */
  sections: z
    .array(
      z.strictObject({
        heading: localizedTextSchema,
        lines: z.array(localizedTextSchema).min(1).max(12),
      }),
    )
    .min(1)
    .max(12),
});
export type Guide = z.infer<typeof guideSchema>;
