import { createVisitJournal, type VisitJournal } from '../../electron/core/session/visit-journal.ts';
import type { AuditEntry } from '../../db/audit-chain.ts';
import type { KioskDatabase } from '../../db/connection.ts';
import { idOf, openTestDatabase, type TestDatabase } from './database.ts';
import { lin } from './visit.ts';

export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const visitId = '019a9c00-0000-7000-8000-0000000000a1';

/** The platform's clock of the tests: 2026-11-20T08:00:07Z, seven seconds ahead of the machine's. */
export const platformNow = Date.UTC(2026, 10, 20, 8, 0, 7);

/** A journal on a database, whose messages have the keys of `idOf(9001)`, `idOf(9002)`… */
export const createTestJournal = (database: KioskDatabase): VisitJournal => {
  let message = 9_000;
  return createVisitJournal(database, silentLog, {
    newKey: () => idOf(++message),
    platformTime: { now: () => platformNow },
  });
};

export interface JournalWorld {
  readonly database: TestDatabase;
  readonly journal: VisitJournal;
  /** Actions in the audit log, oldest first, with their reasons. */
  audit(): readonly string[];
}

/** A journal on a real database, in a visit of the synthetic 林晓岚 who has been identified. */
export const createJournalWorld = (): JournalWorld => {
  const database = openTestDatabase();
  const journal = createTestJournal(database.current());
  journal.beginVisit(visitId, { locale: 'zh-CN', elderMode: false });
  journal.identified(visitId, lin);
  return {
    database,
    journal,
    audit: () =>
      database.read(({ audit }) => {
        const entries: AuditEntry[] = [];
        for (let sequence = 1; sequence <= audit.head().sequence; sequence += 1) {
          const entry = audit.find(sequence);
          if (entry) entries.push(entry);
        }
        return entries.map(({ action, reason }) => (reason === null ? action : `${action} (${reason})`));
      }),
  };
};
