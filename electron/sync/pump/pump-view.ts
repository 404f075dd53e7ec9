import type { OutboxCounts } from '../../../db/stores/outbox.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import { tellEveryMilliseconds } from './limits.ts';
import type { PumpStore } from './ports.ts';
import type { Breaker, PumpState } from './pump-machine.ts';
import type { UploadProgress, UploadTurns } from './upload-turns.ts';

/** How the queue stands, for staff and for the platform's health report. Counts and times only. */
export interface PumpView extends OutboxCounts {
  /** Messages on their way at this moment. */
  readonly inFlight: number;
  /** When the platform last gave a genuine answer to the pump, by the platform's clock; null since the start: never. */
  readonly lastContactAt: number | null;
  readonly breaker: Breaker;
  /** Why the last exchange failed, as a code; null since one was answered. */
  readonly problem: string | null;
  /** When something is tried again, by the platform's clock; null: at once, or nothing waits. */
  readonly nextAttemptAt: number | null;
  /** Chunks of the materials that are going up. */
  readonly uploading: UploadProgress | null;
}

/** Puts the view together on demand, and tells of changes at a bearable rate: the first at once, then the last of many. */
export const createPumpView = (options: {
  readonly store: PumpStore;
  readonly clock: Clock;
  readonly turns: UploadTurns;
  readonly now: () => number;
  readonly read: () => {
    readonly state: PumpState;
    readonly inFlight: number;
    readonly lastContactAt: number | null;
    /** Milliseconds from now. */
    readonly waitsUntil: number | null;
  };
}) => {
  const { store, clock, turns } = options;
  const listeners = new Set<() => void>();
  let known: OutboxCounts = { pending: 0, refused: 0, oldestPendingAt: null };
  let cancel: (() => void) | null = null;
  let again = false;

  const tell = (): void => {
    again = false;
    cancel = clock.after(tellEveryMilliseconds, () => {
      cancel = null;
      if (again) tell();
    });
    for (const listener of listeners) listener();
  };

  return {
    current: (): PumpView => {
      const { state, inFlight, lastContactAt, waitsUntil } = options.read();
      const now = options.now();
      const found = store.read(({ outbox }) => ({
        counts: outbox.counts(),
        uploading: turns.progress(outbox, now),
      }));
      if (found.ok) known = found.value.counts;
      return {
        ...known,
        inFlight,
        lastContactAt,
        breaker: state.breaker,
        problem: state.problem,
        nextAttemptAt: waitsUntil === null || waitsUntil === 0 ? null : now + waitsUntil,
        uploading: found.ok ? found.value.uploading : null,
      };
    },
    onChange: (listener: () => void): void => {
      listeners.add(listener);
    },
    changed: (): void => {
      if (cancel) again = true;
      else tell();
    },
    stop: (): void => {
      cancel?.();
      cancel = null;
      listeners.clear();
    },
  };
};
