import { type FileBytes, openFileBytes } from './file-bytes.ts';
import { pageBytes, type PageOffsets, readWal } from './read-wal.ts';

/** The pages of a database file as of one moment. */
export interface PageSource {
  /** Pages are numbered from 1 to this. */
  readonly count: number;
  /** `pageBytes` bytes; undefined where they cannot be read. */
  read(page: number): Uint8Array | undefined;
}

/** An earlier state of the pages, and which of them differ from the newest. */
export interface EarlierPages extends PageSource {
  readonly differing: ReadonlySet<number>;
}

/** A database file with the WAL beside it, in each of the states that it still holds. */
export interface PageVersions {
  /** Each page in the newest content that is known to have been committed. */
  readonly newest: PageSource;
  /** Oldest first: the file without its WAL, then with what SQLite would read of the WAL, where this is not the newest. */
  readonly earlier: readonly EarlierPages[];
  close(): void;
}

const countPages = (file: FileBytes, pages: PageOffsets): number =>
  [...pages.keys()].reduce((most, page) => Math.max(most, page), Math.ceil(file.size / pageBytes));

/** A last page that is cut off reads as if zeros followed: what stands in it is worth reading. */
const readMainPage = (file: FileBytes, page: number): Uint8Array | undefined => {
  const offset = (page - 1) * pageBytes;
  const there = Math.min(pageBytes, file.size - offset);
  if (there <= 0) return undefined;
  const bytes = file.read(offset, there);
  if (bytes === undefined || there === pageBytes) return bytes;
  const padded = new Uint8Array(pageBytes);
  padded.set(bytes);
  return padded;
};

const differingPages = (one: PageOffsets, other: PageOffsets): ReadonlySet<number> =>
  new Set([...one.keys(), ...other.keys()].filter((page) => one.get(page) !== other.get(page)));

/** Opens a database and the WAL beside it (`<file>-wal`) below SQLite, which refuses what is damaged. */
export const openPageVersions = (file: string): PageVersions => {
  const main = openFileBytes(file);
  const walFile = openFileBytes(`${file}-wal`);
  const wal = readWal(walFile);
  const sourceOf = (pages: PageOffsets): PageSource => ({
    count: countPages(main, pages),
    read: (page) => {
      const offset = pages.get(page);
      return offset === undefined ? readMainPage(main, page) : walFile.read(offset, pageBytes);
    },
  });
  return {
    newest: sourceOf(wal.newest),
    earlier: [new Map<number, number>(), wal.told]
      .map((pages) => ({ ...sourceOf(pages), differing: differingPages(pages, wal.newest) }))
      .filter(({ differing }) => differing.size > 0),
    close: () => {
      main.close();
      walFile.close();
    },
  };
};

/** How many frames of committed transactions in the WAL of `file` are damaged, which SQLite would not tell. */
export const countDamagedWalFrames = (file: string): number => {
  const wal = openFileBytes(`${file}-wal`);
  try {
    return wal.size === 0 ? 0 : readWal(wal).damagedFrames;
  } finally {
    wal.close();
  }
};
