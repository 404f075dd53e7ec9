import { z } from 'zod';
import {
  assuranceLevelSchema,
  certificateHolderSchema,
  certificateNumberSchema,
} from './certificate/claims.ts';
import { localizedTextSchema } from './catalogue.ts';

/**
 * Certificates that a clerk of the department looks at first 人工审核 (`approval` of a catalogue item). Who asks for one
 * (POST /v1/certificates) leaves a request, and is refused with `approval-pending` until somebody has decided, and with
 * `approval-refused` while a refusal stands; asked again after an approval, at whatever kiosk, it is issued at once.
 *
 *   POST /v1/certificate-approvals/query  ApprovalQuery → ApprovalReply: what the person has asked for, the newest first
 *
 * A person who is not in the register, or whose card differs from it, is refused (`unknown-person`,
 * `person-data-differs`); so is a QR identity (`assurance-level-too-low`). Days are YYYY-MM-DD in China.
 */
export const approvalNumberSchema = z.string().regex(/^SH-\d{8}-[0-9A-HJKMNP-TV-Z]{10}$/);

const code = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);
const instant = z.number().int().nonnegative();
const day = z.iso.date();
const common = {
  requestNumber: approvalNumberSchema,
  /** Codes of the catalogue item and of its purpose. */
  kind: code,
  purpose: code,
  requestedAt: instant,
};

export const certificateApprovalSchema = z.discriminatedUnion('state', [
  z.strictObject({
    ...common,
    state: z.literal('pending'),
    /** The last day of the limit; an estimate where it lies in a year whose holidays are not announced yet. */
    dueOn: day,
    isEstimate: z.boolean(),
  }),
  /** Can be issued at any kiosk, once, up to and with that day. */
  z.strictObject({ ...common, state: z.literal('approved'), decidedAt: instant, goodUntil: day }),
  /** Why, in words for the resident; from that day on it can be asked for again. */
  z.strictObject({
    ...common,
    state: z.literal('refused'),
    decidedAt: instant,
    reason: localizedTextSchema,
    againFrom: day,
  }),
  z.strictObject({
    ...common,
    state: z.literal('issued'),
    decidedAt: instant,
    certificateNumber: certificateNumberSchema,
  }),
]);
export type CertificateApproval = z.infer<typeof certificateApprovalSchema>;

/** Requests that one answer names at most. */
export const listedApprovals = 50;

export const approvalQuerySchema = z.strictObject({
  holder: certificateHolderSchema,
  assuranceLevel: assuranceLevelSchema,
});
export type ApprovalQuery = z.infer<typeof approvalQuerySchema>;

export const approvalReplySchema = z.strictObject({
  approvals: z.array(certificateApprovalSchema).max(listedApprovals),
});
export type ApprovalReply = z.infer<typeof approvalReplySchema>;
