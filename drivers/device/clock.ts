/**
 * Time as devices and core see it. It is passed in everywhere, so that tests move it by hand
 * (`test/helpers/fake-clock.ts`) and nothing waits for real.
 */
export interface Clock {
  /** Wall-clock time in milliseconds since the Unix epoch. May jump; only for records and validity checks. */
  now(): number;
  /** Monotonic time in milliseconds from an arbitrary origin. For gaps, time-outs and measurements. */
  monotonic(): number;
  /** Calls `callback` once after `milliseconds`; the returned function cancels it and may be called twice. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `milliseconds` on the given clock. */
export const pause = (clock: Clock, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    clock.after(milliseconds, resolve);
  });
