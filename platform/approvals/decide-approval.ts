import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { LocalizedText } from '../contract/catalogue.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

const day = 86_400_000;

/** So long an approved certificate waits for its holder, milliseconds. */
export const approvalLife = 30 * day;
/** So long a refusal stands before the same can be asked for again, milliseconds. */
export const refusalLife = 7 * day;

/** What a clerk decides. */
export type ApprovalDecision =
  | { readonly decision: 'approve' }
  | { readonly decision: 'refuse'; readonly reason: LocalizedText };

/** Decides a request that is pending; false when there is none with this number, or it was decided before. */
export const decideApproval = async (
  database: PlatformDatabase,
  clock: PlatformClock,
  requestNumber: string,
  decided: ApprovalDecision,
): Promise<boolean> => {
  const now = clock.now();
  const isApproved = decided.decision === 'approve';
  const changed = await database
    .updateTable('certificate_approvals')
    .set({
      state: isApproved ? 'approved' : 'refused',
      decided_at: new Date(now),
      ends_on: dayInChina(now + (isApproved ? approvalLife : refusalLife)),
      reason: isApproved ? null : JSON.stringify(decided.reason),
    })
    .where('request_number', '=', requestNumber)
    .where('state', '=', 'pending')
    .returning('request_number')
    .executeTakeFirst();
  return changed !== undefined;
};
