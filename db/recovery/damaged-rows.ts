import { readBtreePage } from './pages/btree-page.ts';
import type { PageSource } from './pages/page-source.ts';
import { asRowOf, type NamedRow, type TableShape } from './table-shape.ts';

/** Pages that could not be read or are no pages of SQLite's any more, and cells in others that hold no row. */
export interface Unreadable {
  readonly pages: number;
  readonly cells: number;
}

/** Where `sqlite_schema` begins. */
const schemaRoot = 1;

/** A free page is all zeros (secure_delete), and an overflow page begins with the number of the next one. */
const mayBeOtherPage = (source: PageSource, page: number): boolean => source.read(page)?.[0] === 0;

/** The pages of the b-tree under `root`; branches that cannot be read are simply not followed. */
const pagesUnder = (source: PageSource, root: number): readonly number[] => {
  const met = new Set<number>();
  const waiting = [root];
  for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
    if (met.has(page)) continue;
    met.add(page);
    waiting.push(...(readBtreePage(source, page)?.children() ?? []));
  }
  return [...met];
};

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly root: number;
}

/** `sqlite_schema` as far as it can be read: columns type, name, tbl_name, rootpage, sql. */
const readSchema = (source: PageSource): readonly SchemaRow[] =>
  pagesUnder(source, schemaRoot)
    .flatMap((page) => readBtreePage(source, page)?.rows().rows ?? [])
    .flatMap(({ values: [type, name, , root] }) =>
      typeof type === 'string' && typeof name === 'string' && typeof root === 'number' && root >= 2
        ? [{ type, name, root }]
        : [],
    );

/** Which table each page that a tree reaches belongs to; null for those of indexes. */
const findOwners = (source: PageSource): ReadonlyMap<number, string | null> => {
  const owners = new Map<number, string | null>([[schemaRoot, null]]);
  for (const { type, name, root } of readSchema(source)) {
    for (const page of pagesUnder(source, root)) {
      // Two trees that meet in a page: a pointer is wrong, and only the rows themselves can tell which.
      if (owners.has(page)) owners.delete(page);
      else owners.set(page, type === 'table' ? name : null);
    }
  }
  return owners;
};

/**
 * Reads a database of the kiosk page by page, below SQLite: what SQLite's own reading would refuse – no header, a root
 * or a branch that is overwritten, a file cut short – costs only the rows on the pages concerned. A page that no tree
 * reaches any more is read as one of every table whose shape one of its rows has; whoever inserts the rows lets the
 * CHECKs of the tables judge them.
 *
 * `take` gets every row that can be read, one table after the other in the order of `shapes`, in the order of its
 * pages. One key may come more than once. With `only`, rows of other pages are not looked at.
 */
export const readDamagedRows = (
  source: PageSource,
  shapes: readonly TableShape[],
  take: (table: string, row: NamedRow) => void,
  only?: ReadonlySet<number>,
): Unreadable => {
  const owners = findOwners(source);
  const pagesOf = new Map<string, number[]>(shapes.map(({ name }) => [name, []]));
  let pages = 0;
  let cells = 0;
  for (let number = 1; number <= source.count; number += 1) {
    if (only?.has(number) === false) continue;
    const page = readBtreePage(source, number);
    if (page === undefined) {
      if (!mayBeOtherPage(source, number)) pages += 1;
      continue;
    }
    const { rows, unreadableCells } = page.rows();
    cells += unreadableCells;
    const owner = owners.get(number);
    if (owner === null) continue;
    for (const shape of shapes) {
      // Some rows of a page that is partly overwritten may have lost their shape: one that has it is enough.
      const fits = rows.some((row) => asRowOf(shape, row) !== undefined);
      if (fits && (owner === undefined || owner === shape.name)) pagesOf.get(shape.name)?.push(number);
    }
  }
  for (const shape of shapes) {
    for (const number of pagesOf.get(shape.name) ?? []) {
      for (const row of readBtreePage(source, number)?.rows().rows ?? []) {
        const named = asRowOf(shape, row);
        if (named !== undefined) take(shape.name, named);
      }
    }
  }
  return { pages, cells };
};
