import type { Connection } from './statements.ts';

/** https://sqlite.org/pragma.html tells what each does, this why it is so here. */
const pragmas: readonly string[] = [
  // One file is appended to and synced at each commit, and whoever reads does not hold up whoever writes.
  'journal_mode = WAL',
  // With WAL, NORMAL would lose the last commits in a power cut: a resident was told of them.
  'synchronous = FULL',
  // SQLite leaves them off unless told.
  'foreign_keys = ON',
  // A schema that somebody planted in the file may not call functions with side effects.
  'trusted_schema = OFF',
  // Deleted content is overwritten with zeros: what the retention removes is gone from a stolen disk, too.
  'secure_delete = ON',
  // No sorting or temporary table spills onto the disk.
  'temp_store = MEMORY',
  // A damaged page is noticed when it is read, not when it has misled a query.
  'cell_size_check = ON',
  // Reading through a memory map turns an I/O error of the disk into a crash of the process.
  'mmap_size = 0',
  // The WAL is folded into the file every 1,000 pages (4 MB), so that opening after a crash stays quick…
  'wal_autocheckpoint = 1000',
  // …and is cut back to 8 MB if a long read once let it grow: the disk of a kiosk is small.
  'journal_size_limit = 8388608',
];

/** Sets what holds for this connection only, and WAL, which stays in the file. */
export const setPragmas = (connection: Connection): void => {
  for (const pragma of pragmas) connection.pragma(pragma);
};
