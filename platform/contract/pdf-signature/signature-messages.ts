import { z } from 'zod';
import { signatureAlgorithmNames } from './signature-algorithm.ts';

/**
 * What a kiosk sends for the department's signature on the document of a certificate that was issued to it, and what it
 * gets. The document never leaves the kiosk.
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
