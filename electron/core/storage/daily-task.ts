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
 * Between two runs of this process the monotonic clock counts. A wall clock serves only for `passed`, which is asked at
 * the start alone: what was last done in the future, by a clock that was wrong, counts as never done.
 */
export const createDailyTask = (options: {
  readonly clock: Clock;
  readonly firstMilliseconds: number;
  readonly everyMilliseconds: number;
  readonly againMilliseconds: number;
  /** Milliseconds since it was last done; null when that is not known. */
  readonly passed: () => number | null;
  /** Whether it came out well. */
  readonly run: () => Promise<boolean>;
}): DailyTask => {
  const { clock, firstMilliseconds, everyMilliseconds, againMilliseconds, passed, run } = options;
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
      const before = passed();
      const left = before === null || before < 0 ? 0 : Math.max(0, everyMilliseconds - before);
      dueAt = clock.monotonic() + Math.max(firstMilliseconds, left);
      cancel = clock.after(firstMilliseconds, () => void look());
    },
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
