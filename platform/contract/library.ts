import { z } from 'zod';
import { assuranceLevelSchema, certificateHolderSchema } from './certificate/claims.ts';
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
] as const;
export const heldCertificateKindSchema = z.enum(heldCertificateKinds);
export type HeldCertificateKind = z.infer<typeof heldCertificateKindSchema>;

/** To look at one's own, to print them, or to hand them in as materials of an application. */
export const libraryPurposeSchema = z.enum(['view', 'print', 'application-material']);
export type LibraryPurpose = z.infer<typeof libraryPurposeSchema>;

export const libraryQuerySchema = z
  .strictObject({
    holder: certificateHolderSchema,
    purpose: libraryPurposeSchema,
    /** The service item for which materials are looked up; null for the other purposes. */
    item: itemCodeSchema.nullable(),
    assuranceLevel: assuranceLevelSchema,
    /** When the resident agreed at the kiosk, milliseconds since the Unix epoch; at most the year 9999. */
    consentedAt: z.number().int().nonnegative().max(253_402_300_799_999),
  })
  .refine(({ purpose, item }) => (purpose === 'application-material') === (item !== null), {
    path: ['item'],
    error: 'is named exactly when materials are looked up',
  });
export type LibraryQuery = z.infer<typeof libraryQuerySchema>;

/** A certificate in the library. */
export const heldCertificateSchema = z.strictObject({
  kind: heldCertificateKindSchema,
  number: z.string().min(1).max(60),
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
