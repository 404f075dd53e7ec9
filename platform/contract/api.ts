import { z } from 'zod';
import { assuranceLevelSchema, certificateHolderSchema } from './certificate/claims.ts';

/**
 * HTTP contract between kiosk and central platform, version 1. JSON over HTTP; each failure is a problem document.
 *
 *   GET  /v1/health                     → Health
 *   GET  /v1/keys                       → { jws }  compact JWS (RFC 7515, ES256) by the platform's root key over KeySet
 *   GET  /v1/catalogue                  → Catalogue
 *   POST /v1/certificates               → IssueCertificateReply; IssueCertificateRequest, answered with the first
 *                                         result when `requestId` comes again
 */
export const apiVersion = 'v1';

export const healthSchema = z.strictObject({
  status: z.literal('ok'),
  /** Platform time, milliseconds since the Unix epoch. */
  time: z.number().int(),
  name: z.string(),
});
export type Health = z.infer<typeof healthSchema>;

/** Public key of a department, as a JWK (RFC 7517) for ES256 on P-256. */
export const departmentKeySchema = z.strictObject({
  keyId: z.string().min(1).max(40),
  department: z.string(),
  algorithm: z.literal('ES256'),
  jwk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
  notBefore: z.number().int(),
  notAfter: z.number().int(),
});
export type DepartmentKey = z.infer<typeof departmentKeySchema>;

export const keySetSchema = z.strictObject({
  issuedAt: z.number().int(),
  keys: z.array(departmentKeySchema),
});
export type KeySet = z.infer<typeof keySetSchema>;

export const signedKeySetSchema = z.strictObject({ jws: z.string() });

export const issueCertificateRequestSchema = z.strictObject({
  /** UUID; the same request sent twice gets the same certificate. */
  requestId: z.uuid(),
  kind: z.string(),
  purpose: z.string(),
  holder: certificateHolderSchema,
  station: z.strictObject({ code: z.string(), name: z.string() }),
  assuranceLevel: assuranceLevelSchema,
  /** When the resident agreed at the kiosk, milliseconds since the Unix epoch. */
  consentedAt: z.number().int(),
});
export type IssueCertificateRequest = z.infer<typeof issueCertificateRequestSchema>;

export const issueCertificateReplySchema = z.strictObject({
  /** Base64url of the COSE_Sign1 (RFC 9052 §4.2) over the CBOR claims. */
  certificate: z.string().regex(/^[A-Za-z0-9_-]+$/),
});
export type IssueCertificateReply = z.infer<typeof issueCertificateReplySchema>;

/** Why the platform refuses, as `reason` of a problem document (RFC 9457). */
export const problemReasons = [
  'malformed-request',
  'unknown-kind',
  'unknown-purpose',
  'unknown-person',
  'person-data-differs',
  'assurance-level-too-low',
  'request-id-reused',
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
