/** Remembers that a server does not answer, so that not everybody waits to find out (circuit breaker). */
export interface LineBreaker {
  /**
   * - `pass`: the server answered when it was last asked
   * - `probe`: this caller finds out for all, and says what came of it
   * - `refuse`: it did not answer a moment ago, or another is finding out
   */
  enter(): 'pass' | 'probe' | 'refuse';
  failed(): void;
  answered(): void;
}

/** Pause between two probes, milliseconds. */
const probeInterval = 1_000;

/** @param monotonic milliseconds of a clock that is never set */
export const createLineBreaker = (monotonic: () => number): LineBreaker => {
  /** When the next probe may go; undefined while the server answers. */
  let probeAt: number | undefined;
  let isProbing = false;
  return {
    enter() {
      if (probeAt === undefined) {
        return 'pass';
      }
      if (isProbing || monotonic() < probeAt) {
        return 'refuse';
      }
      isProbing = true;
      return 'probe';
    },
    failed() {
      isProbing = false;
      probeAt = monotonic() + probeInterval;
    },
    answered() {
      isProbing = false;
      probeAt = undefined;
    },
  };
};
