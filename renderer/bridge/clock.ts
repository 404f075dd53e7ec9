/** Time as the renderer sees it; passed in, so that tests move it by hand. */
export interface RendererClock {
  /** Wall-clock time in milliseconds since the Unix epoch, for the clock in the header. */
  now(): number;
  /** Monotonic time in milliseconds from an arbitrary origin, for everything that is measured or counted down. */
  monotonic(): number;
  /** Calls `callback` once after `milliseconds`; the returned function cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: RendererClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
