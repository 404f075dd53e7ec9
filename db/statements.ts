import type BetterSqlite3 from 'better-sqlite3';

export type Connection = BetterSqlite3.Database;

/**
 * Named parameters of a statement: `@name` in the SQL. In the condition of a join, or on a table with several indexes, it
 * is written `(SELECT @name)`: where SQLite's planner could weigh the value itself against partial indexes, it prepares
 * the whole statement anew whenever another one is bound, which takes 30 to 50 µs where finding the row takes one.
 */
export type Parameters = Readonly<Record<string, string | number | null>>;

/**
 * Prepares a statement that changes rows; returns how many it changed. Called outside a transaction it throws: a row
 * that commits alone is a row without its audit entry.
 */
export const prepareWrite = <P extends Parameters>(
  connection: Connection,
  sql: string,
): ((parameters: P) => number) => {
  const statement = connection.prepare<P>(sql);
  return (parameters) => {
    if (!connection.inTransaction) throw new Error('a row was written outside a transaction');
    return statement.run(parameters).changes;
  };
};

/** Prepares an INSERT of one row; returns its rowid. Called outside a transaction it throws, as `prepareWrite` does. */
export const prepareInsert = <P extends Parameters>(
  connection: Connection,
  sql: string,
): ((parameters: P) => number) => {
  const statement = connection.prepare<P>(sql);
  return (parameters) => {
    if (!connection.inTransaction) throw new Error('a row was written outside a transaction');
    return Number(statement.run(parameters).lastInsertRowid);
  };
};

/** Prepares a query for at most one row. */
export const prepareGet = <P extends Parameters, Row>(
  connection: Connection,
  sql: string,
): ((parameters: P) => Row | undefined) => {
  const statement = connection.prepare<P, Row>(sql);
  return (parameters) => statement.get(parameters);
};

/** Prepares a query for all its rows. */
export const prepareAll = <P extends Parameters, Row>(
  connection: Connection,
  sql: string,
): ((parameters: P) => readonly Row[]) => {
  const statement = connection.prepare<P, Row>(sql);
  return (parameters) => statement.all(parameters);
};
