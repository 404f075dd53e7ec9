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
  /** Enterprises that the resident represents are looked for, too. */
  withEnterprises: z.boolean(),
});

/** How many fit, and how many of them can be taken here and now. */
const fitting = { fitting: z.number().int(), open: z.number().int() };

/** Whose policies are to be seen: asked of who represents an enterprise, or came for one. */
export const policyBeneficiariesView = z.strictObject({
  screen: z.literal('policyBeneficiaries'),
  own: z.strictObject({ maskedName: z.string(), ...fitting }),
  /** By their names as they are registered; none where the register knows of none. */
  enterprises: z.array(z.strictObject({ name: z.string(), ...fitting })),
  /** The policy of enterprises from which the resident came; null: the resident came for whatever fits. */
  asked: z.strictObject({ department: localizedText }).nullable(),
});
export type PolicyBeneficiariesView = z.infer<typeof policyBeneficiariesView>;

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
  /** Name of the enterprise that they fit; null: the resident. */
  enterprise: z.string().nullable(),
  /** Whether a confirmation would be kept. */
  canFile: z.boolean(),
});
export type PolicyMatchView = NonNullable<z.infer<typeof policyMatchesView>['matches']>[number];
