import type { Connection } from '../statements.ts';
import type { StoredRow } from './pages/btree-page.ts';
import type { ColumnValue } from './pages/record.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  /** 1 for NOT NULL. */
  readonly required: number;
  /** Its place in the primary key, from 1; 0 for none. */
  readonly keyPlace: number;
}

/** How a table's rows lie in records. */
export interface TableShape {
  readonly name: string;
  /** In the order of the record: the primary key stands first in a WITHOUT ROWID table. */
  readonly columns: readonly Column[];
  readonly withoutRowid: boolean;
  /** The column that is the rowid itself, which the record holds as NULL. */
  readonly rowidColumn: string | null;
}

/** A row by the names of its columns. */
export type NamedRow = Readonly<Record<string, ColumnValue>>;

const shapeOf = (connection: Connection, name: string, withoutRowid: boolean): TableShape => {
  const declared = connection
    .prepare<[string], Column>(
      `SELECT name, type, "notnull" AS required, pk AS keyPlace FROM pragma_table_info(?) ORDER BY cid`,
    )
    .all(name);
  const key = declared.filter(({ keyPlace }) => keyPlace > 0).sort((a, b) => a.keyPlace - b.keyPlace);
  const [first] = key;
  return {
    name,
    columns: withoutRowid ? [...key, ...declared.filter(({ keyPlace }) => keyPlace === 0)] : declared,
    withoutRowid,
    rowidColumn: !withoutRowid && key.length === 1 && first?.type === 'INTEGER' ? first.name : null,
  };
};

/** The shapes of all tables of a database as the migrations made it. */
export const readTableShapes = (connection: Connection): readonly TableShape[] =>
  connection
    .prepare<[], { name: string; withoutRowid: number }>(
      `SELECT name, wr AS withoutRowid FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .all()
    .map(({ name, withoutRowid }) => shapeOf(connection, name, withoutRowid === 1));

/** Whether a value may stand in a column of a STRICT table. */
const fits = (value: ColumnValue, { type, required }: Column): boolean => {
  if (value === null) return required === 0;
  switch (type) {
    case 'INTEGER':
    case 'INT':
      return Number.isInteger(value);
    case 'REAL':
      return typeof value === 'number';
    case 'TEXT':
      return typeof value === 'string';
    case 'BLOB':
      return value instanceof Uint8Array;
    default:
      return true;
  }
};

/** The row as one of this table; undefined when number or types of its values say that it is none. */
export const asRowOf = (shape: TableShape, row: StoredRow): NamedRow | undefined => {
  if (shape.withoutRowid !== (row.rowid === null)) return undefined;
  if (row.values.length !== shape.columns.length) return undefined;
  const named: Record<string, ColumnValue> = {};
  for (const [index, column] of shape.columns.entries()) {
    const stored = row.values[index] ?? null;
    const value = column.name === shape.rowidColumn ? row.rowid : stored;
    if (column.name === shape.rowidColumn ? stored !== null : !fits(value, column)) return undefined;
    named[column.name] = value;
  }
  return named;
};
