import { z } from 'zod';
import { localizedTextSchema } from './localized-text.ts';
import { agencySchema } from './agency.ts';
import {
  assuranceLevelSchema,
  certificateAgentSchema,
  certificateHolderSchema,
} from './certificate/claims.ts';
import { itemCodeSchema } from './submissions.ts';

/**
 * POST /v1/library/query: LibraryQuery → LibraryReply, the certificates that a person holds 电子证照, read from the
 * certificate library for the person's own eyes, or as materials of a filing. Each query that is answered is written to
 * the holder's access trail first. A person who is not in the register, or whose card differs from it, is refused
 * (`unknown-person`, `person-data-differs`); so is a QR identity (`assurance-level-too-low`).
 */
export const heldCertificateKinds = [
  'id-card',
  'household-booklet',
  'social-security-card',
  'driving-licence',
  'property-title',
  'marriage-certificate',
  'divorce-certificate',
  'senior-citizen-card',
  'diploma',
  'medical-insurance-card',
  'business-licence',
] as const;
export const heldCertificateKindSchema = z.enum(heldCertificateKinds);
export type HeldCertificateKind = z.infer<typeof heldCertificateKindSchema>;

/** To look at one's own, to print them, or to hand them in as materials of an application. */
export const libraryPurposeSchema = z.enum(['view', 'print', 'application-material']);
export type LibraryPurpose = z.infer<typeof libraryPurposeSchema>;

const holderQueryShape = {
  holder: certificateHolderSchema,
  /** Who stands there for the holder; absent: the holder does. Level and consent are of whoever stands there. */
  agency: agencySchema.optional(),
  assuranceLevel: assuranceLevelSchema,
  /** When the resident agreed at the kiosk, milliseconds since the Unix epoch; at most the year 9999. */
  consentedAt: z.number().int().nonnegative().max(253_402_300_799_999),
};

export const libraryQuerySchema = z
  .strictObject({
    ...holderQueryShape,
    purpose: libraryPurposeSchema,
    /** The service item for which materials are looked up; null for the other purposes. */
    item: itemCodeSchema.nullable(),
  })
  .refine(({ purpose, item }) => (purpose === 'application-material') === (item !== null), {
    path: ['item'],
    error: 'is named exactly when materials are looked up',
  });
export type LibraryQuery = z.infer<typeof libraryQuerySchema>;

/** One certificate of the library, by its kind and number. */
export const heldCertificateNameSchema = z.strictObject({
  kind: heldCertificateKindSchema,
  number: z.string().min(1).max(60),
});
export type HeldCertificateName = z.infer<typeof heldCertificateNameSchema>;

/** A certificate in the library. */
export const heldCertificateSchema = z.strictObject({
  ...heldCertificateNameSchema.shape,
  issuer: z.string().min(1).max(60),
  /** YYYY-MM-DD. */
  validFrom: z.iso.date(),
  /** The last day; null for good. */
  validUntil: z.iso.date().nullable(),
  state: z.enum(['valid', 'expired', 'cancelled', 'reported-lost']),
  /** What stands on it beside, e.g. `class` of a driving licence. */
  facts: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,40}$/), z.string().max(200)),
});
export type HeldCertificate = z.infer<typeof heldCertificateSchema>;

export const libraryReplySchema = z.strictObject({
  /** Platform time of the entry in the access trail, milliseconds since the Unix epoch. */
  accessedAt: z.number().int(),
  certificates: z.array(heldCertificateSchema).max(200),
});
export type LibraryReply = z.infer<typeof libraryReplySchema>;

/** Who asks for what the platform knows of him. */
export const holderQuerySchema = z.strictObject(holderQueryShape);
export type HolderQuery = z.infer<typeof holderQuerySchema>;

/**
 * What somebody's data was read for: `certificate` is the issue of one, `access-trail` the reading of the trail itself,
 * `issued-proofs` the look for what lies ready to be collected, and its handing over,
 * `policy-match` the comparison with the conditions of the policies, `enterprise-match` the same of the enterprises that the holder
 * represents, `credit-check` how the person stands (credit.ts), `known-answers` what is known for a form (known-answers.ts); `progress` and `appointments` are looks by an agent 代办.
 */
export const accessPurposes = [
  ...libraryPurposeSchema.options,
  'certificate',
  'access-trail',
  'issued-proofs',
  'policy-match',
  'enterprise-match',
  'credit-check',
  'known-answers',
  'progress',
  'appointments',
] as const;
export type AccessPurpose = (typeof accessPurposes)[number];

/** Entries of an access trail in one reply at most. */
export const mostAccesses = 100;

/**
 * POST /v1/library/access-trail: HolderQuery → AccessTrailReply, who read the holder's data, when and what for, the
 * latest first. The reading of the trail is on the trail, too, from the next reading on. Refused as a query of the
 * library is.
 */
export const accessTrailReplySchema = z.strictObject({
  /** Platform time of the reading, milliseconds since the Unix epoch. */
  accessedAt: z.number().int(),
  entries: z
    .array(
      z.strictObject({
        /** Milliseconds since the Unix epoch. */
        at: z.number().int(),
        /** A kiosk, at the holder's own wish; or a clerk of a department. */
        by: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('kiosk'), stationCode: z.string() }),
          z.strictObject({ kind: z.literal('department'), name: localizedTextSchema.nullable() }),
        ]),
        /** Who stood there for the holder; null where the holder did. */
        agent: certificateAgentSchema.nullable(),
        purpose: z.enum(accessPurposes),
        /** The service item for which it was; null where it was not for one. */
        item: localizedTextSchema.nullable(),
        /** Kinds of what was read: of the library, or codes of items of the catalogue (for `known-answers` of the earlier applications). */
        kinds: z.array(z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)).max(200),
      }),
    )
    .max(mostAccesses),
  /** There are older entries. */
  more: z.boolean(),
});
export type AccessTrailReply = z.infer<typeof accessTrailReplySchema>;
