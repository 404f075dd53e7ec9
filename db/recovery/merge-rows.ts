import BetterSqlite3 from 'better-sqlite3';
import type { Connection } from '../statements.ts';
import type { NamedRow, TableShape } from './table-shape.ts';

/** What became of the rows of one table that were found in the damaged file. */
export interface TableCounts {
  /** Rows that the backup brought. */
  readonly inBackup: number;
  readonly found: number;
  /** Found, and not in the backup. */
  readonly added: number;
  /** Found in a later state than in the backup. */
  readonly updated: number;
  /** Found, but against the rules of the table: their page is damaged. */
  readonly refused: number;
}

/** Of two versions of a row the one with the higher rank is the later; of equals the one from the damaged file is. */
export type Rank = (row: NamedRow) => number;

const rankByState =
  (states: Readonly<Record<string, number>>): Rank =>
  ({ state }) =>
    states[String(state)] ?? 0;

const rankByNumber =
  (column: string): Rank =>
  (row) =>
    Number(row[column]);

/**
 * The tables that are merged row by row, in this order, what residents wait for first. The messages of the outbox and
 * the audit log have rules of their own (merge-messages.ts, merge-audit.ts).
 */
export const mergedTables: Readonly<Record<string, Rank>> = {
  application: rankByState({ filed: 0, refused: 1, received: 2, settled: 2 }),
  reply: rankByState({ filed: 0, refused: 1, received: 2, settled: 2 }),
  supplement: rankByState({ filed: 0, refused: 1, received: 2, settled: 2 }),
  print_job: rankByState({ intended: 0, sent: 1, unknown: 2, failed: 3, completed: 3 }),
  shared_print_job: () => 0,
  certificate_issue: rankByState({ requested: 0, unanswered: 1, refused: 2, 'not-genuine': 2, issued: 3 }),
  collectable_certificate: ({ collected_at }) => (collected_at === null ? 0 : 1),
  visit: ({ ended_at, identified_at }) => (ended_at === null ? 0 : 2) + (identified_at === null ? 0 : 1),
  rating: () => 0,
  // Only being added anew ends being disabled, and is later: when somebody last came or went tells the later row.
  staff_member: ({ disabled_at, added_at }) => Number(disabled_at ?? added_at),
  // A slip that was lost stays revoked.
  service_credential: ({ revoked_at }) => (revoked_at === null ? 0 : 1),
  recovery: rankByNumber('finished_at'),
  sync_state: rankByNumber('changed_at'),
  station_state: rankByNumber('changed_at'),
  known_course: rankByNumber('learned_at'),
  feed_document: rankByNumber('version'),
  kept_document: rankByNumber('fetched_at'),
  used_identity_code: rankByNumber('forget_at'),
  remote_command: ({ ended_at, reported }) => (ended_at === null ? 0 : 1) + Number(reported),
  device_test: () => 0,
  policy_confirmation: () => 0,
};

/**
 * Where neither rank nor place tells which of two versions is the later – an earlier content of a page against the backup,
 * two copies in the newest contents of the damaged file – the one that is higher here stays.
 */
const cautions: Readonly<Record<string, Rank>> = {
  // Damage opens no lock. A role, a PIN and a lock that was opened have no time of their own: the newest contents decide.
  staff_member: ({ failures }) => Number(failures),
};

/** Whether SQLite refused a row for what it says; anything else is thrown on. */
export const isRuleBroken = (error: unknown): boolean =>
  error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');

/** Runs `work`, which writes one row, undone as a whole when the row breaks a rule; says whether it was written. */
export const tryRow = (connection: Connection, work: () => void): boolean => {
  try {
    connection.transaction(work)();
    return true;
  } catch (error) {
    if (isRuleBroken(error)) return false;
    throw error;
  }
};

/** Rows of a staging table in the order in which they were read, a few at a time, so that others can be written meanwhile. */
export function* stagedRows(connection: Connection, table: string): Generator<NamedRow> {
  const select = connection.prepare<[number], NamedRow & { readonly stagedAs: number }>(
    `SELECT rowid AS stagedAs, * FROM salvage."${table}" WHERE rowid > ? ORDER BY rowid LIMIT 200`,
  );
  for (let last = 0; ; ) {
    const rows = select.all(last);
    for (const { stagedAs, ...row } of rows) {
      last = stagedAs;
      yield row;
    }
    if (rows.length === 0) return;
  }
}

export const countRows = (connection: Connection, table: string): number =>
  Number(connection.prepare(`SELECT count(*) FROM main."${table}"`).pluck().get());

/**
 * Merges the staged rows of one table into it: what is missing is added, what is older is replaced. The first `earlier`
 * of them were read from earlier contents of their pages: a row is counted once.
 */
export const mergeTable = (
  connection: Connection,
  shape: TableShape,
  rank: Rank,
  earlier: number,
): TableCounts => {
  const { name, columns } = shape;
  const keyColumns = columns.filter(({ keyPlace }) => keyPlace > 0);
  const names = columns.map((column) => `"${column.name}"`);
  const key = keyColumns.map((column) => `"${column.name}" = @${column.name}`).join(' AND ');
  const find = connection.prepare<NamedRow, NamedRow>(`SELECT * FROM main."${name}" WHERE ${key}`);
  const remove = connection.prepare<NamedRow>(`DELETE FROM main."${name}" WHERE ${key}`);
  const insert = connection.prepare<NamedRow>(
    `INSERT INTO main."${name}" (${names.join(', ')}) VALUES (${columns.map((column) => `@${column.name}`).join(', ')})`,
  );
  const inBackup = countRows(connection, name);
  const counts = { found: 0, added: 0, updated: 0, refused: 0 };
  const keyOf = (row: NamedRow): string => JSON.stringify(keyColumns.map((column) => row[column.name]));
  const addedEarlier = new Set<string>();
  const caution = cautions[name];
  /** Keys of which the row that stands was read from the newest contents; kept where caution asks for it. */
  const newest = new Set<string>();
  let place = 0;
  const isLater = (row: NamedRow, existing: NamedRow): boolean => {
    const before = rank(existing);
    const after = rank(row);
    if (caution === undefined || after !== before) return after >= before;
    return (place > earlier && !newest.has(keyOf(row))) || caution(row) >= caution(existing);
  };
  for (const row of stagedRows(connection, name)) {
    place += 1;
    const again = addedEarlier.size > 0 && addedEarlier.has(keyOf(row));
    if (!again) counts.found += 1;
    const existing = find.get(row);
    let stands = false;
    if (existing === undefined) {
      stands = tryRow(connection, () => insert.run(row));
      counts[stands ? 'added' : 'refused'] += 1;
      if (stands && place <= earlier) addedEarlier.add(keyOf(row));
    } else if (isLater(row, existing)) {
      stands = columns.every((column) => row[column.name] === existing[column.name]);
      if (!stands) {
        stands = tryRow(connection, () => {
          remove.run(row);
          insert.run(row);
        });
        if (!again || !stands) counts[stands ? 'updated' : 'refused'] += 1;
      }
    }
    if (stands && caution !== undefined && place > earlier) newest.add(keyOf(row));
  }
  return { inBackup, ...counts };
};
