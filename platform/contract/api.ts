import { z } from 'zod';
import { agencyRefusals, agencySchema } from './agency.ts';
import {
  assuranceLevelSchema,
  certificateHolderSchema,
  certificateStationSchema,
} from './certificate/claims.ts';
import { heldCertificateNameSchema } from './library.ts';

/**
 * HTTP contract between kiosk and central platform, version 1. JSON over HTTP; each failure is a problem document.
 *
 * Open to anybody:
 *   GET  /v1/health                     → Health
 *   GET  /v1/keys                       → { jws }  compact JWS (RFC 7515, ES256) by the platform's root key over KeySet
 *   GET  /v1/certificates/:number       → CertificateStatus
 *   GET  /v1/root-certificate           → RootCertificate (pdf-signature/signature-messages.ts)
 *   GET  /v1/openapi.json               → this contract as OpenAPI 3.1
 *   POST /v1/certificate-verifications  (verifications.ts)
 *   POST /v1/enrolments                 (kiosks.ts) signed with the key that it brings
 *
 * Signed by an enrolled kiosk (http-signature/, RFC 9421), answered under the platform's signature:
 *   POST /v1/certificates               → IssueCertificateReply; IssueCertificateRequest, answered with the first
 *                                         result when `requestId` comes again
 *   POST /v1/certificate-approvals/query (certificate-approvals.ts)
 *   POST /v1/certificates/:number/signature   (pdf-signature/signature-messages.ts)
 *   POST /v1/submissions, PUT and GET /v1/materials/…   (submissions.ts)
 *   GET  /v1/feed                       (feed.ts)
 *   POST /v1/library/query, POST /v1/library/access-trail (library.ts), POST /v1/issued-proofs/… (issued-proofs.ts)
 *   GET  /v1/applications/:receiptNumber/course (course.ts)
 *   POST /v1/appointment-slots/query, POST /v1/appointments, … (appointments.ts)
 *   POST /v1/agency/principals (agency.ts), POST /v1/policies/matches (policies.ts), POST /v1/credit-checks (credit.ts)
 *   POST /v1/known-answers (known-answers.ts)
 *   POST /v1/identity-codes/redemptions (identity-code/redemption.ts)
 *   POST /v1/face-comparisons           (face-comparison.ts)
 *   POST /v1/kiosks/self/keys, POST /v1/kiosks/self/health   (kiosks.ts)
 */
export const apiVersion = 'v1';

export const healthSchema = z.strictObject({
  /** `degraded`: the platform runs, but its store does not answer; what needs it is answered `busy`. */
  status: z.enum(['ok', 'degraded']),
  /** Platform time, milliseconds since the Unix epoch. */
  time: z.number().int(),
  name: z.string(),
});
export type Health = z.infer<typeof healthSchema>;

/** 32 bytes as base64url without padding (RFC 7518 §6.2.1.2). */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Public key on P-256 as a JWK (RFC 7517, RFC 7518 §6.2) and nothing beside it: a private part is refused. */
export const publicJwkSchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
});
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** Public key of a department, for ES256. */
export const departmentKeySchema = z.strictObject({
  /** Printable ASCII; the `kid` of what it signs. */
  keyId: z.string().regex(/^[\x21-\x7e]{1,40}$/),
  /** Code of the department, equal to `department.code` of the claims. */
  department: z.string(),
  algorithm: z.literal('ES256'),
  jwk: publicJwkSchema,
  /** What was issued from `notBefore` on and before `notAfter` is good; milliseconds since the Unix epoch. */
  notBefore: z.number().int(),
  notAfter: z.number().int(),
});
export type DepartmentKey = z.infer<typeof departmentKeySchema>;

/** Public key of the platform itself. */
const platformKeyShape = {
  keyId: z.string().regex(/^[\x21-\x7e]{1,43}$/),
  jwk: publicJwkSchema,
  /** Good from `notBefore` on and before `notAfter`; milliseconds since the Unix epoch. */
  notBefore: z.number().int(),
  notAfter: z.number().int(),
};

/** Verifies the platform's answers (RFC 9421) and the documents of its feed (JWS, ES256). */
export const answerKeySchema = z.strictObject({ ...platformKeyShape, algorithm: z.literal('ES256') });
export type AnswerKey = z.infer<typeof answerKeySchema>;

/** Personal parts are sealed to it (JWE, ECDH-ES with A256GCM, RFC 7518 §4.6). A kiosk uses the newest that is good. */
export const sealingKeySchema = z.strictObject({ ...platformKeyShape, algorithm: z.literal('ECDH-ES') });
export type SealingKey = z.infer<typeof sealingKeySchema>;

