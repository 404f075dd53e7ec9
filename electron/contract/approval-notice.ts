import { z } from 'zod';
import { localizedText } from './locale.ts';

/** How a certificate stands that a clerk looks at first. */
export const approvalNoticeSchema = z.strictObject({
  requestNumber: z.string(),
  /** YYYY-MM-DD in China: the last day of the clerk's limit, or the day from which it can be asked for again. */
  day: z.string(),
  /** The day may move: the holidays of its year are not announced yet. */
  isEstimate: z.boolean(),
  /** Why it was refused, in words for the resident; null while nobody has decided. */
  reason: localizedText.nullable(),
});
export type ApprovalNotice = z.infer<typeof approvalNoticeSchema>;
