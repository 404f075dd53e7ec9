import type { NewAuditEntry } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { Log } from '../log/core-log.ts';
import type { SetupState } from './setup-state.ts';

/** Nobody has signed in at a first visit: it is a technician, by the code of the centre. */
const actor = { kind: 'technician', pseudonym: null } as const;

/** Keeps how far the first visit has come, with an entry of the audit log where something was done. */
export const createSetupRecord = (database: Pick<KioskDatabase, 'transaction'>, log: Log) => ({
  /** @returns whether it is on the disk */
  keep: (state: SetupState | null, entry: Omit<NewAuditEntry, 'actor'> | null): boolean => {
    const kept = database.transaction(({ stationState, audit }) => {
      stationState.keep({ name: 'setup', value: JSON.stringify(state) });
      if (entry !== null) audit.append({ actor, ...entry });
      return { ok: true };
    });
    if (!kept.ok) log.error('not-recorded', { action: entry?.action ?? 'setup', reason: kept.reason });
    return kept.ok;
  },
});
