import type { Selectable } from 'kysely';
import { loadWorkingCalendar } from '../applications/working-days.ts';
import { dayInChina } from '../china-day.ts';
import { type CertificateApproval, listedApprovals } from '../contract/certificate-approvals.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { PlatformSchema } from '../store/schema.ts';

export type ApprovalRow = Selectable<PlatformSchema['certificate_approvals']>;

const calendar = loadWorkingCalendar();

const present = <Value>(value: Value | null): Value => {
  if (value === null) {
    throw new Error('A request was decided and lacks what a decision has');
  }
  return value;
};

/** Dates come out of the store as midnight UTC. */
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** A request as the contract has it. */
export const approvalOf = (row: ApprovalRow): CertificateApproval => {
  const common = {
    requestNumber: row.request_number,
    kind: row.kind,
    purpose: row.purpose,
    requestedAt: row.requested_at.getTime(),
  };
  const decided = () => ({ ...common, decidedAt: present(row.decided_at).getTime() });
  switch (row.state) {
    case 'pending': {
      const dueOn = dayOf(row.due_on);
      const isEstimate =
        !calendar.isAnnounced(dueOn) || !calendar.isAnnounced(dayInChina(common.requestedAt));
      return { ...common, state: 'pending', dueOn, isEstimate };
    }
    case 'approved':
      return { ...decided(), state: 'approved', goodUntil: dayOf(present(row.ends_on)) };
    case 'refused':
      return {
        ...decided(),
        state: 'refused',
        reason: present(row.reason),
        againFrom: dayOf(present(row.ends_on)),
      };
    case 'issued':
      return { ...decided(), state: 'issued', certificateNumber: present(row.certificate_number) };
  }
};

/** Whether a decision still counts on this day (YYYY-MM-DD in China): an approval to be issued, a refusal to be told. */
export const stillCounts = (approval: CertificateApproval, today: string): boolean => {
  switch (approval.state) {
    case 'pending':
      return true;
    case 'approved':
      return today <= approval.goodUntil;
    case 'refused':
      return today < approval.againFrom;
    case 'issued':
      return false;
  }
};

/** What a person has asked for, the newest first; approvals that were not collected in time, and refusals that are over, are left out. */
export const approvalsOf = async (
  database: PlatformDatabase,
  holderIdNumber: string,
  now: number,
): Promise<CertificateApproval[]> => {
  const rows = await database
    .selectFrom('certificate_approvals')
    .selectAll()
    .where('holder_id_number', '=', holderIdNumber)
    .orderBy('requested_at', 'desc')
    .orderBy('request_number', 'desc')
    .limit(listedApprovals)
    .execute();
  const today = dayInChina(now);
  return rows
    .map(approvalOf)
    .filter((approval) => approval.state === 'issued' || stillCounts(approval, today));
};
