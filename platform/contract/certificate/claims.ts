import { z } from 'zod';
import { agencyWaySchema } from '../agency-way.ts';

/**
 * What a certificate says: the claims that the department's key signs (COSE_Sign1, RFC 9052) and that the kiosk
 * renders. Facts are data: a kind's template names the keys it shows, no code knows them.
 */

/** Printable text: no control characters, no line breaks, no bidirectional overrides, no lone surrogates. */
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
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
  /** Up to 64 characters: the longest name that a card carries (drivers/id-card-reader/card-record.ts). */
  name: text(64),
  sex: z.enum(['男', '女', '未知', '未说明']),
  idNumber: z.string().regex(/^[0-9A-Z]{15,18}$/),
});

/** The kiosk that asked for a certificate, and where it stands. */
export const certificateStationSchema = z.strictObject({
  code: z.string().regex(/^[0-9A-Za-z-]{2,40}$/),
  name: text(60),
});

/** Instants are whole seconds since the Unix epoch (CBOR NumericDate, RFC 8392 §2). */
const instant = z.number().int().nonnegative();

/** Number of an issue, unique for ever; also what a revocation names. */
export const certificateNumberSchema = z.string().regex(/^[0-9A-Z-]{8,40}$/);

/** Rows of a table: a kiosk prints no more, and no more would fit into the QR code. */
export const mostTableRows = 60;

/**
 * Who collected the certificate for the holder 代领人, and by what. Masked: the holder's paper goes to third parties, and the
 * platform's record names the agent in full.
 */
export const certificateAgentSchema = z.strictObject({ maskedName: text(10), way: agencyWaySchema });
export type CertificateAgent = z.infer<typeof certificateAgentSchema>;

const certificateClaimsShape = z.strictObject({
  certificateNumber: certificateNumberSchema,
  /** Kind of certificate, e.g. `housing-status`. */
  kind: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  holder: certificateHolderSchema,
  /** Absent where the holder came in person. */
  agent: certificateAgentSchema.optional(),
  /** What the holder asked it for; printed as a watermark. */
  purpose: text(60),
  department: z.strictObject({ code: z.string().regex(/^[0-9a-z-]{2,40}$/), name: text(60) }),
  station: certificateStationSchema,
  assuranceLevel: assuranceLevelSchema,
  issuedAt: instant,
  expiresAt: instant,
  /** Single facts by key, e.g. `scope`, `result`. */
  facts: z.record(z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,40}$/), text(200)),
  /** Tables by key; each row has a cell for each column that the template names. */
  tables: z.record(
    z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,40}$/),
    z.array(z.array(text(120)).max(12)).max(mostTableRows),
  ),
});

export const certificateClaimsSchema = certificateClaimsShape.refine(
  (claims) => claims.expiresAt > claims.issuedAt,
  { path: ['expiresAt'], error: 'is not after issuedAt' },
);
export type CertificateClaims = z.infer<typeof certificateClaimsSchema>;
