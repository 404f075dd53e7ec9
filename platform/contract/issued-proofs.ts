import { z } from 'zod';
import { localizedTextSchema } from './catalogue.ts';
import { certificateNumberSchema, certificateStationSchema } from './certificate/claims.ts';
import { issueCertificateReplySchema } from './api.ts';

/**
 * Proofs that were applied for online and approved by a department, to be collected at a station 审批类证明.
 *
 *   POST /v1/issued-proofs/query             HolderQuery → IssuedProofsReply: those that lie ready for the holder
 *   POST /v1/issued-proofs/:number/handover  HolderQuery → HandoverReply: the signed certificate, for a kiosk of its station
 *
 * A proof that was handed over is kept for that kiosk for a day: the same kiosk may ask again and gets the same bytes, any
 * other is refused with `not-ready`. That it was printed comes as a message of kind `collection` (submissions.ts); from
 * then on it is ready for nobody. Each answer is on the holder's access trail. Persons are refused as by the library.
 */
export const issuedProofSchema = z.strictObject({
  certificateNumber: certificateNumberSchema,
  /** Code of an item in `myDocuments` of the catalogue. */
  kind: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  /** What it was applied for, as it will be printed. */
  purpose: z.string().min(1).max(60),
  department: localizedTextSchema,
  /** Where it is collected. */
  station: certificateStationSchema,
  /** Milliseconds since the Unix epoch. */
  approvedAt: z.number().int(),
  collectUntil: z.number().int(),
});
export type IssuedProof = z.infer<typeof issuedProofSchema>;

export const issuedProofsReplySchema = z.strictObject({
  /** Platform time of the entry in the access trail, milliseconds since the Unix epoch. */
  accessedAt: z.number().int(),
  proofs: z.array(issuedProofSchema).max(50),
});
export type IssuedProofsReply = z.infer<typeof issuedProofsReplySchema>;

export const handoverReplySchema = issueCertificateReplySchema;
export type HandoverReply = z.infer<typeof handoverReplySchema>;
