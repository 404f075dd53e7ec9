import type { FileBytes } from './file-bytes.ts';

/**
 * Bytes of a page in every database of the kiosk: SQLite's default, which no migration changes. It is not taken from
 * the header, which may be the very thing that is damaged.
 */
export const pageBytes = 4096;

const headerBytes = 32;
const frameHeaderBytes = 24;
const frameBytes = frameHeaderBytes + pageBytes;

/** The last bit says in which order the 32-bit words of a checksum are read. */
const magicLittleEndian = 0x37_7f_06_82;
const magicBigEndian = 0x37_7f_06_83;

/** Where the content of pages lies in the file: page number → offset in bytes. */
export type PageOffsets = ReadonlyMap<number, number>;

export interface WalContent {
  /** As SQLite reads it: what was committed before the first frame that is not as it was written. */
  readonly told: PageOffsets;
  /** What is known to have been committed: also behind damaged frames, up to the last transaction that is whole. */
  readonly newest: PageOffsets;
  /** Frames of transactions that had been committed, and are not as they were written. */
  readonly damagedFrames: number;
}

interface Checksum {
  readonly first: number;
  readonly second: number;
}

/** The WAL's checksum (https://sqlite.org/walformat.html, "Checksum Algorithm") over whole pairs of words. */
const addToChecksum = (start: Checksum, bytes: Uint8Array, littleEndian: boolean): Checksum => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let { first, second } = start;
  for (let offset = 0; offset < bytes.byteLength; offset += 8) {
    first = (first + view.getUint32(offset, littleEndian) + second) >>> 0;
    second = (second + view.getUint32(offset + 4, littleEndian) + first) >>> 0;
  }
  return { first, second };
};

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

interface Frame {
  readonly page: number;
  readonly commits: boolean;
  readonly salt: string;
  /** As it stands in the frame. */
  readonly checksum: Checksum;
  readonly bytes: Uint8Array;
}

const readFrame = (file: FileBytes, index: number): Frame | undefined => {
  const bytes = file.read(headerBytes + index * frameBytes, frameBytes);
  if (bytes === undefined) return undefined;
  const view = viewOf(bytes);
  return {
    page: view.getUint32(0),
    commits: view.getUint32(4) !== 0,
    salt: `${view.getUint32(8)}-${view.getUint32(12)}`,
    checksum: { first: view.getUint32(16), second: view.getUint32(20) },
    bytes,
  };
};

/** Whether a frame is as it was written, given the checksum that stands in the one before it. */
const isSound = (frame: Frame, before: Checksum, littleEndian: boolean): boolean => {
  const overHeader = addToChecksum(before, frame.bytes.subarray(0, 8), littleEndian);
  const overAll = addToChecksum(overHeader, frame.bytes.subarray(frameHeaderBytes), littleEndian);
  return overAll.first === frame.checksum.first && overAll.second === frame.checksum.second;
};

/** What the header says; undefined when it is not as it was written. */
const readHeader = (file: FileBytes): { readonly salt: string; readonly checksum: Checksum } | undefined => {
  const bytes = file.read(0, headerBytes);
  if (bytes === undefined) return undefined;
  const view = viewOf(bytes);
  const magic = view.getUint32(0);
  if (magic !== magicLittleEndian && magic !== magicBigEndian) return undefined;
  const checksum = { first: view.getUint32(24), second: view.getUint32(28) };
  const expected = addToChecksum({ first: 0, second: 0 }, bytes.subarray(0, 24), magic === magicLittleEndian);
  if (expected.first !== checksum.first || expected.second !== checksum.second) return undefined;
  return { salt: `${view.getUint32(16)}-${view.getUint32(20)}`, checksum };
};

/** The order of the words in checksums of frames; a header that is lost was written by a machine like this one. */
const readsLittleEndian = (file: FileBytes): boolean => {
  const bytes = file.read(0, 4);
  return bytes === undefined || viewOf(bytes).getUint32(0) !== magicBigEndian;
};

/** Frames up to one that commits; the last ones of a WAL may commit nothing. */
interface Transaction {
  readonly pages: Map<number, number>;
  /** Frames that are not as they were written; for the first transaction the header counts as one. */
  unsound: number;
  committed: boolean;
}

/** What a disk writes whole or not at all; larger ones are multiples of it. */
const blockBytes = 512;

/**
 * Whether the header of a frame was written at one go: then the salt in it tells that the rest of it, too, is of this
 * generation and not what had been there before.
 */
const liesInOneBlock = (index: number): boolean =>
  ((headerBytes + index * frameBytes) % blockBytes) + frameHeaderBytes <= blockBytes;

const begin = (unsound = 0): Transaction => ({ pages: new Map(), unsound, committed: false });

const isWhole = ({ unsound, committed }: Transaction): boolean => committed && unsound === 0;

const readTransactions = (file: FileBytes): readonly Transaction[] => {
  const count = Math.max(0, Math.floor((file.size - headerBytes) / frameBytes));
  const littleEndian = readsLittleEndian(file);
  const header = readHeader(file);
  let before: Checksum | undefined = header?.checksum;
  let salt = header?.salt;
  let current = begin(header === undefined ? 1 : 0);
  const transactions = [current];
  for (let index = 0; index < count; index += 1) {
    const frame = readFrame(file, index);
    const ofGeneration = frame !== undefined && (salt === undefined || frame.salt === salt);
    const sound = ofGeneration && before !== undefined && isSound(frame, before, littleEndian);
    before = frame?.checksum;
    if (sound) {
      salt = frame.salt;
      current.pages.set(frame.page, headerBytes + index * frameBytes + frameHeaderBytes);
    } else current.unsound += 1;
    // The header of a frame whose page is damaged may still say that a transaction ended there.
    if (ofGeneration && frame.commits && (sound || liesInOneBlock(index))) {
      current.committed = true;
      current = begin();
      transactions.push(current);
    }
  }
  return transactions;
};

const pagesOf = (transactions: readonly Transaction[]): PageOffsets =>
  new Map(transactions.flatMap(({ pages }) => [...pages]));

/**
 * Reads a WAL (https://sqlite.org/fileformat2.html §4) further than SQLite does. SQLite stops at the first frame whose
 * checksum is wrong, and so forgets, without a word, whatever was committed after it. A checksum goes on from the one
 * in the frame before, so that every frame behind a damaged one can still be judged by its own predecessor.
 *
 * A frame counts as damaged only when a whole later transaction of the same generation (salt) follows its own. The disk
 * had been told to keep it before that transaction was begun, so no power cut can have lost it. A power cut may lose
 * any block of the last transaction, not only its end, while the frame that would commit it is there: nobody had been
 * told of it, and nothing of it counts. Frames with another salt are remains of an earlier generation.
 */
export const readWal = (file: FileBytes): WalContent => {
  const transactions = readTransactions(file);
  const firstBroken = transactions.findIndex((transaction) => !isWhole(transaction));
  const known = transactions.slice(0, transactions.findLastIndex(isWhole) + 1);
  return {
    told: pagesOf(transactions.slice(0, firstBroken)),
    newest: pagesOf(known),
    damagedFrames: known.reduce((sum, { unsound }) => sum + unsound, 0),
  };
};
