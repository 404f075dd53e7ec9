import type { PageSource } from './page-source.ts';
import { pageBytes } from './read-wal.ts';
import { type ColumnValue, readRecord, readVarint } from './record.ts';

/** The first byte of a b-tree page (https://sqlite.org/fileformat2.html §1.6). Anything else is no such page. */
const pageKinds = { 2: 'index-interior', 5: 'table-interior', 10: 'index-leaf', 13: 'table-leaf' } as const;
export type BtreePageKind = (typeof pageKinds)[keyof typeof pageKinds];

/** A row as it lies in a page: `rowid` in table b-trees only, null in those of indexes and WITHOUT ROWID tables. */
export interface StoredRow {
  readonly rowid: number | null;
  readonly values: readonly ColumnValue[];
}

export interface BtreePage {
  readonly kind: BtreePageKind;
  /** Pages below, as far as they can be told. */
  children(): readonly number[];
  /** The rows in it, and how many cells hold none that can be read. */
  rows(): { readonly rows: readonly StoredRow[]; readonly unreadableCells: number };
}

/** The database header stands in front of the first page's own. */
const databaseHeaderBytes = 100;
/** Longer payloads than any row of the kiosk are the mark of a damaged length. */
const longestPayload = 64 * 1024 * 1024;

const kindOf = (byte: number | undefined): BtreePageKind | undefined =>
  byte === 2 || byte === 5 || byte === 10 || byte === 13 ? pageKinds[byte] : undefined;

/** Bytes of a payload that stand in the page itself; the rest goes to overflow pages (§1.6, with U = 4096). */
const localBytes = (payload: number, ofTable: boolean): number => {
  const most = ofTable ? pageBytes - 35 : Math.floor(((pageBytes - 12) * 64) / 255) - 23;
  if (payload <= most) return payload;
  const least = Math.floor(((pageBytes - 12) * 32) / 255) - 23;
  const wanted = least + ((payload - least) % (pageBytes - 4));
  return wanted <= most ? wanted : least;
};

const uint32 = (bytes: Uint8Array, offset: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(offset);

/** Puts a payload together from the part in its page and its chain of overflow pages. */
const collectPayload = (
  source: PageSource,
  page: Uint8Array,
  start: number,
  length: number,
  ofTable: boolean,
): Uint8Array | undefined => {
  const local = localBytes(length, ofTable);
  if (length > longestPayload || start + local > pageBytes) return undefined;
  if (local === length) return page.subarray(start, start + length);
  if (start + local + 4 > pageBytes) return undefined;
  const payload = new Uint8Array(length);
  payload.set(page.subarray(start, start + local));
  let next = uint32(page, start + local);
  for (let filled = local; filled < length; ) {
    const overflow = next >= 2 && next <= source.count ? source.read(next) : undefined;
    if (overflow === undefined) return undefined;
    const part = overflow.subarray(4, 4 + Math.min(pageBytes - 4, length - filled));
    payload.set(part, filled);
    filled += part.length;
    next = uint32(overflow, 0);
  }
  return next === 0 ? payload : undefined;
};

const readRow = (
  source: PageSource,
  page: Uint8Array,
  kind: Exclude<BtreePageKind, 'table-interior'>,
  cell: number,
): StoredRow | undefined => {
  const length = readVarint(page, kind === 'index-interior' ? cell + 4 : cell);
  if (length === undefined) return undefined;
  const rowid = kind === 'table-leaf' ? readVarint(page, length.end) : undefined;
  if (kind === 'table-leaf' && rowid === undefined) return undefined;
  const start = rowid?.end ?? length.end;
  const payload = collectPayload(source, page, start, length.value, kind === 'table-leaf');
  const values = payload && readRecord(payload);
  return values && { rowid: rowid?.value ?? null, values };
};

/**
 * Reads a b-tree page cell by cell, so that a page of which a part is overwritten still yields the rest. Undefined for
 * a page that is none: overflow, free, or unreadable. Free space is never looked into: what was deleted stays deleted.
 */
export const readBtreePage = (source: PageSource, number: number): BtreePage | undefined => {
  const page = source.read(number);
  if (page === undefined) return undefined;
  const start = number === 1 ? databaseHeaderBytes : 0;
  const kind = kindOf(page[start]);
  if (kind === undefined) return undefined;
  const interior = kind === 'index-interior' || kind === 'table-interior';
  const pointers = start + (interior ? 12 : 8);
  const cells = Math.min(uint32(page, start + 3) >>> 16, Math.floor((pageBytes - pointers) / 2));

  const cell = (index: number): number | undefined => {
    const pointer = pointers + index * 2;
    const offset = ((page[pointer] ?? 0) << 8) | (page[pointer + 1] ?? 0);
    return offset < pointers + cells * 2 || offset > pageBytes - 4 ? undefined : offset;
  };
  const cellOffsets = Array.from({ length: cells }, (_, index) => cell(index));
  const isPage = (child: number): boolean => child >= 2 && child <= source.count;

  return {
    kind,
    children: () =>
      interior
        ? [
            uint32(page, start + 8),
            ...cellOffsets.flatMap((offset) => (offset === undefined ? [] : [uint32(page, offset)])),
          ].filter(isPage)
        : [],
    rows: () => {
      if (kind === 'table-interior') return { rows: [], unreadableCells: 0 };
      const rows = cellOffsets.flatMap((offset) => {
        const row = offset === undefined ? undefined : readRow(source, page, kind, offset);
        return row === undefined ? [] : [row];
      });
      return { rows, unreadableCells: cells - rows.length };
    },
  };
};
