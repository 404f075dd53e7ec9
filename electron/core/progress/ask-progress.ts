import type { Reply } from '../../../db/stores/replies.ts';
import type { UnitOfWork } from '../../../db/unit-of-work.ts';
import type { ApplicationItem, LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { CoursePromise } from '../../../platform/contract/course.ts';
import {
  type CorrectionRequest,
  listedAtMost,
  type ProgressEntry,
} from '../../../platform/contract/progress.ts';
import type { WorkingCalendar } from '../../../platform/contract/working-days.ts';
import type { PlatformClient } from '../../sync/platform-client.ts';
import type { MyApplication, MyApplications } from '../applications/my-applications.ts';
import { agencyField } from '../agency/act-for-another.ts';
import type { Log } from '../log/core-log.ts';
import { accountOf } from '../session/agency-types.ts';
import { notAnswered } from '../session/not-answered.ts';
import { accountEntry } from '../session/print-records.ts';
import { courseToKeep, type KeptCourse, readKeptCourse } from './known-course.ts';
import type {
  AskedCorrection,
  FiledApplication,
  ProgressServices,
  ProgressSource,
  PromisedPage,
} from './progress-types.ts';
import { runningDeadline } from './running-deadline.ts';

export interface ProgressOptions {
  readonly database: Pick<UnitOfWork, 'transaction' | 'read'>;
  readonly myApplications: MyApplications;
  readonly client: Pick<PlatformClient, 'queryApplications' | 'applicationLight'>;
  /** Tells the line monitor whether the platform was heard. */
  readonly onLine: (heard: boolean) => void;
  readonly platformTime: { now(): number };
  readonly workingDays: () => WorkingCalendar | null;
  readonly applications: () => readonly ApplicationItem[];
  readonly stationCode: string;
  readonly lastContactAt: () => number | null;
  readonly log: Log;
}

type Known = { readonly course: KeptCourse; readonly learnedAt: number } | null;

/** What the line said of a call: an answer of any kind is the platform's, silence is not. */
const failureReason = (reason: string): 'unreachable' | 'refused' =>
  reason === 'refused' ? 'refused' : 'unreachable';

const askedCorrection = (
  receiptNumber: string,
  asked: CorrectionRequest,
  arrived: readonly Pick<Reply, 'key' | 'number' | 'position'>[],
): AskedCorrection => {
  const given = arrived.find(
    ({ number, position }) => number === receiptNumber && position === asked.position,
  );
  return given === undefined || asked.isAnswered ? asked : { ...asked, setAside: given.key };
};

/** Tells residents what became of what they filed: from the platform, and without a line what this kiosk knows. */
export const createProgressServices = (options: ProgressOptions): ProgressServices => {
  const { database, myApplications, client, platformTime, log } = options;

  const around = () => ({ now: platformTime.now(), calendar: options.workingDays() });
  const itemOf = (code: string): ApplicationItem | undefined =>
    options.applications().find((item) => item.code === code);
  const promisedPages = (
    promises: readonly (Pick<CoursePromise, 'material' | 'limitWorkingDays' | 'dueOn'> & {
      readonly isKept: boolean;
      readonly name?: LocalizedText | null;
      readonly isComing?: boolean;
    })[],
    item: ApplicationItem | undefined,
  ): readonly PromisedPage[] =>
    promises
      .map(({ material, dueOn, limitWorkingDays, isKept, name = null, isComing = false }) => {
        const owed = { dueOn, limitWorkingDays, isEstimate: false, waitsFor: 'applicant' } as const;
        const { light, daysLeft } = runningDeadline(owed, 'received', around());
        const known = item?.materials?.find(({ code }) => code === material)?.name;
        return { material, name: known ?? name, dueOn, light, daysLeft, isKept, isComing };
      })
      .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  const isHere = (stationCode: string): boolean =>
    stationCode.toUpperCase() === options.stationCode.toUpperCase();

  const knownOf = (receiptNumber: string): Known => {
    const found = database.read(({ knownCourses }) => knownCourses.find(receiptNumber));
    const course = found.ok && found.value ? readKeptCourse(found.value.course) : null;
    return found.ok && found.value && course ? { course, learnedAt: found.value.learnedAt } : null;
  };

  const fromPlatform = (
    entry: ProgressEntry,
    arrived: readonly Pick<Reply, 'key' | 'number' | 'position'>[],
  ): FiledApplication => ({
    receiptNumber: entry.receiptNumber,
    item: entry.item,
    itemName: itemOf(entry.item)?.everydayName ?? entry.itemName,
    department: itemOf(entry.item)?.department.name ?? entry.department,
    filedElsewhere: isHere(entry.stationCode) ? null : entry.stationCode,
    filedAt: entry.filedAt,
    state: entry.state,
    steps: entry.steps.map(({ step, takenAt, detail }) => ({
      state: step,
      takenAt,
      reason: detail.reason ?? null,
    })),
    deadline: entry.deadline && runningDeadline(entry.deadline, entry.state, around()),
    correction: entry.correction && askedCorrection(entry.receiptNumber, entry.correction, arrived),
    promises: promisedPages(
      entry.promises.map((promise) => ({ ...promise, isKept: promise.handedInAt !== null })),
      itemOf(entry.item),
    ),
    result: entry.result,
    heardAt: null,
  });

  /** What this kiosk knows of an application that was filed here. */
  const fromHere = ({ receiptNumber, item, filedAt, delivery }: MyApplication): FiledApplication => {
    const known = knownOf(receiptNumber);
    const isReceived = delivery === 'received';
    const steps = isReceived
      ? (known?.course.steps.map(([state, takenAt]) => ({ state, takenAt, reason: null })) ?? [])
      : [];
    const last = steps.at(-1);
    const plain = { waiting: 'queued', received: 'received', refused: 'refused' } as const;
    return {
      receiptNumber,
      item,
      itemName: itemOf(item)?.everydayName ?? null,
      department: itemOf(item)?.department.name ?? null,
      filedElsewhere: null,
      filedAt,
      state: last?.state ?? plain[delivery],
      steps,
      deadline:
        known?.course.deadline && last ? runningDeadline(known.course.deadline, last.state, around()) : null,
      correction: null,
      promises: delivery === 'refused' ? [] : promisedPages(known?.course.promises ?? [], itemOf(item)),
      result: null,
      heardAt: steps.length === 0 ? null : (known?.learnedAt ?? null),
    };
  };

  /** Keeps what was heard of applications filed here; what cannot be kept is only not there without a line. */
  const keep = (entries: readonly ProgressEntry[], mine: ReadonlySet<string>, learnedAt: number): void => {
    const own = entries.filter(({ receiptNumber }) => mine.has(receiptNumber));
    if (own.length === 0) return;
    const kept = database.transaction(({ knownCourses }) => {
      for (const entry of own) {
        const { receiptNumber } = entry;
        knownCourses.keep({ receiptNumber, course: courseToKeep(entry), learnedAt: Math.round(learnedAt) });
      }
      return { ok: true };
    });
    if (!kept.ok) log.warn('courses-not-kept', { reason: kept.reason });
  };

  const contactAt = (): number | null => {
    const at = options.lastContactAt();
    return at === null ? null : Math.round(at);
  };

  return {
    askProgress: async ({ visitId, person }) => {
      const recorded = database.transaction(({ audit }) => {
        audit.append(accountEntry(accountOf(person), { action: 'progress.asked', subject: visitId }));
        return { ok: true };
      });
      if (!recorded.ok) return { ok: false, problem: 'could-not-record', staffCode: recorded.reason };
      const mine = myApplications.of(person.pseudonym) ?? [];
      const numbers = mine.map(({ receiptNumber }) => receiptNumber);
      // What arrives while the platform is asked is nothing that it could have set aside.
      const found = database.read(({ replies }) => replies.arrivedCorrections());
      const arrived = found.ok ? found.value : [];
      const asked = await client.queryApplications({
        holder: { name: person.name, sex: person.sex, idNumber: person.idNumber },
        ...agencyField(person),
        assuranceLevel: person.assuranceLevel,
        askedAt: Math.round(platformTime.now()),
        receiptNumbers: numbers.slice(0, listedAtMost),
      });
      options.onLine(asked.ok || asked.reason === 'refused');
      // Whether an agent may is for the platform to say, each time: without its word nothing is told.
      if (!asked.ok && person.agency !== undefined) {
        log.info('progress-not-told-to-agent', { reason: asked.reason });
        return notAnswered(asked);
      }
      const here = mine.map(fromHere);
      if (!asked.ok) {
        log.info('progress-from-kiosk', { reason: asked.reason });
        const reason = failureReason(asked.reason);
        const source: ProgressSource = { from: 'kiosk', reason, lastContactAt: contactAt() };
        return { ok: true, finding: { source, applications: here.slice(0, listedAtMost) } };
      }
      const { applications: entries } = asked.value;
      keep(entries, new Set(numbers), platformTime.now());
      const told = new Set(entries.map(({ receiptNumber }) => receiptNumber));
      const applications = [
        ...entries.map((entry) => fromPlatform(entry, arrived)),
        ...here.filter(({ receiptNumber }) => !told.has(receiptNumber)),
      ].toSorted((one, other) => other.filedAt - one.filedAt);
      const finding = {
        source: { from: 'platform' },
        applications: applications.slice(0, listedAtMost),
      } as const;
      return { ok: true, finding };
    },
    lookUpReceipt: async (receiptNumber) => {
      const recorded = database.transaction(({ audit }) => {
        audit.append({
          actor: { kind: 'resident', pseudonym: null },
          action: 'progress.receipt-looked-up',
          subject: receiptNumber,
        });
        return { ok: true };
      });
      if (!recorded.ok) return { ok: false, problem: 'could-not-record', staffCode: recorded.reason };
      const asked = await client.applicationLight(receiptNumber);
      options.onLine(asked.ok || asked.reason === 'refused');
      if (asked.ok) {
        const { state, since, deadline } = asked.value;
        const found = {
          state,
          since,
          deadline: deadline && runningDeadline(deadline, state, around()),
          heardAt: null,
        };
        return { ok: true, finding: { receiptNumber, found, source: { from: 'platform' } } };
      }
      const filed = myApplications.byReceiptNumber(receiptNumber);
      const known = filed && fromHere(filed);
      const source: ProgressSource =
        asked.reason === 'refused' && asked.problem === 'not-found'
          ? { from: 'platform' }
          : { from: 'kiosk', reason: failureReason(asked.reason), lastContactAt: contactAt() };
      const found = known && {
        state: known.state,
        since: known.steps.at(-1)?.takenAt ?? known.filedAt,
        deadline: known.deadline,
        heardAt: known.heardAt,
      };
      return { ok: true, finding: { receiptNumber, found: found ?? null, source } };
    },
  };
};
