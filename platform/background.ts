import type { Logger } from 'pino';
import type { ApiContext } from './api/context.ts';
import { releaseWaiting } from './applications/release-waiting.ts';
import { timeOutOverdue } from './applications/time-out.ts';
import { purgeAppointments } from './appointments/retention.ts';
import { loadWorkingCalendar } from './applications/working-days.ts';
import { tendPrepared } from './feed/prepared-documents.ts';
import { purgeIdentityCodes } from './identity-codes/code-register.ts';
import { purgeEnrolmentFailures } from './kiosks/enrol.ts';
import { purgeAuditHeads, purgeEnrolmentCodes } from './kiosks/retention.ts';
import { failureFields } from './store/failure-fields.ts';
import type { Store } from './store/open-store.ts';
import { purgeResults } from './submissions/result-retention.ts';
import { startSubmissionWorkers, type WorkerClock } from './submissions/submission-workers.ts';

/** What the platform does beside answering. */
export interface Background {
  /** Starts no more work and waits for what is under way. */
  stop(): Promise<void>;
}

/** Pause between two rounds of housekeeping, milliseconds. */
const housekeepingInterval = 60_000;
const hour = 3_600_000;
const day = 24 * hour;

/** Something that has to be done now and then. */
interface Chore {
  readonly run: () => Promise<unknown>;
  /** Milliseconds between two times; each round unless told. */
  readonly every?: number;
}

/** Does the chores that are due once a minute; one that fails is logged and tried again at the next round. */
const startHousekeeping = (
  chores: Readonly<Record<string, Chore>>,
  { now, after }: WorkerClock,
  logger: Pick<Logger, 'error'>,
): Background => {
  let isStopped = false;
  let round: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;
  const doneAt = new Map<string, number>();

  const isDue = (chore: string, every: number): boolean =>
    Math.abs(now() - (doneAt.get(chore) ?? Number.NEGATIVE_INFINITY)) >= every;

  const work = async (): Promise<void> => {
    for (const [chore, { run, every = 0 }] of Object.entries(chores)) {
      if (isStopped) {
        return;
      }
      if (!isDue(chore, every)) {
        continue;
      }
      try {
        await run();
        doneAt.set(chore, now());
      } catch (error) {
        logger.error({ chore, ...failureFields(error) }, 'chore failed');
      }
    }
    schedule();
  };
  const schedule = (): void => {
    if (!isStopped) {
      cancel = after(housekeepingInterval, () => {
        round = work();
      });
    }
  };

  schedule();
  return {
    async stop() {
      isStopped = true;
      cancel();
      await round;
    },
  };
};

/** Starts opening applications, and clearing away what has run out. */
export const startBackground = (
  context: ApiContext,
  { maintain }: Pick<Store, 'maintain'>,
  after: WorkerClock['after'],
  logger: Logger,
): Background => {
  const { database, clock, keyRing, intake, nonces } = context;
  const workerClock: WorkerClock = { now: () => clock.now(), after };
  const workers = startSubmissionWorkers({
    database,
    keyRing,
    clock: workerClock,
    lastSubmissionAt: () => intake.lastSubmissionAt(),
    logger,
  });
  const calendar = loadWorkingCalendar();
  const housekeeping = startHousekeeping(
    {
      'purge-nonces': { run: () => nonces.purge() },
      'purge-enrolment-failures': { run: () => purgeEnrolmentFailures(database, clock) },
      'time-out-applications': { run: () => timeOutOverdue({ database, clock, calendar }) },
      'release-waiting-applications': { run: () => releaseWaiting({ database, clock }) },
      'purge-enrolment-codes': { run: () => purgeEnrolmentCodes(database, clock.now()), every: hour },
      'purge-audit-heads': { run: () => purgeAuditHeads(database, clock.now()), every: hour },
      'purge-submission-results': { run: () => purgeResults(database, clock.now()), every: hour },
      'purge-appointments': { run: () => purgeAppointments(database, clock.now()), every: hour },
      'purge-identity-codes': { run: () => purgeIdentityCodes(database, clock.now()) },
      'tend-prepared-documents': { run: () => tendPrepared({ database, clock, keyRing }) },
      'maintain-store': { run: maintain, every: day },
    },
    workerClock,
    logger,
  );
  return {
    async stop() {
      await Promise.all([workers.stop(), housekeeping.stop()]);
    },
  };
};
