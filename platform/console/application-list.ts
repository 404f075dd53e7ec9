import type { PlatformClock } from '../clock.ts';
import { deadlineOf } from '../applications/course-deadline.ts';
import { endedStates, type KnownPromise, promisesOf } from '../applications/promises.ts';
import { stepsOfAll } from '../applications/course-rows.ts';
import type { WorkingCalendar } from '../contract/working-days.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import { type CourseDeadline, type CourseState, courseStates } from '../contract/course.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { type Page, pageOf, rowsOfPage } from './paging.ts';

/** State of an application as the centre sees it. */
export const listedStates = [...courseStates, 'not-opened'] as const;
export type ListedState = CourseState | 'not-opened';

/** An application in the list: nothing of its applicant. `filedAt` is milliseconds since the Unix epoch. */
export interface ListedApplication {
  readonly receiptNumber: string;
  readonly stationCode: string;
  /** In words; the item's code where the catalogue has none any more. */
  readonly item: { readonly 'zh-CN': string; readonly en: string };
  readonly state: ListedState;
  readonly filedAt: number;
  /** Null when nothing is waited for. */
  readonly deadline: CourseDeadline | null;
  /** What was promised to follow 容缺受理: how much of it is owed, and how much of that is overdue; null where nothing is owed. */
  readonly promises: { readonly owed: number; readonly overdue: number; readonly dueOn: string } | null;
  /** Number of the package with which it was handed in, and what it depends on there; null where it was handed in by itself. */
  readonly package: { readonly number: string; readonly dependsOn: readonly string[] } | null;
}

export interface ApplicationList extends Page<ListedApplication> {
  readonly counts: Readonly<Partial<Record<ListedState, number>>>;
}

interface ApplicationListContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly catalogue: Catalogue;
  readonly calendar: WorkingCalendar;
}

/** What is still owed; of several the day that comes first. */
const owedOf = (promises: readonly KnownPromise[], state: ListedState): ListedApplication['promises'] => {
  const owed = promises.filter(({ handedInAt }) => handedInAt === null);
  const [first] = owed.map(({ dueOn }) => dueOn).toSorted();
  return first === undefined || endedStates.some((ended) => ended === state)
    ? null
    : { owed: owed.length, overdue: owed.filter(({ light }) => light === 'red').length, dueOn: first };
};

/** Applications of a state, the oldest first: in general those are due first. */
export const listApplications = async (
  { database, clock, catalogue, calendar }: ApplicationListContext,
  { page, state }: { readonly page: number; readonly state: ListedState },
): Promise<ApplicationList> => {
  const counted = await database
    .selectFrom('applications')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const rows = await database
    .selectFrom('applications')
    .leftJoin('package_parts', 'package_parts.receipt_number', 'applications.receipt_number')
    .select(['applications.receipt_number', 'station_code', 'item', 'state', 'filed_at'])
    .select(['package_parts.package_number', 'package_parts.depends_on'])
    .where('state', '=', state)
    .orderBy('filed_at')
    .orderBy('applications.receipt_number')
    .limit(rowsOfPage)
    .offset(page * rowsOfPage)
    .execute();
  const numbers = rows.map(({ receipt_number }) => receipt_number);
  const steps = await stepsOfAll(database, numbers);
  const promises = await promisesOf({ database, calendar }, numbers, clock.now());
  const nameOf = (code: string): ListedApplication['item'] =>
    catalogue.applications.find((item) => item.code === code)?.everydayName ?? { 'zh-CN': code, en: code };
  const counts = Object.fromEntries(counted.map((row) => [row.state, row.count]));
  const listed = rows.map((row) => ({
    receiptNumber: row.receipt_number,
    stationCode: row.station_code,
    item: nameOf(row.item),
    state: row.state,
    filedAt: row.filed_at.getTime(),
    package:
      row.package_number === null ? null : { number: row.package_number, dependsOn: row.depends_on ?? [] },
    promises: owedOf(promises.get(row.receipt_number) ?? [], row.state),
    deadline: deadlineOf(steps.get(row.receipt_number) ?? [], calendar, clock.now()),
  }));
  return { ...pageOf(listed, page, counts[state] ?? 0), counts };
};
