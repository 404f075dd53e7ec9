import { z } from 'zod';
import { locales } from '../locale.ts';
import { portRoles } from '../ports/port-views.ts';
import { setupFields, setupSteps } from './setup-words.ts';

const digits = z.string().regex(/^\d{0,6}$/);
const role = z.enum(portRoles);

/** What a touch in the first-visit wizard means. */
export const setupIntentSchema = z.discriminatedUnion('name', [
  /** Comes in, from the page that says that the kiosk is out of service. */
  z.strictObject({ name: z.literal('open') }),
  /** Leaves it; what was done is kept. */
  z.strictObject({ name: z.literal('leave') }),
  z.strictObject({ name: z.literal('chooseLanguage'), locale: z.enum(locales) }),
  /** To a step that can be done already. */
  z.strictObject({ name: z.literal('goTo'), step: z.enum(setupSteps) }),
  z.strictObject({ name: z.literal('check') }),
  /** Something was typed: it is kept if it can be so. */
  z.strictObject({ name: z.literal('note'), field: z.enum(setupFields), text: z.string().max(200) }),
  /** Asks the platform for a place among its kiosks. */
  z.strictObject({ name: z.literal('enrol') }),
  /** Looks again what is connected. */
  z.strictObject({ name: z.literal('look') }),
  /** Tries a device at a place, and keeps it there if it speaks. */
  z.strictObject({ name: z.literal('assign'), role, place: z.string().max(300) }),
  /** This device is not fitted. */
  z.strictObject({ name: z.literal('leaveOut'), role: z.literal('qrScanner') }),
  /** "Unplug it, plug it in". */
  z.strictObject({ name: z.literal('detect'), role }),
  z.strictObject({ name: z.literal('endDetection') }),
  /** Reads the card once more. */
  z.strictObject({ name: z.literal('otherCard') }),
  z.strictObject({ name: z.literal('supervisor'), label: z.string().max(20), chosen: digits, again: digits }),
  z.strictObject({ name: z.literal('printTestPage') }),
  z.strictObject({ name: z.literal('printReport') }),
  /** Goes into service. */
  z.strictObject({ name: z.literal('finish') }),
]);
export type SetupIntent = z.infer<typeof setupIntentSchema>;
