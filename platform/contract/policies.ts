import { z } from 'zod';
import { agencySchema } from './agency.ts';
import { applicationItemSchema, catalogueItemSchema, localizedTextSchema } from './catalogue.ts';
import { assuranceLevelSchema, certificateHolderSchema } from './certificate/claims.ts';
import { creditCodeSchema } from './credit-code.ts';
import { itemCodeSchema } from './submissions.ts';

/**
 * Policies 政策超市, and those that pay without being applied for 免申即享.
 *
 *   collection `policies` of the feed: documents of policies, kept by every kiosk
 *   POST /v1/policies/matches   PolicyMatchQuery → PolicyMatchReply, which of them fit a person
 *
 * Who gets a policy is a condition over facts that the platform knows. It is the platform that matches, after the person
 * has agreed; facts never leave it. What fits is confirmed at the kiosk and handed in as an application without answers
 * (`SealedApplication.grant`); the platform matches again then, and grants once for each policy and period.
 *
 * A policy of enterprises is matched with each enterprise whose legal representative 法定代表人 (of sole traders 经营者) the person is
 * by the register, and confirmed by that person alone: never by an agent 代办, to whom no enterprise is told.
 */
export const personFacts = {
  number: ['age', 'insuredMonths', 'children', 'childrenUnder3', 'householdSize'],
  yesNo: [
    'isRegisteredHere',
    'ownsHome',
    'hasDisability',
    'isEmployed',
    'isPensioner',
    'isStudent',
    'isMarried',
    'paysProvidentFund',
  ],
  text: ['medicalScheme', 'disabilityLevel'],
} as const;

export const enterpriseFacts = {
  /** Capital in units of 10,000 yuan; of staff that was let go in the year before, the percentage. */
  number: ['employees', 'registeredCapital', 'yearsInBusiness', 'staffCutPercent'],
  /** `isSmall`: a small enterprise of low profit 小型微利企业, or a sole trader. */
  yesNo: ['isHighTech', 'isSmall', 'paysUnemploymentInsurance'],
  /** Industry by its section of GB/T 4754; tax-credit rating A, B, M, C or D. */
  text: ['enterpriseKind', 'industry', 'taxCreditRating'],
} as const;

export const numberFacts = [...personFacts.number, ...enterpriseFacts.number] as const;
export const yesNoFacts = [...personFacts.yesNo, ...enterpriseFacts.yesNo] as const;
export const textFacts = [...personFacts.text, ...enterpriseFacts.text] as const;

/** What the departments know of a person or an enterprise; a fact that is absent is not known. */
export type PolicyFacts = Partial<
  Record<(typeof numberFacts)[number], number> &
    Record<(typeof yesNoFacts)[number], boolean> &
    Record<(typeof textFacts)[number], string>
>;

const bound = z.number().int().min(0).max(1_000_000);

/** One fact, and in everyday words what it means where it holds: the reason that the person is told. */
const plainConditionSchema = z.union([
  z
    .strictObject({
      fact: z.enum(numberFacts),
      atLeast: bound.optional(),
      atMost: bound.optional(),
      words: localizedTextSchema,
    })
    .refine(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined, 'says nothing'),
  z.strictObject({ fact: z.enum(yesNoFacts), is: z.boolean(), words: localizedTextSchema }),
  z.strictObject({
    fact: z.enum(textFacts),
    isOneOf: z.array(z.string().min(1).max(60)).min(1).max(20),
    words: localizedTextSchema,
  }),
]);
export type PlainCondition = z.infer<typeof plainConditionSchema>;

const groupOf = <Part extends z.ZodType>(part: Part) => {
  const parts = z.array(part).min(1).max(12);
  return [z.strictObject({ all: parts }), z.strictObject({ any: parts })] as const;
};
const shallowConditionSchema = z.union([plainConditionSchema, ...groupOf(plainConditionSchema)]);

/** A fact, or groups of facts, two deep at most: what can be said in a sentence. */
export const policyConditionSchema = z.union([
  ...shallowConditionSchema.options,
  ...groupOf(shallowConditionSchema),
]);
export type PolicyCondition = z.infer<typeof policyConditionSchema>;

/** The facts on which a condition turns. */
const factsIn = (condition: PolicyCondition): readonly string[] =>
  'all' in condition
    ? condition.all.flatMap(factsIn)
    : 'any' in condition
      ? condition.any.flatMap(factsIn)
      : [condition.fact];

