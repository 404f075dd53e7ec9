import { approvalOf } from '../approvals/approval-rows.ts';
import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import type { CertificateApproval } from '../contract/certificate-approvals.ts';
import { deadlineStanding } from '../contract/course-light.ts';
import type { CourseLight } from '../contract/course.ts';
import type { WorkingCalendar } from '../contract/working-days.ts';
import { maskedName } from '../contract/masked-name.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { type Page, pageOf, rowsOfPage } from './paging.ts';

export const approvalStates = ['pending', 'approved', 'refused', 'issued'] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** A request in the list; of the person a masked name alone. */
export interface ListedApproval {
  readonly approval: CertificateApproval;
  readonly maskedHolder: string;
  readonly stationCode: string;
  /** In words; the codes where the catalogue has none any more. */
  readonly item: { readonly 'zh-CN': string; readonly en: string };
  readonly purpose: { readonly 'zh-CN': string; readonly en: string };
  /** Of one that is pending. */
  readonly deadline: {
    readonly usedWorkingDays: number;
    readonly limitWorkingDays: number;
    readonly light: CourseLight;
  } | null;
}

export interface ApprovalList extends Page<ListedApproval> {
  readonly counts: Readonly<Partial<Record<ApprovalState, number>>>;
}

interface ApprovalListContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly catalogue: Catalogue;
  readonly calendar: WorkingCalendar;
}

/** Requests of a state: pending ones by their deadlines, the others the newest first. */
export const listApprovals = async (
  { database, clock, catalogue, calendar }: ApprovalListContext,
  { page, state }: { readonly page: number; readonly state: ApprovalState },
): Promise<ApprovalList> => {
  const counted = await database
    .selectFrom('certificate_approvals')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const isPending = state === 'pending';
  const rows = await database
    .selectFrom('certificate_approvals')
    .innerJoin('residents', 'residents.id_number', 'certificate_approvals.holder_id_number')
    .selectAll('certificate_approvals')
    .select('residents.name')
    .where('state', '=', state)
    .orderBy('due_on', isPending ? 'asc' : 'desc')
    .orderBy('request_number', isPending ? 'asc' : 'desc')
    .limit(rowsOfPage)
    .offset(page * rowsOfPage)
    .execute();
  const today = dayInChina(clock.now());
  const listed = rows.map((row): ListedApproval => {
    const item = catalogue.items.find(({ code }) => code === row.kind);
    const purpose = item?.purposes.find(({ code }) => code === row.purpose);
    const used = calendar.workingDaysBetween(dayInChina(row.requested_at.getTime()), today);
    const approval = approvalOf(row);
    return {
      approval,
      maskedHolder: maskedName(row.name),
      stationCode: row.station_code,
      item: item?.officialName ?? { 'zh-CN': row.kind, en: row.kind },
      purpose: purpose?.name ?? { 'zh-CN': row.purpose, en: row.purpose },
      deadline:
        approval.state === 'pending'
          ? {
              usedWorkingDays: used,
              limitWorkingDays: row.limit_working_days,
              light: deadlineStanding(
                { dueOn: approval.dueOn, limitWorkingDays: row.limit_working_days, state: 'in-review' },
                today,
                calendar,
              ).light,
            }
          : null,
    };
  });
  const counts = Object.fromEntries(counted.map((row) => [row.state, row.count]));
  return { ...pageOf(listed, page, counts[state] ?? 0), counts };
};
