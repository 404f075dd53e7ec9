import { z } from 'zod';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** The same words in each language. */
export const localizedText = z.strictObject({ 'zh-CN': z.string(), en: z.string() });
