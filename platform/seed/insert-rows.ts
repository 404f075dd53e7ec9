import { type Insertable, sql } from 'kysely';
import type { PlatformTransaction } from '../store/open-store.ts';
import type { PlatformSchema } from '../store/schema.ts';

/** Rows that one statement takes: their JSON stays below a megabyte or two. */
const rowsAtOnce = 5_000;

/**
 * Adds rows that are not there yet, all columns given, as one JSON text a statement: a few milliseconds for a thousand,
 * while placeholders for each value take a hundred times that.
 */
export const insertRows = async <Table extends keyof PlatformSchema & string>(
  transaction: PlatformTransaction,
  table: Table,
  rows: readonly Insertable<PlatformSchema[Table]>[],
): Promise<void> => {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const json = JSON.stringify(rows.slice(start, start + rowsAtOnce));
    await sql`
      INSERT INTO ${sql.table(table)}
      SELECT * FROM json_populate_recordset(NULL::${sql.table(table)}, ${json}::json)
      ON CONFLICT DO NOTHING`.execute(transaction);
  }
};