const factsOfAudience: Readonly<Record<'person' | 'enterprise', readonly string[]>> = {
  person: Object.values(personFacts).flat(),
  enterprise: Object.values(enterpriseFacts).flat(),
};

const policyShape = z.strictObject({
  /** Also the item of the application by which it is confirmed. */
  code: itemCodeSchema,
  everydayName: localizedTextSchema,
  officialName: localizedTextSchema,
  audience: z.enum(['person', 'enterprise']),
  whoGets: localizedTextSchema,
  whatOneGets: localizedTextSchema,
  /** How much. */
  amount: localizedTextSchema,
  /** The last day, YYYY-MM-DD; null for good. */
  until: z.iso.date().nullable(),
  department: catalogueItemSchema.shape.department,
  icon: catalogueItemSchema.shape.icon,
  /** Codes of life events (service-hall.ts). */
  lifeEvents: z.array(z.string().regex(/^[a-z][A-Za-z0-9-]{1,40}$/)).max(12),
  /** Null where the platform cannot tell: the page says where to ask. */
  condition: policyConditionSchema.nullable(),
  /** How it is confirmed without being applied for 免申即享; null where it has to be applied for elsewhere. */
  grant: z
    .strictObject({
      formVersion: z.number().int().min(1),
      assuranceLevel: assuranceLevelSchema,
      promisedWorkingDays: applicationItemSchema.shape.promisedWorkingDays,
      /** Granted once, or once in each of these. */
      period: z.enum(['once', 'year', 'month']),
      agency: applicationItemSchema.shape.agency,
    })
    .nullable(),
});

export const policySchema = policyShape
  .refine(
    ({ audience, condition }) =>
      condition === null || factsIn(condition).every((fact) => factsOfAudience[audience].includes(fact)),
    { path: ['condition'], error: 'turns on a fact that its audience does not have' },
  )
  .refine(({ audience, grant }) => audience === 'person' || grant?.agency === undefined, {
    path: ['grant', 'agency'],
    error: 'is confirmed by the legal representative alone',
  });
export type Policy = z.infer<typeof policySchema>;

/** The document as such; its policies are judged one by one by whoever reads them, so that a broken one costs no other. */
export const policiesDocumentSchema = z.strictObject({ policies: z.array(z.unknown()).max(500) });

/** `once`, a year, or a month, in China. */
export const grantPeriodSchema = z.string().regex(/^(once|\d{4}(-\d{2})?)$/);

/** What a confirmation is of. */
export const policyGrantSchema = z.strictObject({
  policy: itemCodeSchema,
  period: grantPeriodSchema,
  /** For which enterprise, by its credit code; absent: for the applicant. */
  enterprise: creditCodeSchema.optional(),
});
export type PolicyGrant = z.infer<typeof policyGrantSchema>;

export const policyMatchQuerySchema = z.strictObject({
  holder: certificateHolderSchema,
  assuranceLevel: assuranceLevelSchema,
  /** When the person (or the agent) agreed at the kiosk, milliseconds since the Unix epoch; at most the year 9999. */
  consentedAt: z.number().int().nonnegative().max(253_402_300_799_999),
  agency: agencySchema.optional(),
});
export type PolicyMatchQuery = z.infer<typeof policyMatchQuerySchema>;

export const policyMatchSchema = z.strictObject({
  policy: itemCodeSchema,
  period: grantPeriodSchema,
  /** In words, none of which names a value of the person. */
  reasons: z.array(localizedTextSchema).max(40),
  /** `confirmed`: in this period, here or elsewhere. */
  state: z.enum(['open', 'confirmed']),
});
export type PolicyMatch = z.infer<typeof policyMatchSchema>;

/** Enterprises that one person represents, at most, as they are told. */
export const mostEnterprises = 50;

/** An enterprise that the person represents, and which policies fit it. */
export const enterpriseMatchesSchema = z.strictObject({
  creditCode: creditCodeSchema,
  /** As it is registered. */
  name: z.string().min(1).max(100),
  matches: z.array(policyMatchSchema).max(500),
});
export type EnterpriseMatches = z.infer<typeof enterpriseMatchesSchema>;

export const policyMatchReplySchema = z.strictObject({
  /** Platform time, milliseconds since the Unix epoch. */
  lookedUpAt: z.number().int(),
  matches: z.array(policyMatchSchema).max(500),
  /** In business, and represented by the person who asks; none where an agent asks. */
  enterprises: z.array(enterpriseMatchesSchema).max(mostEnterprises),
});
export type PolicyMatchReply = z.infer<typeof policyMatchReplySchema>;
