import { existsSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { removeDurably, renameDurably, writeDurably } from '../backup/durable-files.ts';
import { prepareFolder } from '../data-folder.ts';
import { takeInstanceLock } from '../instance-lock.ts';
import { migrations } from '../migrations/all.ts';
import { applicationId } from '../migrations/apply.ts';
import { markOfNumber, mayWorkOn, type SchemaMark } from '../migrations/schema-mark.ts';
import { type StorageFailure, toStorageFailure } from '../storage-failure.ts';
import { findObstacle } from './obstacle.ts';
import { openPageVersions } from './pages/page-source.ts';
import { rebuildDatabase } from './rebuild.ts';
import {
  damagedFolderOf,
  journalFileOf,
  orderRecovery,
  readJournal,
  type RecoveryJournal,
} from './recovery-journal.ts';
import { isWhollySalvaged, type RecoveryReport, reportText } from './recovery-report.ts';
import { setAside, setAsideFile } from './set-aside.ts';
import { markSalvaged, pruneSalvagedCopies } from './set-aside-copies.ts';

export type RecoveryOutcome =
  | { readonly ok: true; readonly report: RecoveryReport }
  | StorageFailure
  | { readonly ok: false; readonly reason: 'database-from-the-future'; readonly detail: string };

/** Offsets of `user_version` and `application_id` in the first page (https://sqlite.org/fileformat2.html §1.3). */
const userVersionOffset = 60;
const applicationIdOffset = 68;

/** What the header of a database of the kiosk says of its schema; undefined where there is no such header any more. */
const readMark = (file: string): SchemaMark | undefined => {
  const source = openPageVersions(file);
  try {
    const page = source.newest.read(1);
    if (page === undefined) return undefined;
    const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
    return view.getUint32(applicationIdOffset) === applicationId
      ? markOfNumber(view.getUint32(userVersionOffset))
      : undefined;
  } finally {
    source.close();
  }
};

/** A recovery whose last steps were cut off: its report stands in the database that it made. */
const readReport = (databaseFile: string, { setAside: name }: RecoveryJournal): RecoveryReport => {
  const connection = new BetterSqlite3(databaseFile, { readonly: true });
  try {
    const report = connection
      .prepare<[string], string>('SELECT report FROM recovery WHERE set_aside = ?')
      .pluck()
      .get(name);
    if (report === undefined) throw new Error(`${databaseFile} does not tell of the recovery ${name}`);
    return JSON.parse(report) as RecoveryReport;
  } finally {
    connection.close();
  }
};

const recoverOwned = (file: string, journal: RecoveryJournal, now: number): RecoveryOutcome => {
  const aside = journal.phase === 'setting-aside' ? setAside(file, journal) : journal;
  let report: RecoveryReport;
  if (existsSync(file)) {
    report = readReport(file, aside);
  } else {
    const target = `${file}.rebuilding`;
    const damagedFile = setAsideFile(file, aside);
    const rebuilt = rebuildDatabase(file, { target, damagedFile, journal: aside, now });
    if (!rebuilt.ok) return rebuilt;
    ({ report } = rebuilt);
    writeDurably(join(damagedFolderOf(file), `${aside.setAside}-report.txt`), reportText(report));
    renameDurably(target, file);
  }
  // What tables that only a newer kiosk knows hold was not asked for: such a copy is kept.
  const version = readMark(setAsideFile(file, aside))?.version ?? 0;
  if (isWhollySalvaged(report) && version <= migrations.length) markSalvaged(file, aside.setAside);
  pruneSalvagedCopies(file);
  removeDurably(journalFileOf(file));
  return { ok: true, report };
};

/**
 * Recovers a database that `openDatabase` found damaged, or whose recovery was ordered or cut off: sets it aside in
 * `damaged/`, brings the last good backup back – or the one that was asked for (`orderRestore`) –, salvages into it what the damaged file still yields, and says in the
 * database (`recovery`, audit log) and in a text file beside the damaged one what was and what was not recovered.
 *
 * It may be killed anywhere: the journal `<file>.recovery` tells the next call where to go on, the damaged file is only
 * ever renamed, and the new one gets its name when it is whole and synced. A full disk stops it before or after, never
 * in between. One of a newer kiosk is not touched. Takes as long as reading the damaged file twice and writing it once.
 *
 * Of the damaged files those of which nothing is left to save are removed when there are many, or no room; the others
 * only people remove, and when there are too many of them, they are asked to first.
 *
 * @param cause what was found, for staff
 * @param reserveBytes bytes that stay free on the disk
 */
export const recoverDatabase = ({
  file,
  now,
  cause,
  reserveBytes,
}: {
  readonly file: string;
  readonly now: () => number;
  readonly cause: string;
  readonly reserveBytes: number;
}): RecoveryOutcome => {
  const unwritable = prepareFolder(file);
  if (unwritable) return unwritable;
  const locking = takeInstanceLock(file);
  if (!locking.ok) return locking;
  try {
    const journal = readJournal(file);
    const mark = journal?.phase === 'rebuilding' ? undefined : readMark(file);
    if (mark !== undefined && !mayWorkOn(mark, migrations.length)) {
      return {
        ok: false,
        reason: 'database-from-the-future',
        detail: `${file}: its schema has version ${mark.version}, this kiosk knows ${migrations.length}`,
      };
    }
    const obstacle = findObstacle(file, journal, reserveBytes);
    if (obstacle) {
      // What was asked for and cannot be begun must not keep a database that may be sound from being opened.
      if (journal?.backup !== undefined && journal.phase === 'setting-aside')
        removeDurably(journalFileOf(file));
      return obstacle;
    }
    return recoverOwned(file, journal ?? orderRecovery(file, cause, now()), now());
  } catch (error) {
    return toStorageFailure(error, file);
  } finally {
    locking.lock.release();
  }
};
