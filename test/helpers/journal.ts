import { createVisitJournal, type VisitJournal } from '../../electron/core/session/visit-journal.ts';
import type { AuditEntry } from '../../db/audit-chain.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { lin } from './visit.ts';

export const silentLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const visitId = '019a9c00-0000-7000-8000-0000000000a1';

export interface JournalWorld {
  readonly database: TestDatabase;
  readonly journal: VisitJournal;
  /** Actions in the audit log, oldest first, with their reasons. */
  audit(): readonly string[];
}

/** A journal on a real database, in a visit of the synthetic 林晓岚 who has been identified. */
export const createJournalWorld = (): JournalWorld => {
  const database = openTestDatabase();
  const journal = createVisitJournal(database.current(), silentLog);
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
