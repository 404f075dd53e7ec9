import type { PageFailure } from './out-of-service-page.ts';
import type { Timers } from './timers.ts';

/** The first load after the start may have a cold disk beneath it; from then on everything is in memory. */
export const firstLoadWithinMilliseconds = 20_000;
export const loadWithinMilliseconds = 5_000;

/** A page that fails again within this time of its last failure is loaded after a growing pause: it would fill the log and the machine. */
export const calmAfterMilliseconds = 10_000;
export const reloadPausesMilliseconds = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000] as const;

export interface PageLoader {
  /** The kiosk's page has loaded. */
  loaded(): void;
  /** The page is not to be gone on with. A page that dies while it loads is told twice; the second is not heard. */
  failed(failure: PageFailure): void;
  stop(): void;
}

/**
 * Loads the page, now and after each failure: at once after the first, later and later when failures follow one another.
 * In such a pause the screen says that the kiosk is out of service (`showOutOfService`).
 */
export const createPageLoader = (options: {
  readonly load: () => void;
  /** It loads for so long that it is to be ended; `failed` is to follow. */
  readonly onTooLong: () => void;
  readonly showOutOfService: (failure: PageFailure) => void;
  readonly timers: Timers;
}): PageLoader => {
  const { timers } = options;
  let loadedOnce = false;
  let failures = 0;
  let lastFailure = Number.NEGATIVE_INFINITY;
  let pausing = false;
  let cancelWatch = (): void => undefined;
  let cancelPause = (): void => undefined;

  const load = (): void => {
    const within = loadedOnce ? loadWithinMilliseconds : firstLoadWithinMilliseconds;
    cancelWatch = timers.after(within, options.onTooLong);
    options.load();
  };
  const failed = (failure: PageFailure): void => {
    cancelWatch();
    if (pausing) return;
    const now = timers.monotonic();
    failures = now - lastFailure > calmAfterMilliseconds ? 0 : failures + 1;
    const pause = reloadPausesMilliseconds[Math.min(failures, reloadPausesMilliseconds.length - 1)] ?? 0;
    // Counted from the end of the pause: a page that dies at once after a long one is not calm.
    lastFailure = now + pause;
    pausing = true;
    if (pause > 0) options.showOutOfService(failure);
    cancelPause = timers.after(pause, () => {
      pausing = false;
      load();
    });
  };
  load();
  return {
    loaded: () => {
      loadedOnce = true;
      cancelWatch();
    },
    failed,
    stop: () => {
      cancelWatch();
      cancelPause();
    },
  };
};
