import { z } from 'zod';
import { actingWays } from './agency-view.ts';

/** What became of a certificate whose code was scanned, as core and page say it. */
export const verificationOutcomes = [
  'genuine',
  'revoked',
  'expired',
  'not-yet-valid',
  'altered',
  'unknown-issuer',
  'key-not-valid',
  'malformed',
  'not-a-certificate',
  'unknown-version',
  /** A code of the city's app: good for identification, no certificate. */
  'identity-code',
  /** Something was scanned and could not be read. */
  'unreadable',
] as const;
export type VerificationOutcome = (typeof verificationOutcomes)[number];

/** The facts of a certificate in the words of its paper. */
const verifiedFactsSchema = z.strictObject({
  rows: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  tables: z.array(
    z.strictObject({
      heading: z.string(),
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string())),
    }),
  ),
});
export type VerifiedFacts = z.infer<typeof verifiedFactsSchema>;

/** What a department has signed. The holder is masked: the screen is public, and who holds the paper sees it there. */
const verifiedClaimsSchema = z.strictObject({
  title: z.strictObject({ 'zh-CN': z.string(), en: z.string() }),
  certificateNumber: z.string(),
  department: z.string(),
  station: z.string(),
  purpose: z.string(),
  maskedName: z.string(),
  maskedIdNumber: z.string(),
  /** Who collected it for the holder; null where the holder did. */
  agent: z.strictObject({ maskedName: z.string(), way: z.enum(actingWays) }).nullable(),
  assuranceLevel: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  /** Milliseconds since the Unix epoch. */
  issuedAt: z.number().int(),
  expiresAt: z.number().int(),
  /** Null until somebody asks to see them. */
  facts: verifiedFactsSchema.nullable(),
});
export type VerifiedClaims = z.infer<typeof verifiedClaimsSchema>;

export const verifiedViewSchema = z.strictObject({
  screen: z.literal('verified'),
  /** Null while it is being verified. */
  result: z
    .strictObject({
      outcome: z.enum(verificationOutcomes),
      /** Null unless a department has signed it. */
      claims: verifiedClaimsSchema.nullable(),
      /** `kept`: revocations are those of the last time the platform was reached. */
      revocations: z.enum(['current', 'kept']),
      /** False where this machine does not know the time well enough to say that something has expired. */
      clockBelieved: z.boolean(),
      /** Small print for the staff; never data of a resident. */
      staffCode: z.string(),
    })
    .nullable(),
});
export type VerifiedView = z.infer<typeof verifiedViewSchema>;
