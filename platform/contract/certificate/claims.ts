import { z } from 'zod';

/**
 * What a certificate says: the claims that the department's key signs (COSE_Sign1, RFC 9052) and that the kiosk
 * renders. Facts are data: a kind's template names the keys it shows, no code knows them.
 */

/** Printable text: no control characters, no bidirectional overrides, no lone surrogates. */
const unprintable = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const text = (maximum: number) =>
  z
    .string()
    .min(1)
    .max(maximum)
    .refine((value) => !unprintable.test(value), 'contains control characters');

/** Assurance level of the identification: QR (1), card and chip data (2), card and face or staff (3). */
export const assuranceLevelSchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export type AssuranceLevel = z.infer<typeof assuranceLevelSchema>;

export const certificateHolderSchema = z.strictObject({
  name: text(50),
  sex: z.enum(['男', '女', '未知', '未说明']),
  idNumber: z.string().regex(/^[0-9A-Z]{15,18}$/),
});

/** Instants are whole seconds since the Unix epoch (CBOR NumericDate, RFC 8392 §2). */
const instant = z.number().int().nonnegative();

export const certificateClaimsSchema = z.strictObject({
  /** Number of this issue, unique for ever; also what a revocation names. */
  certificateNumber: z.string().regex(/^[0-9A-Z-]{8,40}$/),
  /** Kind of certificate, e.g. `housing-status`. */
  kind: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  holder: certificateHolderSchema,
  /** What the holder asked it for; printed as a watermark. */
  purpose: text(60),
  department: z.strictObject({ code: z.string().regex(/^[0-9a-z-]{2,40}$/), name: text(60) }),
  /** The kiosk that asked for it, and where it stands. */
  station: z.strictObject({ code: z.string().regex(/^[0-9A-Za-z-]{2,40}$/), name: text(60) }),
  assuranceLevel: assuranceLevelSchema,
  issuedAt: instant,
  expiresAt: instant,
  /** Single facts by key, e.g. `scope`, `result`. */
  facts: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,40}$/), text(200)),
  /** Tables by key; each row has a cell for each column that the template names. */
  tables: z.record(
    z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,40}$/),
    z.array(z.array(text(120)).max(12)).max(60),
  ),
});
export type CertificateClaims = z.infer<typeof certificateClaimsSchema>;
