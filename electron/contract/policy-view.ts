import { z } from 'zod';
import { itemFace } from './items.ts';
import { localizedText } from './locale.ts';

/** Policies 政策超市 as they are seen. A policy itself says nothing of any person; matches do. */

const policyShape = {
  code: z.string(),
  everydayName: localizedText,
  officialName: localizedText,
  department: localizedText,
  icon: itemFace.shape.icon,
  whatOneGets: localizedText,
  amount: localizedText,
};

export const policyView = z.strictObject({
  screen: z.literal('policy'),
  policy: z.strictObject({
    ...policyShape,
    audience: z.enum(['person', 'enterprise']),
    whoGets: localizedText,
    /** YYYY-MM-DD; null for good. */
    until: z.string().nullable(),
    /** Confirmed here with one touch, where it fits. */
    isGrantedHere: z.boolean(),
  }),
  /** Whether it fits can be asked here and now. */
  canMatch: z.boolean(),
});

/** Before the departments are asked: for whom, and what is looked up. */
export const policyConsentView = z.strictObject({
  screen: z.literal('policyConsent'),
  resident: z.strictObject({ maskedName: z.string(), maskedIdNumber: z.string() }),
});

/** What fits, and why; null while it is asked for. */
export const policyMatchesView = z.strictObject({
  screen: z.literal('policyMatches'),
  matches: z
    .array(
      z.strictObject({
        ...policyShape,
        reasons: z.array(localizedText),
        state: z.enum(['open', 'confirmed']),
        /** `here` with one touch; `elsewhere`: as the department says; `not-for-another`: by the person alone. */
        confirm: z.enum(['here', 'elsewhere', 'not-for-another']),
      }),
    )
    .nullable(),
  /** Whether a confirmation would be kept. */
  canFile: z.boolean(),
});
export type PolicyMatchView = NonNullable<z.infer<typeof policyMatchesView>['matches']>[number];
