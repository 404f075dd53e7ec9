import type { Clock } from '../../drivers/device/clock.ts';
import type { PlatformClient } from './platform-client.ts';

/** How often the platform is asked whether it is there: often while it is not, so that the line is back on the screen soon. */
export const onlineCheckMilliseconds = 10_000;
export const offlineCheckMilliseconds = 2_000;

export type LineState = 'unknown' | 'online' | 'offline';

export interface LineMonitor {
  state(): LineState;
  onChange(listener: (state: LineState) => void): void;
  /** Tells what a real call found out, so that the screen does not lag behind. */
  observed(reachable: boolean): void;
  start(): void;
  stop(): void;
}

/** Watches the line to the platform with its health call. */
export const createLineMonitor = (options: {
  readonly client: Pick<PlatformClient, 'health'>;
  readonly clock: Clock;
}): LineMonitor => {
  let state: LineState = 'unknown';
  let stopped = false;
  let cancel = (): void => undefined;
  const listeners = new Set<(state: LineState) => void>();

  const set = (next: LineState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(next);
  };
  const check = async (): Promise<void> => {
    const outcome = await options.client.health();
    if (stopped) return;
    // A page of somebody else's, as a captive portal gives it, is no line to the platform.
    set(outcome.ok || outcome.reason === 'refused' ? 'online' : 'offline');
    cancel = options.clock.after(
      state === 'online' ? onlineCheckMilliseconds : offlineCheckMilliseconds,
      () => void check(),
    );
  };
  return {
    state: () => state,
    onChange: (listener) => {
      listeners.add(listener);
    },
    observed: (reachable) => set(reachable ? 'online' : 'offline'),
    start: () => void check(),
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
