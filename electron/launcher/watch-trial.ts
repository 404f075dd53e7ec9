import type { Clock } from '../../drivers/device/clock.ts';
import { rollBack, takeUpRequest } from '../update/choose-start.ts';
import type { LauncherState } from '../update/launcher-state.ts';
import type { UpdateRequest } from '../update/update-request.ts';

/** How often the launcher looks whether the version on trial has said how it is. */
export const lookMilliseconds = 1_000;

/**
 * So long a version on trial may say nothing at all: a database has to be copied and migrated, and the core gives itself two
 * minutes after that. Whatever hangs by then is ended from outside.
 */
export const silentForMilliseconds = 300_000;

/** A core that serves somebody says so every ten seconds: what it said is good for three times as long. */
export const servingForMilliseconds = 30_000;

/**
 * So long the launcher waits for a visit to end. Nobody is cut off by it who is there: a visit without a touch ends by itself within
 * minutes, and one of this length is a core that says the wrong thing.
 */
export const waitsForVisitMilliseconds = 3_600_000;

/**
 * Watches a version on trial while it runs: takes up what its core says of it, and has it ended when it says nothing –
 * while somebody is served, not before they have gone. `keep` makes a new state count. The returned function ends the watch.
 */
export const watchTrial = (
  started: LauncherState,
  options: {
    readonly request: () => UpdateRequest | null;
    readonly keep: (state: LauncherState) => void;
    readonly end: () => void;
    readonly clock: Clock;
  },
): (() => void) => {
  const { clock } = options;
  const startedAt = clock.monotonic();
  let cancel = (): void => undefined;
  let serving = { id: '', saidAt: Number.NEGATIVE_INFINITY };
  const isTooLong = (request: UpdateRequest | null): boolean => {
    const monotonic = clock.monotonic();
    if (request?.kind === 'serving' && request.id !== serving.id)
      serving = { id: request.id, saidAt: monotonic };
    const isServing = monotonic - serving.saidAt < servingForMilliseconds;
    return monotonic - startedAt >= (isServing ? waitsForVisitMilliseconds : silentForMilliseconds);
  };
  const look = (): void => {
    const now = Math.round(clock.now());
    const request = options.request();
    const state = takeUpRequest(started, request, now);
    if (state.trial === null) {
      options.keep(state);
      return;
    }
    if (isTooLong(request)) {
      options.keep(rollBack(state, 'no-verdict', now));
      options.end();
      return;
    }
    cancel = clock.after(lookMilliseconds, look);
  };
  cancel = clock.after(lookMilliseconds, look);
  return () => cancel();
};
