import type { Connection } from '../statements.ts';
import { type PageSource, openPageSource } from './pages/page-source.ts';
import { readDamagedRows, type Unreadable } from './damaged-rows.ts';
import { type NamedRow, readTableShapes, type TableShape } from './table-shape.ts';

/** Rows of the damaged file, as they were read, in tables `salvage.<name>` without any rule. */
export interface Staging {
  readonly unreadable: Unreadable;
  /** Rows read of each table. */
  readonly found: Readonly<Record<string, number>>;
}

/** What is put together anew, or says nothing outside the file that it stood in. */
const notStaged: ReadonlySet<string> = new Set([
  'staged_feed_document',
  'unlinked_audit_entry',
  'sealed_material',
]);

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

const createStagingTable = (
  connection: Connection,
  { name, columns }: TableShape,
): ((row: NamedRow) => void) => {
  const names = columns.map((column) => column.name);
  connection.exec(`CREATE TABLE salvage."${name}" (${quoted(names)})`);
  const insert = connection.prepare<NamedRow>(
    `INSERT INTO salvage."${name}" (${quoted(names)}) VALUES (${names.map((column) => `@${column}`).join(', ')})`,
  );
  return (row) => void insert.run(row);
};

/** Rows of these two are used without passing the CHECKs of their table again; others may have their shape. */
const dropMistaken = `
  DELETE FROM salvage.audit_anchor WHERE kind NOT IN ('reported', 'retired') OR length(hash) <> 64;
  DELETE FROM salvage.outbox_counter WHERE id <> 1;`;

/** By what the merging looks rows up. */
const stagingIndexes = `
  CREATE INDEX salvage.outbox_by_key ON outbox (key);
  CREATE INDEX salvage.outbox_body_by_sequence ON outbox_body (sequence);
  CREATE INDEX salvage.sealed_chunk_by_digest ON sealed_chunk (digest);
  CREATE INDEX salvage.audit_entry_by_sequence ON audit_entry (sequence);`;

/**
 * Reads everything that the damaged file yields into the attached database `salvage`. Rows lie on the disk, not in
 * memory: a million audit entries pass through here. Entries of the audit log up to `knownSequence` are left out.
 */
export const stageDamagedRows = (
  connection: Connection,
  damagedFile: string,
  knownSequence: number,
): Staging => {
  const shapes = readTableShapes(connection).filter(({ name }) => !notStaged.has(name));
  const source: PageSource = openPageSource(damagedFile);
  const found: Record<string, number> = Object.fromEntries(shapes.map(({ name }) => [name, 0]));
  try {
    const stage = connection.transaction(() => {
      const inserts = new Map(shapes.map((shape) => [shape.name, createStagingTable(connection, shape)]));
      const unreadable = readDamagedRows(source, shapes, (table, row) => {
        if (table === 'audit_entry' && Number(row.sequence) <= knownSequence) return;
        inserts.get(table)?.(row);
        found[table] = (found[table] ?? 0) + 1;
      });
      connection.exec(dropMistaken);
      connection.exec(stagingIndexes);
      return unreadable;
    });
    return { unreadable: stage(), found };
  } finally {
    source.close();
  }
};
