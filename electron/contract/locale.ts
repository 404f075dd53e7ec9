import { z } from 'zod';

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

/** Which way a language is written: the page and its layout follow it. */
export const directionOf: Readonly<Record<Locale, 'ltr' | 'rtl'>> = { 'zh-CN': 'ltr', en: 'ltr' };

/** The same words in each language. */
export const localizedText = z.strictObject({ 'zh-CN': z.string(), en: z.string() });
