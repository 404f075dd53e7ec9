import { z } from 'zod';
import { localizedText } from './locale.ts';

/** What is seen of a service item 事项, be it a certificate or something to apply for. */
const itemFaceShape = {
  code: z.string(),
  everydayName: localizedText,
  officialName: localizedText,
  description: localizedText,
  department: localizedText,
  icon: z.enum([
    'house',
    'wallet',
    'droplet',
    'shield',
    'heart',
    'users',
    'scale',
    'book',
    'baby',
    'document',
  ]),
};
export const itemFace = z.strictObject(itemFaceShape);
export type ItemFace = z.infer<typeof itemFace>;

/** A certificate. */
export const itemView = z.strictObject({
  ...itemFaceShape,
  dataUsed: z.array(localizedText),
  purposes: z.array(z.strictObject({ code: z.string(), name: localizedText })),
  printsADay: z.number().int(),
  /** How many the resident may still print here today. */
  printsLeft: z.number().int(),
  /** A clerk looks at it first, within so many working days; left out where it is issued at once. */
  approvalDays: z.number().int().optional(),
});
export type ItemView = z.infer<typeof itemView>;

/** Something to apply for. */
export const applicationView = z.strictObject({
  ...itemFaceShape,
  /** Working days within which the department decides 承诺时限. */
  promisedWorkingDays: z.number().int(),
});
export type ApplicationView = z.infer<typeof applicationView>;

/** Whether an application would be kept, and if not, why: said before the first question. */
export const filingStates = [
  'possible',
  'cannot-file-yet',
  'storage-cannot-keep',
  'kiosk-not-recognised',
] as const;
export type FilingState = (typeof filingStates)[number];

/** How far an application has got; `waiting` in this machine until the platform has it. */
export const deliveries = ['waiting', 'received', 'refused'] as const;
export type DeliveryView = (typeof deliveries)[number];
