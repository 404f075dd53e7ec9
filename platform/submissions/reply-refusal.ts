import { agentRefusal } from '../agency/admit-agent.ts';
import type { Agency } from '../contract/agency.ts';
import type { PlatformTransaction } from '../store/open-store.ts';

/** What a sealed reply says of who gave it, and when. */
interface ReplyContent {
  readonly applicant: { readonly idNumber: string };
  readonly agency?: Agency | undefined;
  readonly filedAt: number;
}

/**
 * Why a reply that comes after an application is set aside, whatever it says: it cannot be read (`content` null), it is not the
 * applicant's, or its agent may not answer for the applicant. Undefined where it may be looked at.
 */
export const replyRefusal = async (
  transaction: PlatformTransaction,
  content: ReplyContent | null,
  applicantIdNumber: string | undefined,
): Promise<'unreadable' | 'not-the-applicant' | 'agent-may-not' | undefined> => {
  if (content === null) return 'unreadable';
  if (applicantIdNumber !== content.applicant.idNumber) return 'not-the-applicant';
  const { applicant: holder, agency, filedAt } = content;
  const refused = await agentRefusal(transaction, { holder, agency }, 'progress', filedAt);
  return refused === undefined ? undefined : 'agent-may-not';
};
