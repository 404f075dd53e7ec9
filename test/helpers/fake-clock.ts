import type { Clock } from '../../drivers/device/clock.ts';

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /**
   * Moves time on by `milliseconds`, firing what falls due in order of time. Between two timers the microtask and
   * immediate queues are drained, so that promises which a timer resolved can set the next one.
   */
  advance(milliseconds: number): Promise<void>;
  /** Sets the wall clock without moving the monotonic one, as an administrator or NTP would. */
  jumpTo(now: number): void;
  /** Timers still waiting. */
  pending(): number;
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A fake clock that starts at `start` (milliseconds since the epoch; 2026-11-20T08:00:00Z unless told). */
export const createFakeClock = (start = Date.UTC(2026, 10, 20, 8)): FakeClock => {
  let monotonic = 0;
  let wallOffset = start;
  let order = 0;
  const timers = new Set<Timer>();

  const nextDue = (until: number): Timer | undefined =>
    [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due || a.order - b.order)[0];

  return {
    now: () => wallOffset + monotonic,
    monotonic: () => monotonic,
    after(milliseconds, callback) {
      const timer: Timer = { due: monotonic + Math.max(0, milliseconds), order: order++, callback };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    async advance(milliseconds) {
      const until = monotonic + milliseconds;
      await settle();
      for (let timer = nextDue(until); timer; timer = nextDue(until)) {
        timers.delete(timer);
        monotonic = timer.due;
        timer.callback();
        await settle();
      }
      monotonic = until;
    },
    jumpTo(now) {
      wallOffset = now - monotonic;
    },
    pending: () => timers.size,
  };
};
