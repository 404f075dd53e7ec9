/** Makes wrong guesses slow, without holding up what is right. */
export interface SlowDown {
  /** Waits a moment; `full` at once when too many wait already. */
  wait(): Promise<'waited' | 'full'>;
}

/** How long each waits, milliseconds, and how many at a time. */
const pause = 1_000;
const waitingAtMost = 50;

/** @param after calls back once after so many milliseconds */
export const createSlowDown = (after: (milliseconds: number, callback: () => void) => unknown): SlowDown => {
  let waiting = 0;
  return {
    async wait() {
      if (waiting >= waitingAtMost) {
        return 'full';
      }
      waiting += 1;
      await new Promise<void>((resolve) => {
        after(pause, resolve);
      });
      waiting -= 1;
      return 'waited';
    },
  };
};
