import { deadlineOf } from '../applications/course-deadline.ts';
import { transitions } from '../applications/course-machine.ts';
import { type StepRow, stepsOfAll } from '../applications/course-rows.ts';
import type { PlatformClock } from '../clock.ts';
import type { Catalogue } from '../contract/catalogue.ts';
import type { CourseDeadline, CourseState } from '../contract/course.ts';
import type { DataVerification } from '../contract/data-verification.ts';
import { maskedName } from '../contract/masked-name.ts';
import type { WorkingCalendar } from '../contract/working-days.ts';
import { standingOf } from '../credit/credit-standing.ts';
import { courseItem } from '../library/course-item.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { type Page, pageOf, rowsOfPage } from './paging.ts';

export const verificationStandings = ['open', 'waiting', 'asked', 'ended'] as const;
/**
 * `open`: a clerk decides; `waiting`: a part of a package that is decided once others are granted; `asked`: the applicant was asked
 * for corrections; `ended`: it was accepted, or not, or went on.
 */
export type VerificationStanding = (typeof verificationStandings)[number];

/** What a kiosk wrote down of a check, beside what the register says for that time. */
export interface ComparedVerification extends Pick<DataVerification, 'check' | 'source' | 'checkedAt'> {
  readonly entered: DataVerification['result'];
  readonly found: DataVerification['result'];
  /** It says to have been asked after the application was filed: nobody was asked then. */
  readonly isAfterFiling: boolean;
}

/** An application whose verification differs; of the applicant a masked name alone. */
export interface ListedVerification {
  readonly receiptNumber: string;
  readonly stationCode: string;
  /** In words; the item's code where the catalogue has none any more. */
  readonly item: { readonly 'zh-CN': string; readonly en: string };
  /** Code of the department that decides; null where the item is known no more. */
  readonly department: string | null;
  readonly state: CourseState | 'not-opened';
  /** Position of the last step of its course, for whoever takes the next. */
  readonly position: number;
  /** What was asked, and when the applicant answered, where that was the last step; what the answer says is told on request alone. */
  readonly answered: { readonly asked: string; readonly answeredAt: number } | null;
  readonly filedAt: number;
  readonly maskedApplicant: string;
  /** Those that differ; all of them where the register agrees by now. */
  readonly verifications: readonly ComparedVerification[];
  readonly agreesNow: boolean;
  readonly deadline: CourseDeadline | null;
}

export interface VerificationList extends Page<ListedVerification> {
  readonly counts: Readonly<Record<VerificationStanding, number>>;
}

interface VerificationListContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly catalogue: Catalogue;
  readonly calendar: WorkingCalendar;
}

/** States from which a clerk accepts, refuses, or asks for corrections. */
const decidable: readonly string[] = transitions.accepted.from;

const standingFor = (state: string): VerificationStanding => {
  if (decidable.includes(state)) return 'open';
  if (state === 'waiting') return 'waiting';
  return state === 'corrections-asked' ? 'asked' : 'ended';
};

/** Looks up again what was checked, as of then, and leaves out what agrees, unless everything does. */
const compared = async (
  database: PlatformDatabase,
  idNumber: string,
  filedAt: number,
  verifications: readonly DataVerification[],
): Promise<Pick<ListedVerification, 'verifications' | 'agreesNow'>> => {
  const looked = await Promise.all(
    verifications.map(async ({ check, source, checkedAt, result: entered }) => {
      const { standing: found } = await standingOf(database, idNumber, checkedAt);
      return { check, source, checkedAt, entered, found, isAfterFiling: checkedAt > filedAt };
    }),
  );
  const differing = looked.filter(({ entered, found, isAfterFiling }) => entered !== found || isAfterFiling);
  const agreesNow = differing.length === 0;
  return { verifications: agreesNow ? looked : differing, agreesNow };
};

/** What was asked and when it was answered, where nothing has happened since. */
const answeredOf = (steps: readonly StepRow[]): ListedVerification['answered'] => {
  const last = steps.at(-1);
  if (last?.step !== 'corrected') return null;
  const asked = steps.findLast(({ step }) => step === 'corrections-asked')?.detail?.reason ?? '';
  return { asked, answeredAt: last.happenedAt.getTime() };
};

/** Applications of which a check says something else than the registers (`verification-differs`), the oldest first. */
export const listVerifications = async (
  { database, clock, catalogue, calendar }: VerificationListContext,
  { page, standing }: { readonly page: number; readonly standing: VerificationStanding },
): Promise<VerificationList> => {
  const differing = database
    .selectFrom('applications')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('application_findings')
          .select('name')
          .whereRef('application_findings.receipt_number', '=', 'applications.receipt_number')
          .where('rule', '=', 'verification-differs'),
      ),
    );
  const counted = await differing
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  const counts = { open: 0, waiting: 0, asked: 0, ended: 0 };
  for (const { state, count } of counted) counts[standingFor(state)] += Number(count);
  const states = counted.map(({ state }) => state).filter((state) => standingFor(state) === standing);
  if (states.length === 0) return { ...pageOf([], page, 0), counts };
  const rows = await differing
    .innerJoin('application_contents', 'application_contents.receipt_number', 'applications.receipt_number')
    .select(['applications.receipt_number', 'station_code', 'item', 'state', 'filed_at', 'content'])
    .where('state', 'in', states)
    .orderBy('filed_at')
    .orderBy('applications.receipt_number')
    .limit(rowsOfPage)
    .offset(page * rowsOfPage)
    .execute();
  const steps = await stepsOfAll(
    database,
    rows.map(({ receipt_number }) => receipt_number),
  );
  const listed = await Promise.all(
    rows.map(async (row): Promise<ListedVerification> => {
      const { applicant, verifications = [] } = row.content;
      const filedAt = row.filed_at.getTime();
      const item = catalogue.applications.find(({ code }) => code === row.item);
      const taken = steps.get(row.receipt_number) ?? [];
      return {
        receiptNumber: row.receipt_number,
        stationCode: row.station_code,
        item: item?.everydayName ?? { 'zh-CN': row.item, en: row.item },
        department: (await courseItem(database, row.item))?.department ?? null,
        state: row.state,
        position: taken.at(-1)?.position ?? 0,
        answered: answeredOf(taken),
        filedAt,
        maskedApplicant: maskedName(applicant.name),
        ...(await compared(database, applicant.idNumber, filedAt, verifications)),
        deadline: deadlineOf(taken, calendar, clock.now()),
      };
    }),
  );
  return { ...pageOf(listed, page, counts[standing]), counts };
};
