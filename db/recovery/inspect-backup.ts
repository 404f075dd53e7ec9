import BetterSqlite3 from 'better-sqlite3';
import { backupFolderOf, listBackups } from '../backup/backup-files.ts';
import { findBackupProblem } from '../backup/make-backup.ts';
import type { Connection } from '../statements.ts';
import { type StorageFailure, toStorageFailure } from '../storage-failure.ts';

/** What a backup is good for, and what was written since it was made. */
export interface BackupInspection {
  readonly name: string;
  readonly whole: boolean;
  /** Counts of what the present database has beyond the backup: it is carried over when the backup is restored. */
  readonly since: { readonly applications: number; readonly auditEntries: number };
  /** Messages that wait for the platform now; all of them are carried over. */
  readonly waiting: number;
}

export type InspectionOutcome =
  | { readonly ok: true; readonly inspection: BackupInspection }
  | { readonly ok: false; readonly reason: 'no-such-backup' }
  | StorageFailure;

const count = (connection: Connection, sql: string): number => Number(connection.prepare(sql).pluck().get());

/** Rows of a table in a backup that may be older than the table. */
const countIn = (backup: Connection, table: 'application' | 'audit_entry', what: string): number =>
  count(backup, `SELECT count(*) FROM sqlite_schema WHERE name = '${table}'`) === 0
    ? 0
    : count(backup, `SELECT coalesce(${what}, 0) FROM ${table}`);

const wholeness = (file: string): boolean => {
  try {
    return findBackupProblem(file) === undefined;
  } catch {
    return false;
  }
};

const since = (present: Connection, backupFile: string): BackupInspection['since'] => {
  const backup = new BetterSqlite3(backupFile, { readonly: true, fileMustExist: true });
  try {
    const beyond = (table: 'application' | 'audit_entry', what: string): number =>
      Math.max(0, count(present, `SELECT coalesce(${what}, 0) FROM ${table}`) - countIn(backup, table, what));
    return {
      applications: beyond('application', 'count(*)'),
      auditEntries: beyond('audit_entry', 'max(sequence)'),
    };
  } finally {
    backup.close();
  }
};

/**
 * Looks through one of the backups beside the database `file`, and counts what the database has beyond it. Reads all of the
 * backup (about 0.5 s for 100 MB): it belongs in a worker.
 */
export const inspectBackup = ({
  file,
  name,
}: {
  readonly file: string;
  readonly name: string;
}): InspectionOutcome => {
  let present: Connection | undefined;
  try {
    const backup = listBackups(backupFolderOf(file)).find((listed) => listed.name === name);
    if (backup === undefined) return { ok: false, reason: 'no-such-backup' };
    present = new BetterSqlite3(file, { readonly: true, fileMustExist: true });
    const whole = wholeness(backup.file);
    return {
      ok: true,
      inspection: {
        name,
        whole,
        since: whole ? since(present, backup.file) : { applications: 0, auditEntries: 0 },
        waiting: count(present, "SELECT count(*) FROM outbox WHERE state IN ('pending', 'refused')"),
      },
    };
  } catch (error) {
    return toStorageFailure(error, file);
  } finally {
    present?.close();
  }
};
