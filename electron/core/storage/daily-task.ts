import type { Clock } from '../../../drivers/device/clock.ts';

/** Something that is to be done once in a while, also over restarts. */
export interface DailyTask {
  start(): void;
  stop(): void;
}

/** How often is looked whether the time has come: a machine that slept is not a day late. */
const lookEveryMilliseconds = 60_000;

/**
 * Runs a task `firstMilliseconds` after the start if it is due, and again whenever `everyMilliseconds` have passed since
 * it last came out well; after one that did not, `againMilliseconds` later.
 *
 * Between two runs of this process the monotonic clock counts. The wall clock serves only for `last`, which comes from
 * before the start: a time in the future, left by a clock that was wrong, counts as none.
 */
export const createDailyTask = (options: {
  readonly clock: Clock;
  readonly firstMilliseconds: number;
  readonly everyMilliseconds: number;
  readonly againMilliseconds: number;
  /** When it was last done, milliseconds since the Unix epoch; null when that is not known. */
  readonly last: () => number | null;
  /** Whether it came out well. */
  readonly run: () => Promise<boolean>;
}): DailyTask => {
  const { clock, firstMilliseconds, everyMilliseconds, againMilliseconds, last, run } = options;
  let dueAt = 0;
  let stopped = false;
  let cancel = (): void => undefined;

  const look = async (): Promise<void> => {
    if (clock.monotonic() >= dueAt) {
      const done = await run();
      dueAt = clock.monotonic() + (done ? everyMilliseconds : againMilliseconds);
    }
    if (!stopped) cancel = clock.after(lookEveryMilliseconds, () => void look());
  };

  return {
    start: () => {
      const before = last();
      const passed = before === null ? everyMilliseconds : clock.now() - before;
      const left = passed < 0 ? 0 : Math.max(0, everyMilliseconds - passed);
      dueAt = clock.monotonic() + Math.max(firstMilliseconds, left);
      cancel = clock.after(firstMilliseconds, () => void look());
    },
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
