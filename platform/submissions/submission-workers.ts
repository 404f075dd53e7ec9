import type { FastifyBaseLogger } from 'fastify';
import { failureFields } from '../store/failure-fields.ts';
import { purgeOrphanedChunks } from './material-chunks.ts';
import { type OpeningContext, openWaiting } from './open-applications.ts';
import { openReplies } from './open-replies.ts';

/** The platform's time with a timer, passed in so that tests move it by hand. */
export interface WorkerClock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls back once after so many milliseconds; the function that comes back cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** What the workers need of the platform. */
export interface WorkerContext extends OpeningContext {
  readonly clock: WorkerClock;
  /** When a kiosk last handed something in, milliseconds since the Unix epoch. */
  readonly lastSubmissionAt: () => number;
  readonly logger: Pick<FastifyBaseLogger, 'error'>;
}

export interface SubmissionWorkers {
  /** Starts no more work and waits for what is under way. */
  stop(): Promise<void>;
}

/** Pause between two runs, milliseconds. */
const openingInterval = 1_000;
const purgeInterval = 3_600_000;

/** Opening gives way to kiosks: while they hand in, so many a run; when they were silent this long, all that waits. */
const silence = 1_000;
const openedWhileBusy = 50;

/** Does `work` every `interval` milliseconds, never twice at once; a failure is logged and the next run comes all the same. */
const repeat = (
  { clock, logger }: Pick<WorkerContext, 'clock' | 'logger'>,
  { name, interval, work }: { name: string; interval: number; work: () => Promise<unknown> },
): SubmissionWorkers => {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let cancel = (): void => undefined;

  const run = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      logger.error({ worker: name, ...failureFields(error) }, 'worker failed');
    }
    schedule();
  };
  const schedule = (): void => {
    if (!isStopped) {
      cancel = clock.after(interval, () => {
        running = run();
      });
    }
  };

  schedule();
  return {
    async stop() {
      isStopped = true;
      cancel();
      await running;
    },
  };
};

/** Starts opening what waits, every second, and purging orphaned chunks, every hour. */
export const startSubmissionWorkers = (context: WorkerContext): SubmissionWorkers => {
  const { clock, database, lastSubmissionAt } = context;
  const isSilent = (): boolean => clock.now() - lastSubmissionAt() >= silence;
  const workers = [
    repeat(context, {
      name: 'open-applications',
      interval: openingInterval,
      work: () =>
        openWaiting(context, ({ opened, unreadable }) => isSilent() || opened + unreadable < openedWhileBusy),
    }),
    repeat(context, { name: 'open-replies', interval: openingInterval, work: () => openReplies(context) }),
    repeat(context, {
      name: 'purge-orphaned-chunks',
      interval: purgeInterval,
      work: () => purgeOrphanedChunks(database, clock.now()),
    }),
  ];
  return {
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
    },
  };
};
