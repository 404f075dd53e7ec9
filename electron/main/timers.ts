/** The shell's clock: milliseconds that only grow, and what is to be done later. */
export interface Timers {
  /** Calls back once; returns the way to cancel it. */
  after(milliseconds: number, callback: () => void): () => void;
  monotonic(): number;
}

/** The real ones. */
export const systemTimers: Timers = {
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  monotonic: () => performance.now(),
};
