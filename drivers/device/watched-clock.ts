import type { Clock } from './clock.ts';

/** A driver's clock, by which somebody else can tell how the driver is. */
export interface WatchedClock extends Clock {
  /** Whether the driver has set a timer, or one of its timers has fired, since the last call. */
  takePulse(): boolean;
  /** Cancels every timer that the driver has left. */
  cancelAll(): void;
}

/**
 * Wraps a clock for one driver. Everything that a driver does of its own accord it does from a timer, so its timers are
 * its pulse, and what it throws out of one is heard here instead of ending the process.
 */
export const createWatchedClock = (clock: Clock, onThrown: (error: unknown) => void): WatchedClock => {
  const pending = new Set<() => void>();
  let pulse = false;
  return {
    now: () => clock.now(),
    monotonic: () => clock.monotonic(),
    after(milliseconds, callback) {
      pulse = true;
      const cancel = clock.after(milliseconds, () => {
        pending.delete(cancelHere);
        pulse = true;
        try {
          callback();
        } catch (error) {
          onThrown(error);
        }
      });
      const cancelHere = (): void => {
        pending.delete(cancelHere);
        cancel();
      };
      pending.add(cancelHere);
      return cancelHere;
    },
    takePulse() {
      const felt = pulse;
      pulse = false;
      return felt;
    },
    cancelAll() {
      for (const cancel of [...pending]) cancel();
    },
  };
};
