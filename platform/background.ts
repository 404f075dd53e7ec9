import type { Logger } from 'pino';
import type { ApiContext } from './api/context.ts';
import { timeOutOverdue } from './applications/time-out.ts';
import { loadWorkingCalendar } from './applications/working-days.ts';
import { purgeEnrolmentFailures } from './kiosks/enrol.ts';
import { startSubmissionWorkers, type WorkerClock } from './submissions/submission-workers.ts';

/** What the platform does beside answering. */
export interface Background {
  /** Starts no more work and waits for what is under way. */
  stop(): Promise<void>;
}

/** Pause between two rounds of housekeeping, milliseconds. */
const housekeepingInterval = 60_000;

/** Does the chores once a minute; one that fails is logged and tried again at the next round. */
const startHousekeeping = (
  chores: Readonly<Record<string, () => Promise<void>>>,
  after: WorkerClock['after'],
  logger: Pick<Logger, 'error'>,
): Background => {
  let isStopped = false;
  let round: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;

  const work = async (): Promise<void> => {
    for (const [chore, run] of Object.entries(chores)) {
      try {
        await run();
      } catch (error) {
        const { code, stack } = error as { code?: unknown; stack?: unknown };
        logger.error({ chore, code, stack }, 'chore failed');
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
  after: WorkerClock['after'],
  logger: Logger,
): Background => {
  const { database, clock, keyRing, intake, nonces } = context;
  const workers = startSubmissionWorkers({
    database,
    keyRing,
    clock: { now: () => clock.now(), after },
    lastSubmissionAt: () => intake.lastSubmissionAt(),
    logger,
  });
  const calendar = loadWorkingCalendar();
  const housekeeping = startHousekeeping(
    {
      'purge-nonces': () => nonces.purge(),
      'purge-enrolment-failures': () => purgeEnrolmentFailures(database, clock),
      'time-out-applications': async () => {
        await timeOutOverdue({ database, clock, calendar });
      },
    },
    after,
    logger,
  );
  return {
    async stop() {
      await Promise.all([workers.stop(), housekeeping.stop()]);
    },
  };
};
