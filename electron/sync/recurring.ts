import type { Clock } from '../../drivers/device/clock.ts';

/** Work that comes again: never twice at once, and the next time is decided when it is done. */
export interface Recurring {
  /** Runs at once; while it runs, once more afterwards. */
  now(): void;
  /** Resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** `work` returns in how many milliseconds it wants to run again. It never rejects. */
export const createRecurring = (clock: Clock, work: () => number | Promise<number>): Recurring => {
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  let cancel = (): void => undefined;

  const run = async (): Promise<void> => {
    const wait = await work();
    running = null;
    if (stopped) return;
    if (again) now();
    else cancel = clock.after(wait, now);
  };
  const now = (): void => {
    cancel();
    again = running !== null;
    if (stopped || running !== null) return;
    running = run();
  };
  return {
    now,
    stop: async () => {
      stopped = true;
      cancel();
      await running;
    },
  };
};
