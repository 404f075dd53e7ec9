import { createHash } from 'node:crypto';
import type { Connection } from '../statements.ts';
import { type EarlierPages, openPageVersions, type PageSource } from './pages/page-source.ts';
import { readDamagedRows, type Unreadable } from './damaged-rows.ts';
import { type NamedRow, readTableShapes, type TableShape } from './table-shape.ts';

/** Rows of the damaged file, as they were read, in tables `salvage.<name>` without any rule. */
export interface Staging {
  readonly unreadable: Unreadable;
  /** How many rows stand first in each staging table that were read from earlier contents of their pages only. */
  readonly earlier: Readonly<Record<string, number>>;
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

/**
 * Rows of these two are used without passing the CHECKs of their table again; others may have their shape. Of an anchor
 * the latest counts.
 */
const dropMistaken = `
  DELETE FROM salvage.audit_anchor WHERE kind NOT IN ('reported', 'retired') OR length(hash) <> 64;
  DELETE FROM salvage.audit_anchor AS older WHERE EXISTS (SELECT 1 FROM salvage.audit_anchor AS newer
    WHERE newer.kind = older.kind AND newer.sequence > older.sequence);
  DELETE FROM salvage.outbox_counter WHERE id <> 1;`;

/** By what the merging looks rows up. */
const stagingIndexes = `
  CREATE INDEX salvage.outbox_by_key ON outbox (key);
  CREATE INDEX salvage.outbox_body_by_sequence ON outbox_body (sequence);
  CREATE INDEX salvage.sealed_chunk_by_digest ON sealed_chunk (digest);
  CREATE INDEX salvage.audit_entry_by_sequence ON audit_entry (sequence);`;

type TakeRow = (table: string, row: NamedRow) => void;

const digestOf = (table: string, row: NamedRow): string =>
  createHash('sha256')
    .update(JSON.stringify([table, row]))
    .digest('base64');

/**
 * Reads the rows that only earlier contents of pages hold. A transaction that a power cut has torn, or a page that is
 * damaged in the WAL, may have left a row in no newest page: moved from one page to another of which one is lost. A row
 * that stands the same in a newest page is left out; those pages, no more than the WAL has, are remembered by digests.
 */
const readEarlierRows = (
  newest: PageSource,
  earlier: readonly EarlierPages[],
  shapes: readonly TableShape[],
  take: TakeRow,
): void => {
  const differing = new Set(earlier.flatMap((pages) => [...pages.differing]));
  const known = new Set<string>();
  const isNew = (table: string, row: NamedRow): boolean => {
    const { size } = known;
    return known.add(digestOf(table, row)).size > size;
  };
  if (differing.size > 0) readDamagedRows(newest, shapes, isNew, differing);
  for (const pages of earlier) {
    const takeNew: TakeRow = (table, row) => {
      if (isNew(table, row)) take(table, row);
    };
    readDamagedRows(pages, shapes, takeNew, pages.differing);
  }
};

/**
 * Reads everything that the damaged file yields into the attached database `salvage`. Rows lie on the disk, not in
 * memory: a million audit entries pass through here. Entries of the audit log up to `knownSequence` are left out. Rows
 * of earlier contents come first, so that of two versions of a row the later was written later.
 */
export const stageDamagedRows = (
  connection: Connection,
  damagedFile: string,
  knownSequence: number,
): Staging => {
  const shapes = readTableShapes(connection).filter(({ name }) => !notStaged.has(name));
  const pages = openPageVersions(damagedFile);
  const earlier: Record<string, number> = Object.fromEntries(shapes.map(({ name }) => [name, 0]));
  try {
    const stage = connection.transaction(() => {
      const inserts = new Map(shapes.map((shape) => [shape.name, createStagingTable(connection, shape)]));
      const stageRow = (table: string, row: NamedRow): boolean => {
        if (table === 'audit_entry' && Number(row.sequence) <= knownSequence) return false;
        inserts.get(table)?.(row);
        return true;
      };
      readEarlierRows(pages.newest, pages.earlier, shapes, (table, row) => {
        if (stageRow(table, row)) earlier[table] = (earlier[table] ?? 0) + 1;
      });
      const unreadable = readDamagedRows(pages.newest, shapes, stageRow);
      connection.exec(dropMistaken);
      connection.exec(stagingIndexes);
      return unreadable;
    });
    return { unreadable: stage(), earlier };
  } finally {
    pages.close();
  }
};
