import type { Clock } from '../device/clock.ts';

/** Resolves after `milliseconds` on the given clock, or as soon as one of the signals is aborted. */
export const interruptiblePause = (
  clock: Clock,
  milliseconds: number,
  signals: readonly AbortSignal[],
): Promise<void> =>
  new Promise((resolve) => {
    if (signals.some((signal) => signal.aborted)) {
      resolve();
      return;
    }
    const end = (): void => {
      cancel();
      for (const signal of signals) {
        signal.removeEventListener('abort', end);
      }
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    for (const signal of signals) {
      signal.addEventListener('abort', end, { once: true });
    }
  });
