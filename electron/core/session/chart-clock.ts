import type { Clock } from '../../../drivers/device/clock.ts';

/** The timers of a statechart, on the given clock. */
export interface ChartClock {
  setTimeout(callback: () => void, milliseconds: number): number;
  clearTimeout(timer: number): void;
  /** Nothing is called any more. */
  cancelAll(): void;
}

export const createChartClock = (clock: Pick<Clock, 'after'>): ChartClock => {
  const cancels = new Map<number, () => void>();
  let nextTimer = 1;
  return {
    setTimeout: (callback, milliseconds) => {
      const timer = nextTimer++;
      cancels.set(
        timer,
        clock.after(milliseconds, () => {
          cancels.delete(timer);
          callback();
        }),
      );
      return timer;
    },
    clearTimeout: (timer) => {
      cancels.get(timer)?.();
      cancels.delete(timer);
    },
    cancelAll: () => {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
};
