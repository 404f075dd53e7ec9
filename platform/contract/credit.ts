import { z } from 'zod';
import { localizedTextSchema } from './localized-text.ts';
import { holderQuerySchema } from './library.ts';
import { itemCodeSchema } from './submissions.ts';

/**
 * POST /v1/credit-checks: CreditQuery → CreditReply, how a person stands for one item 信用核查. It is asked when it would
 * change something, after the person has agreed, and is on the person's access trail. Refused as a query of the library
 * is; `not-found` for an item without a rule.
 *
 * A rule limits or eases:
 *   `limits-promises`  whoever is on the list of dishonest judgment debtors 失信被执行人 cannot promise to hand a material
 *                      in later 容缺受理
 *   `locks-filing`     nor hand the application in at a kiosk; a counter takes it
 * Whoever is of exemplary standing 守信激励 has longer for what may follow (`trustedWorkingDays` of a material's way).
 * Without a line nobody is asked: the platform looks when it opens the application.
 */
export const creditRules = ['limits-promises', 'locks-filing'] as const;
export const creditRuleSchema = z.enum(creditRules);
export type CreditRule = z.infer<typeof creditRuleSchema>;

export const creditQuerySchema = z.strictObject({ ...holderQuerySchema.shape, item: itemCodeSchema });
export type CreditQuery = z.infer<typeof creditQuerySchema>;

/** An entry of the list: who put the person there, where it can be looked up, and how one comes off it. */
export const creditListingSchema = z.strictObject({
  authority: localizedTextSchema,
  caseNumber: z.string().min(1).max(60),
  /** YYYY-MM-DD. */
  listedOn: z.iso.date(),
  /** What to do, and how to object. */
  wayOut: localizedTextSchema,
  telephone: z.string().min(3).max(30),
});
export type CreditListing = z.infer<typeof creditListingSchema>;

export const creditReplySchema = z.discriminatedUnion('standing', [
  z.strictObject({ standing: z.literal('ordinary'), answeredAt: z.number().int() }),
  z.strictObject({ standing: z.literal('exemplary'), answeredAt: z.number().int() }),
  z.strictObject({
    standing: z.literal('listed'),
    answeredAt: z.number().int(),
    rule: creditRuleSchema,
    listing: creditListingSchema,
  }),
]);
export type CreditReply = z.infer<typeof creditReplySchema>;
export type CreditStanding = CreditReply['standing'];
