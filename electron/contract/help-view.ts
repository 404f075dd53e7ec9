import { z } from 'zod';
import { localizedText } from './locale.ts';

/** Who can be called now, as the snapshot of every screen says it. */
export const helpSchema = z.strictObject({
  /** Who answers at this hour. */
  onDuty: z.array(z.strictObject({ name: localizedText, telephone: z.string(), until: z.string() })),
  /** When somebody answers again; null where nothing is known. `day` is YYYY-MM-DD in China, `from` HH:MM. */
  next: z
    .strictObject({
      name: localizedText,
      telephone: z.string(),
      day: z.string(),
      from: z.string(),
      isToday: z.boolean(),
    })
    .nullable(),
  hotline: z.string(),
});
export type HelpView = z.infer<typeof helpSchema>;
