import BetterSqlite3 from 'better-sqlite3';
import type { Connection } from '../statements.ts';
import { migrations } from './all.ts';
import type { Migration } from './migration.ts';

interface SchemaObject {
  readonly name: string;
  readonly type: 'table' | 'index' | 'trigger' | 'view';
  /** The table that it belongs to. */
  readonly owner: string;
  /** Null for what SQLite makes by itself. */
  readonly sql: string | null;
}

const objectsOf = (connection: Connection): ReadonlyMap<string, SchemaObject> =>
  new Map(
    connection
      .prepare<[], SchemaObject>('SELECT name, type, tbl_name AS owner, sql FROM sqlite_schema')
      .all()
      .map((object) => [object.name, object] as const),
  );

/** Rows that an old program removes must not be held by a table that it does not know. */
const goesWithItsRow = ['CASCADE', 'SET NULL', 'SET DEFAULT'];

const problemOfNew = (
  connection: Connection,
  { name, type, owner }: SchemaObject,
  isOld: (table: string) => boolean,
): string | null => {
  if (type === 'table') {
    const held = connection
      .prepare<[string], { table: string; onDelete: string }>(
        'SELECT "table", on_delete AS onDelete FROM pragma_foreign_key_list(?)',
      )
      .all(name)
      .find(({ table, onDelete }) => isOld(table) && !goesWithItsRow.includes(onDelete));
    return held === undefined ? null : `${name} holds rows of ${held.table}`;
  }
  if (!isOld(owner)) return null;
  if (type === 'trigger') return `${name} acts on ${owner}`;
  const unique = connection
    .prepare<[string, string], number>('SELECT "unique" FROM pragma_index_list(?) WHERE name = ?')
    .pluck()
    .get(owner, name);
  return unique === 1 ? `${name} forbids rows of ${owner}` : null;
};

/**
 * Applies a migration to a database without rows, and tells what of it a program that does not know it would stumble
 * over; null: nothing. Only the schema is looked at: that it changes no row is for whoever writes it.
 */
export const findReaderProblem = (connection: Connection, { sql }: Pick<Migration, 'sql'>): string | null => {
  const before = objectsOf(connection);
  connection.exec(sql);
  const after = objectsOf(connection);
  for (const old of before.values()) {
    if (after.get(old.name)?.sql !== old.sql) return `${old.name} is not what it was`;
  }
  const isOld = (table: string): boolean => before.has(table);
  for (const object of after.values()) {
    const problem = before.has(object.name) ? null : problemOfNew(connection, object, isOld);
    if (problem !== null) return problem;
  }
  return null;
};

/** What is wrong with migrations that say that they keep their readers, each with its name. */
export const readerProblems = (checked: readonly Migration[] = migrations): readonly string[] => {
  const connection = new BetterSqlite3(':memory:');
  try {
    return checked.flatMap((migration) => {
      const problem = findReaderProblem(connection, migration);
      return problem === null || migration.keepsReaders !== true ? [] : [`${migration.name}: ${problem}`];
    });
  } finally {
    connection.close();
  }
};
