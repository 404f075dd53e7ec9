import type { AuditActor } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import { type Ambience, ambienceSchema, usualAmbience } from '../../contract/ambience/ambience.ts';
import type { Recorded } from '../session/print-records.ts';

/** What staff have set, as it lies in `station_state`. */
export interface KeptAmbience {
  current(): Ambience;
  /** Keeps it with its audit entry, which names what is different. */
  change(actor: AuditActor, next: Ambience): Recorded;
}

const parseKept = (value: string | undefined): Ambience => {
  if (value === undefined) return usualAmbience;
  try {
    return ambienceSchema.parse(JSON.parse(value));
  } catch {
    return usualAmbience;
  }
};

const differences = (before: Ambience, next: Ambience): Readonly<Record<string, string | number>> => {
  const old = new Map<string, string | number>(Object.entries(before));
  return Object.fromEntries(Object.entries(next).filter(([name, value]) => old.get(name) !== value));
};

export const createKeptAmbience = (database: Pick<KioskDatabase, 'transaction' | 'read'>): KeptAmbience => {
  const found = database.read(({ stationState }) => stationState.find('ambience'));
  let ambience = parseKept(found.ok ? found.value : undefined);
  return {
    current: () => ambience,
    change: (actor, next) => {
      const kept = database.transaction(({ stationState, audit }) => {
        stationState.keep({ name: 'ambience', value: JSON.stringify(next) });
        audit.append({ actor, action: 'kiosk.ambience-set', details: differences(ambience, next) });
        return { ok: true };
      });
      if (kept.ok) ambience = next;
      return kept;
    },
  };
};
