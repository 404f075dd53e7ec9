import BetterSqlite3 from 'better-sqlite3';
import { emptyHead, type AuditHead } from '../audit-chain.ts';
import { createAuditLog } from '../audit-log.ts';
import type { Connection } from '../statements.ts';
import { type StorageFailure, toStorageFailure } from '../storage-failure.ts';

/** What was found wrong: pages, indexes and values; a row without the one it names; an audit log with a broken chain. */
export const integrityFindings = ['structure', 'foreign-key', 'audit-chain'] as const;
export type IntegrityFinding = (typeof integrityFindings)[number];

export type IntegrityReport =
  | { readonly ok: true; readonly auditHead: AuditHead; readonly auditEntries: number }
  | {
      readonly ok: false;
      readonly reason: 'not-whole';
      readonly finding: IntegrityFinding;
      readonly detail: string;
    }
  /** It could not be read to its end. */
  | StorageFailure;

/** More lines than these of an integrity check tell nobody more. */
const problemsShown = 5;

const notWhole = (finding: IntegrityFinding, detail: string): IntegrityReport => ({
  ok: false,
  reason: 'not-whole',
  finding,
  detail,
});

interface BrokenReference {
  readonly table: string;
  readonly parent: string;
}

/** Follows the audit log from where its retention lets it begin. */
const checkAuditLog = (connection: Connection): IntegrityReport => {
  const from =
    connection
      .prepare<[], AuditHead>("SELECT sequence, hash FROM audit_anchor WHERE kind = 'retired'")
      .get() ?? emptyHead;
  const chain = createAuditLog(connection, () => 0).verify({ from });
  return chain.ok
    ? { ok: true, auditHead: chain.head, auditEntries: chain.entries }
    : notWhole('audit-chain', `${chain.reason} at ${chain.sequence}`);
};

/**
 * Checks everything that can be checked of a database of the newest schema: `PRAGMA integrity_check` (every page, every
 * index entry, every CHECK), `PRAGMA foreign_key_check`, and the chain of the audit log. Reads the whole file and holds
 * its thread for that long (about 1 s for 100 MB).
 */
export const checkConnection = (connection: Connection): IntegrityReport => {
  const lines = connection.prepare<[], string>(`PRAGMA integrity_check(${problemsShown})`).pluck().all();
  if (lines.length !== 1 || lines[0] !== 'ok') return notWhole('structure', lines.join('; '));
  const [broken] = connection.prepare<[], BrokenReference>('PRAGMA foreign_key_check').all();
  if (broken)
    return notWhole('foreign-key', `a row of ${broken.table} names a missing one of ${broken.parent}`);
  return checkAuditLog(connection);
};

/**
 * Checks the database `file` over a read-only connection of its own, also beside the kiosk that has it open: readers do
 * not hold up the writer, and SQLite shares its locks rightly among the connections of one process. (What would drop
 * them is opening and closing the file by other means; that is not done here.)
 */
export const checkWholeDatabase = (file: string): IntegrityReport => {
  let connection: Connection | undefined;
  try {
    connection = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
    return checkConnection(connection);
  } catch (error) {
    // "No such table": the schema is not what its number says.
    if (error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_ERROR') {
      return notWhole('structure', error.message);
    }
    return toStorageFailure(error, file);
  } finally {
    connection?.close();
  }
};
