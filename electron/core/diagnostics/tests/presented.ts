import type { Clock } from '../../../../drivers/device/clock.ts';
import type { RunTest, TestFinding } from './device-test-types.ts';

/** Somebody at the kiosk lays a card or holds a code; longer than that nobody looks for one. */
export const presentWithinMilliseconds = 30_000;

/**
 * A test that waits until something is presented. `begin` has the device look for it and returns the way to end that;
 * `missed` is the detail where nothing comes in time.
 */
export const awaitPresented =
  (options: {
    readonly clock: Pick<Clock, 'after'>;
    readonly missed: string;
    readonly begin: (tell: (finding: TestFinding) => void) => () => void;
  }): RunTest =>
  (signal) =>
    new Promise((resolve) => {
      let isOver = false;
      let stop = (): void => undefined;
      const end = (finding: TestFinding): void => {
        if (isOver) return;
        isOver = true;
        cancelWait();
        stop();
        signal.removeEventListener('abort', abandon);
        resolve(finding);
      };
      const abandon = (): void => end({ outcome: 'failed', detail: 'cancelled' });
      const cancelWait = options.clock.after(presentWithinMilliseconds, () =>
        end({ outcome: 'failed', detail: options.missed }),
      );
      stop = options.begin(end);
      signal.addEventListener('abort', abandon);
      if (signal.aborted) abandon();
    });
