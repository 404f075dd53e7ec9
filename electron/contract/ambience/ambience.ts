import { z } from 'zod';
import { locales } from '../locale.ts';

/** How loud and how bright the kiosk is, and which language it returns to: set by staff, nothing of any resident. */

/** Percent, in steps of ten; a voice that a resident turns on is heard, and a screen at night can be read. */
const percentFrom = (least: number) => z.number().int().min(least).max(100).multipleOf(10);
/** By the clock in China, HH:MM. */
const timeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

export const ambienceSchema = z.strictObject({
  /** Of spoken guidance. */
  volume: percentFrom(20),
  dayBrightness: percentFrom(40),
  /** At night, while nobody is served. */
  nightBrightness: percentFrom(20),
  /** A night goes over midnight. The same hour twice: there is none. */
  nightFrom: timeOfDay,
  nightUntil: timeOfDay,
  /** In which the kiosk invites, and to which it returns after each visit. */
  locale: z.enum(locales),
});
export type Ambience = z.infer<typeof ambienceSchema>;

/** Until staff have set anything. */
export const usualAmbience: Ambience = {
  volume: 100,
  dayBrightness: 100,
  nightBrightness: 100,
  nightFrom: '22:00',
  nightUntil: '06:00',
  locale: 'zh-CN',
};

/** What makes the screen darker: the light behind it, or a layer that the page lays over itself. */
export const dimmers = ['backlight', 'page'] as const;

/** The page on which staff set it. */
export const ambiencePage = z.strictObject({
  name: z.literal('ambience'),
  ambience: ambienceSchema,
  dimmer: z.enum(dimmers),
});

/** What the page itself does of it at this moment. */
export const ambienceOfScreen = z.strictObject({
  /** Percent. */
  volume: z.number(),
  /** Percent of its light that the page takes away from itself; 0 where the backlight does it. */
  dimmed: z.number(),
});
