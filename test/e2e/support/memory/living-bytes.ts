import type { DevtoolsSession } from './devtools-session.ts';
import { livingObjects } from './living-objects.ts';

/** Bytes fetched at a time: they come as base64 texts in one message. */
const bytesAtOnce = 4 * 1024 * 1024;

/** Runs in the process that is looked into: the next pieces from a place on. */
const readPieces = `function (index, from, atMost) {
  const base64 = (bytes) => {
    if (typeof Buffer === 'function') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
    let text = '';
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return btoa(text);
  };
  const pieces = [];
  while (index < this.length && atMost > 0) {
    const isPrototype = Object.hasOwn(this[index], 'constructor');
    const byteLength = isPrototype ? 0 : this[index].byteLength;
    const length = Math.min(byteLength - from, atMost);
    if (length > 0) pieces.push({ index, base64: base64(new Uint8Array(this[index], from, length)) });
    atMost -= length;
    from += length;
    if (from < byteLength) continue;
    index += 1;
    from = 0;
  }
  return { pieces, index, from };
}`;

interface Pieces {
  readonly pieces: readonly { readonly index: number; readonly base64: string }[];
  readonly index: number;
  readonly from: number;
}

export interface LivingBuffer {
  readonly bytes: Buffer;
  /** Its id in heap snapshots, of those that were asked for. */
  readonly heapObjectId: string | null;
}

/**
 * The contents of all living buffers. A heap snapshot shows that a buffer is there, not what it holds: that lies outside
 * of V8's heap. Views that V8 keeps inside (up to 64 bytes) get a buffer by being asked for one.
 *
 * @param isWanted whether the id of a buffer with these contents is wanted
 */
export const livingBytes = async (
  session: DevtoolsSession,
  isWanted: (bytes: Buffer) => boolean,
): Promise<readonly LivingBuffer[]> => {
  await session.send('HeapProfiler.enable');
  const views = await livingObjects(session, 'Object.getPrototypeOf(Uint8Array.prototype)');
  await views.call('function () { for (const view of this) if (ArrayBuffer.isView(view)) view.buffer; }');
  const buffers = await livingObjects(session, 'ArrayBuffer.prototype');
  const count = await buffers.call<number>('function () { return this.length; }');
  const contents: Buffer[][] = Array.from({ length: count }, () => []);
  for (let index = 0, from = 0; index < count; ) {
    const read = await buffers.call<Pieces>(readPieces, index, from, bytesAtOnce);
    for (const piece of read.pieces) contents[piece.index]?.push(Buffer.from(piece.base64, 'base64'));
    ({ index, from } = read);
  }
  const found: LivingBuffer[] = [];
  for (const [index, pieces] of contents.entries()) {
    const bytes = Buffer.concat(pieces);
    found.push({ bytes, heapObjectId: isWanted(bytes) ? await buffers.heapObjectId(index) : null });
  }
  await buffers.release();
  await views.release();
  return found;
};
