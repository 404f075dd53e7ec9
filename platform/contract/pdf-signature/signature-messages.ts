import { z } from 'zod';
import { signatureAlgorithmNames } from './signature-algorithm.ts';

/**
 * The department's signature on the document (PDF) of a certificate.
 *
 *   POST /v1/certificates/:number/signature  SignDocumentRequest → SignDocumentReply; for the kiosk that asked for the
 *                                            certificate, soon after its issue. One signature for one number: the same
 *                                            digest again gets the first reply again, another one `already-signed`
 *   GET  /v1/root-certificate                → RootCertificate, for programs that know nothing of key sets
 *
 * The document never leaves the kiosk.
 */
export const signDocumentRequestSchema = z.strictObject({
  algorithm: z.enum(signatureAlgorithmNames),
  /** Digest of the document without its signature, 32 bytes as base64url without padding. */
  digest: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type SignDocumentRequest = z.infer<typeof signDocumentRequestSchema>;

export const signDocumentReplySchema = z.strictObject({
  /** Base64url of the detached CMS signature in DER. */
  signature: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(16_384),
});
export type SignDocumentReply = z.infer<typeof signDocumentReplySchema>;

/** An X.509 certificate, base64url of its DER. */
export const derCertificateSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/)
  .max(4_000);

/** The certificate of the platform's root key, which is the one that is pinned at every kiosk. */
export const rootCertificateSchema = z.strictObject({ certificate: derCertificateSchema });
export type RootCertificate = z.infer<typeof rootCertificateSchema>;