/** Verifies the identity codes of a city's app (identity-code/signed-code.ts), and nothing else. */
export const identityKeySchema = z.strictObject({
  ...platformKeyShape,
  /** The `kid` of a COSE message has 40 characters at most. */
  keyId: z.string().regex(/^[\x21-\x7e]{1,40}$/),
  /** Equal to `issuer` of the claims. */
  issuer: z.string().regex(/^[0-9a-z-]{2,40}$/),
  algorithm: z.literal('ES256'),
});
export type IdentityKey = z.infer<typeof identityKeySchema>;

const withoutTwins = (keys: readonly { readonly keyId: string }[]): boolean =>
  new Set(keys.map(({ keyId }) => keyId)).size === keys.length;

export const keySetSchema = z.strictObject({
  /** When the set last changed, milliseconds since the Unix epoch. A kiosk keeps the newer of two sets. */
  issuedAt: z.number().int(),
  /** Of the departments. */
  keys: z.array(departmentKeySchema).max(1000).refine(withoutTwins, 'holds a key id twice'),
  answerKeys: z.array(answerKeySchema).max(20).refine(withoutTwins, 'holds a key id twice'),
  sealingKeys: z.array(sealingKeySchema).max(20).refine(withoutTwins, 'holds a key id twice'),
  /** Of the apps whose identity codes are good here; empty where there is none. */
  identityKeys: z.array(identityKeySchema).max(20).refine(withoutTwins, 'holds a key id twice'),
});
export type KeySet = z.infer<typeof keySetSchema>;

/** A key set as a compact JWS; `verifyKeySet` opens it. */
export const signedKeySetSchema = z.strictObject({ jws: z.string().max(1_000_000) });

export const issueCertificateRequestSchema = z.strictObject({
  /** UUID; the same request sent twice gets the same certificate. */
  requestId: z.uuid(),
  /** `code` of a catalogue item. */
  kind: z.string().max(41),
  /** `code` of one of its purposes. */
  purpose: z.string().max(41),
  holder: certificateHolderSchema,
  station: certificateStationSchema,
  /** The certificate of the library that is to be copied: of kind `held-certificate` and of no other. */
  held: heldCertificateNameSchema.optional(),
  assuranceLevel: assuranceLevelSchema,
  /** When the resident agreed at the kiosk, milliseconds since the Unix epoch; at most the year 9999. */
  consentedAt: z.number().int().nonnegative().max(253_402_300_799_999),
  /** Who asks for the holder, and by what; absent: the holder does. */
  agency: agencySchema.optional(),
});
export type IssueCertificateRequest = z.infer<typeof issueCertificateRequestSchema>;

export const issueCertificateReplySchema = z.strictObject({
  /** Base64url of the COSE_Sign1 (RFC 9052 §4.2) over the CBOR claims. */
  certificate: z.string().regex(/^[A-Za-z0-9_-]+$/),
});
export type IssueCertificateReply = z.infer<typeof issueCertificateReplySchema>;

/** What the platform says of a certificate by its number: nothing of its holder. */
export const certificateStatusSchema = z.strictObject({
  certificateNumber: z.string(),
  kind: z.string(),
  department: z.string(),
  state: z.enum(['valid', 'expired', 'revoked']),
  /** Seconds since the Unix epoch, as in the claims. */
  issuedAt: z.number().int(),
  expiresAt: z.number().int(),
});
export type CertificateStatus = z.infer<typeof certificateStatusSchema>;

/** Why the platform refuses, as `reason` of a problem document (RFC 9457). */
export const problemReasons = [
  'malformed-request',
  'unknown-kind',
  'unknown-purpose',
  'unknown-person',
  'person-data-differs',
  'assurance-level-too-low',
  'statement-too-long',
  'approval-pending',
  'approval-refused',
  'not-held',
  'not-ready',
  'request-id-reused',
  'station-mismatch',
  'signature-missing',
  'signature-invalid',
  'clock-skew',
  'request-replayed',
  'unknown-kiosk',
  'kiosk-revoked',
  'enrolment-code-invalid',
  'code-unknown',
  'code-expired',
  'code-used',
  'no-reference',
  'unknown-model',
  'too-many-tries',
  'already-signed',
  'too-late',
  'revoked',
  'expired',
  'algorithm-unavailable',
  'chunk-differs',
  'cursor-unknown',
  'too-large',
  ...agencyRefusals,
  'busy',
  'not-found',
  'internal-error',
] as const;
export type ProblemReason = (typeof problemReasons)[number];

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  reason: z.enum(problemReasons),
  detail: z.string().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
