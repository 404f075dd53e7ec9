import type { Clock } from '../../drivers/device/clock.ts';

/** A clock that remembers when somebody waited by it. */
export interface WatchedWaits extends Clock {
  /** Milliseconds between two moments (monotonic) in which somebody waited. One wait at a time is expected. */
  waitedWithin(from: number, to: number): number;
  forget(): void;
}

interface Wait {
  readonly start: number;
  /** Infinity while it goes on. */
  end: number;
}

/** Wraps a clock. */
export const watchWaits = (clock: Clock): WatchedWaits => {
  let waits: Wait[] = [];
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after(milliseconds, callback) {
      const wait: Wait = { start: clock.monotonic(), end: Number.POSITIVE_INFINITY };
      waits.push(wait);
      const end = (): void => {
        wait.end = Math.min(wait.end, clock.monotonic());
      };
      const cancel = clock.after(milliseconds, () => {
        end();
        callback();
      });
      return () => {
        end();
        cancel();
      };
    },
    waitedWithin: (from, to) =>
      waits.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0),
    forget() {
      waits = waits.filter(({ end }) => end === Number.POSITIVE_INFINITY);
    },
  };
};
