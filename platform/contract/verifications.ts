import { z } from 'zod';
import { certificateInWordsSchema } from './certificate/certificate-in-words.ts';
import { certificateClaimsSchema } from './certificate/claims.ts';
import { certificateOutcomes, longestVerifiedText } from './certificate/judge-certificate.ts';

/**
 * Verifying a certificate at the platform, open to anybody:
 *
 *   POST /v1/certificate-verifications   CertificateVerificationRequest → CertificateVerificationReply
 *
 * The text of a QR code goes in, and what a department has signed in it comes out, spelled out. Who asks holds it all
 * already: nothing is looked up but whether the number was revoked, and nothing is kept. Who holds no certificate of a
 * person learns nothing of the person.
 */
export const certificateVerificationRequestSchema = z.strictObject({
  /** Text of the QR code, as it was scanned or copied. */
  text: z.string().min(1).max(longestVerifiedText),
});
export type CertificateVerificationRequest = z.infer<typeof certificateVerificationRequestSchema>;

export const certificateVerificationReplySchema = z.strictObject({
  outcome: z.enum(certificateOutcomes),
  /** When it was judged, platform time, milliseconds since the Unix epoch. */
  judgedAt: z.number().int(),
  /** What was signed, as it was signed; null unless a department has signed it. */
  claims: certificateClaimsSchema.nullable(),
  /** The same in the words of the paper. */
  words: certificateInWordsSchema.nullable(),
  /** Since when it is revoked, milliseconds since the Unix epoch; null unless it is. */
  revokedAt: z.number().int().nullable(),
});
export type CertificateVerificationReply = z.infer<typeof certificateVerificationReplySchema>;
