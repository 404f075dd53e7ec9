import type { CorePort } from '../bridge/core-port.ts';

/** A window that nobody can see draws no frames. */
const atTheLatestMilliseconds = 1_000;

/** Calls `painted` once: when the first snapshot has been painted, or a moment after it came where nothing is. */
export const afterFirstScreen = (
  core: Pick<CorePort, 'state' | 'subscribe'>,
  host: Pick<Window, 'requestAnimationFrame' | 'setTimeout'>,
  painted: () => void,
): void => {
  let done = false;
  const once = (): void => {
    if (!done) painted();
    done = true;
  };
  const unsubscribe = core.subscribe(() => {
    if (core.state().view.kind !== 'snapshot') return;
    unsubscribe();
    host.setTimeout(once, atTheLatestMilliseconds);
    // The frame is on the screen when the next one begins.
    host.requestAnimationFrame(() => host.requestAnimationFrame(once));
  });
};
