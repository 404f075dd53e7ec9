import { copyFileSync, rmSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { createAuditLog } from '../audit-log.ts';
import { type Backup, backupFolderOf, listBackups } from '../backup/backup-files.ts';
import { isUsableBackup } from '../backup/backup-mark.ts';
import { syncToDisk } from '../backup/durable-files.ts';
import { ensurePrivateFile } from '../data-folder.ts';
import { checkConnection } from '../integrity/check-whole-database.ts';
import { applyMigrations, schemaState } from '../migrations/apply.ts';
import type { Connection } from '../statements.ts';
import { type StorageFailure, toStorageFailure } from '../storage-failure.ts';
import type { RecoveryJournal } from './recovery-journal.ts';
import type { RecoveryReport, Salvage } from './recovery-report.ts';
import { salvageInto } from './salvage.ts';

interface Rebuilding {
  /** Where the new database is put together. */
  readonly target: string;
  readonly damagedFile: string;
  readonly journal: RecoveryJournal;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

const removeRemains = (target: string): void => {
  for (const suffix of ['', '-journal', '-wal', '-shm', '.salvage', '.salvage-journal']) {
    rmSync(`${target}${suffix}`, { force: true, recursive: true });
  }
};

/** Begins the new database with a copy of `backup`, or empty, in the newest schema. Its file is synced when it is done. */
const begin = (target: string, backup: Backup | null): Connection => {
  removeRemains(target);
  ensurePrivateFile(target);
  if (backup) copyFileSync(backup.file, target);
  const connection = new BetterSqlite3(target);
  try {
    // Killed in the middle, it is begun anew: neither a journal nor syncing would help.
    for (const pragma of [
      'journal_mode = MEMORY',
      'synchronous = OFF',
      'foreign_keys = OFF',
      'trusted_schema = OFF',
    ]) {
      connection.pragma(pragma);
    }
    const schema = schemaState(connection);
    applyMigrations(connection, 'version' in schema ? schema.version : 0);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** Runs `work` without the triggers, which guard what the kiosk writes in service and not what is put together here. */
const withoutTriggers = <Value>(connection: Connection, work: () => Value): Value => {
  const triggers = connection
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all();
  for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`);
  const value = work();
  for (const { sql } of triggers) connection.exec(sql);
  return value;
};

const nextRecovery = (connection: Connection): number =>
  Number(connection.prepare('SELECT 1 + coalesce(max(id), 0) FROM recovery').pluck().get());

/** Writes what was done into the new database itself: a row, and an audit entry that links to what is left of the log. */
const record = (connection: Connection, id: number, report: RecoveryReport): void => {
  const { salvage, finishedAt } = report;
  connection.transaction(() => {
    connection
      .prepare('INSERT INTO recovery (id, finished_at, set_aside, report) VALUES (?, ?, ?, ?)')
      .run(id, finishedAt, report.setAside, JSON.stringify(report));
    createAuditLog(connection, () => finishedAt).append({
      actor: { kind: 'kiosk', pseudonym: null },
      action: 'database.recovered',
      subject: report.setAside,
      details: {
        backup: report.backup?.name ?? 'none',
        salvaged: salvage !== null,
        messagesAdded: salvage?.tables.outbox?.added ?? 0,
        messagesIncomplete: salvage?.messages.incomplete.length ?? 0,
        auditBackupHead: salvage?.audit.backupHead.sequence ?? null,
        auditLostFrom: salvage?.audit.lost?.from ?? null,
        auditLostTo: salvage?.audit.lost?.to ?? null,
        auditUnlinked: salvage?.audit.unlinked ?? 0,
      },
    });
  })();
};

/** What was made of a backup and the damaged file, or why it cannot be used. */
type Attempt =
  | { readonly ok: true; readonly report: RecoveryReport }
  | { readonly ok: false; readonly problem: string };

/** Puts the database together from one backup, with the salvage or, for a problem with that, without. */
const putTogether = (
  { target, damagedFile, journal, now }: Rebuilding,
  backup: Backup | null,
  refusedBackups: readonly string[],
  salvageProblem: string | null,
): Attempt => {
  const connection = begin(target, backup);
  try {
    const before = checkConnection(connection);
    if (!before.ok) return { ok: false, problem: before.detail };
    const id = nextRecovery(connection);
    let recovery = id;
    const salvage: Salvage | null =
      salvageProblem === null
        ? withoutTriggers(connection, () => {
            const outcome = salvageInto(connection, damagedFile, id, `${target}.salvage`);
            // The damaged file may tell of recoveries that are younger than the backup.
            recovery = nextRecovery(connection);
            connection
              .prepare('UPDATE unlinked_audit_entry SET recovery = ? WHERE recovery = ?')
              .run(recovery, id);
            return outcome;
          })
        : null;
    const report: RecoveryReport = {
      setAside: journal.setAside,
      cause: journal.cause,
      ...(journal.backup === undefined ? {} : { wanted: journal.backup }),
      finishedAt: now,
      backup: backup && { name: backup.name, madeAt: backup.madeAt },
      refusedBackups,
      salvage,
      salvageProblem,
    };
    record(connection, recovery, report);
    const after = checkConnection(connection);
    return after.ok ? { ok: true, report } : { ok: false, problem: after.detail };
  } finally {
    connection.close();
  }
};

/** Whether it failed for want of a disk that takes data, which says nothing about backup and damaged file. */
const isOfDisk = (error: Error): boolean => {
  try {
    return toStorageFailure(error, '').reason !== 'database-damaged';
  } catch {
    return false;
  }
};

/** The same, where whatever this backup or the damaged file brings about is a reason not to use it. */
const attempt = (...arguments_: Parameters<typeof putTogether>): Attempt => {
  try {
    return putTogether(...arguments_);
  } catch (error) {
    if (!(error instanceof Error) || isOfDisk(error)) throw error;
    return { ok: false, problem: `${error.name}: ${error.message}` };
  }
};

/**
 * Builds the successor of a damaged database in `target`: the backup that was asked for, else the newest, that is whole and not from the future, or
 * an empty database, and into it what the damaged file still yields. Where the outcome does not pass the whole check,
 * the backup alone is taken rather than nothing.
 *
 * @returns the report; the file `target` is whole, of the newest schema that it knows, or of the newer one of its backup, synced, and has no WAL
 */
export const rebuildDatabase = (
  databaseFile: string,
  rebuilding: Rebuilding,
): { readonly ok: true; readonly report: RecoveryReport } | StorageFailure => {
  const { target } = rebuilding;
  const { backup: wanted } = rebuilding.journal;
  const backups = listBackups(backupFolderOf(databaseFile))
    .filter(isUsableBackup)
    .sort((a, b) => Number(b.name === wanted) - Number(a.name === wanted));
  const refused: string[] = [];
  try {
    for (const backup of [...backups, null]) {
      const whole = attempt(rebuilding, backup, refused, null);
      const made = whole.ok ? whole : attempt(rebuilding, backup, refused, whole.problem);
      if (made.ok) {
        syncToDisk(target);
        return made;
      }
      if (backup) refused.push(backup.name);
    }
    throw new Error(`an empty database could not be made in ${target}`);
  } catch (error) {
    removeRemains(target);
    return toStorageFailure(error, target);
  }
};
