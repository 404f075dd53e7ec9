import type BetterSqlite3 from 'better-sqlite3';

export type Connection = BetterSqlite3.Database;

/** Named parameters of a statement: `@name` in the SQL. */
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
