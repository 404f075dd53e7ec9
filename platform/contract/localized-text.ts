import { z } from 'zod';

/** A text in both languages of the kiosk. */
export const localizedTextSchema = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export type LocalizedText = z.infer<typeof localizedTextSchema>;
