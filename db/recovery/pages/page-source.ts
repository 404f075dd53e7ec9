import { type FileBytes, openFileBytes } from './file-bytes.ts';
import { pageBytes, readWal, type WalContent } from './read-wal.ts';

/** The pages of a database file, each in the newest content that was committed. */
export interface PageSource {
  /** Pages are numbered from 1 to this. */
  readonly count: number;
  /** `pageBytes` bytes; undefined where they cannot be read. */
  read(page: number): Uint8Array | undefined;
  close(): void;
}

const countPages = (file: FileBytes, wal: WalContent): number =>
  Math.max(Math.ceil(file.size / pageBytes), ...wal.pages.keys());

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

/** Opens a database and the WAL beside it (`<file>-wal`) below SQLite, which refuses what is damaged. */
export const openPageSource = (file: string): PageSource => {
  const main = openFileBytes(file);
  const walFile = openFileBytes(`${file}-wal`);
  const wal = readWal(walFile);
  return {
    count: countPages(main, wal),
    read: (page) => {
      const offset = wal.pages.get(page);
      return offset === undefined ? readMainPage(main, page) : walFile.read(offset, pageBytes);
    },
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
