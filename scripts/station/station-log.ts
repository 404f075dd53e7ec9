import type { EventSource, StationEvent } from './station-contract.ts';

/** What a dock can show; older events are of no use to anybody. */
const eventsKept = 200;

export interface StationLog {
  report(source: EventSource, code: string, detail?: string): void;
  events(): readonly StationEvent[];
  /** Calls `listener` with each event; returns the way to stop it. */
  onEvent(listener: (event: StationEvent) => void): () => void;
}

/** The station's memory of what happened. */
export const createStationLog = (now: () => number): StationLog => {
  const events: StationEvent[] = [];
  const listeners = new Set<(event: StationEvent) => void>();
  let sequence = 0;
  return {
    report(source, code, detail = '') {
      sequence += 1;
      const event: StationEvent = { sequence, at: now(), source, code, detail };
      events.push(event);
      if (events.length > eventsKept) events.shift();
      for (const listener of [...listeners]) listener(event);
    },
    events: () => [...events],
    onEvent(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
};
