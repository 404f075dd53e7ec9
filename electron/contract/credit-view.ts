import { z } from 'zod';
import { applicationView } from './items.ts';
import { localizedText } from './locale.ts';

/** Credit 信用 that limits or eases an application, on the screen. */

/** What is made of it where somebody stands on the list: no promises, or nothing at a kiosk. */
const creditRule = z.enum(['limits-promises', 'locks-filing']);
export type CreditRuleView = z.infer<typeof creditRule>;

/** Before the credit register is asked, and while it is. */
export const creditConsentView = z.strictObject({
  screen: z.literal('creditConsent'),
  item: applicationView,
  resident: z.strictObject({ maskedName: z.string(), maskedIdNumber: z.string() }),
  rule: creditRule,
  /** The resident has agreed, and the answer is on its way. */
  asking: z.boolean(),
});

/** Who is on the list of dishonest judgment debtors 失信被执行人. */
export const creditListedView = z.strictObject({
  screen: z.literal('creditListed'),
  item: applicationView,
  rule: creditRule,
  listing: z.strictObject({
    authority: localizedText,
    caseNumber: z.string(),
    /** YYYY-MM-DD. */
    listedOn: z.string(),
    wayOut: localizedText,
    telephone: z.string(),
  }),
});
