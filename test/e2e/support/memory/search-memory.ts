import type { Leak, LeakSearch } from '../../../integration/leak/search-files.ts';
import type { DevtoolsSession } from './devtools-session.ts';
import { takeHeapSnapshot } from './heap-snapshot.ts';
import { livingBytes } from './living-bytes.ts';

const aboveAscii = /[^\0-\x7f]/;
const aboveBytes = /[^\0-\xff]/;

/** A text as bytes, and where it is a string of bytes (`binary`, `latin1`) those, too. */
const bytesOf = (text: string): Buffer => {
  const utf8 = Buffer.from(text, 'utf8');
  if (!aboveAscii.test(text) || aboveBytes.test(text)) return utf8;
  return Buffer.concat([utf8, Buffer.from('\n'), Buffer.from(text, 'latin1')]);
};

/**
 * Where a value occurs in what the program behind this inspector still holds: in its buffers and in its texts, with the way
 * by which each is reached.
 */
export const searchMemory = async (
  session: DevtoolsSession,
  search: LeakSearch,
): Promise<readonly Leak[]> => {
  // Buffers first: a snapshot takes seconds, in which a device may give up its line, and with it its buffers.
  const leaking: { readonly leaks: readonly Leak[]; readonly heapObjectId: string | null }[] = [];
  for (const { bytes, heapObjectId } of await livingBytes(
    session,
    (each) => search.bytes('', each).length > 0,
  )) {
    const leaks = search.bytes(`${bytes.length} bytes`, bytes);
    if (leaks.length > 0) leaking.push({ leaks, heapObjectId });
  }
  const { texts, pathTo } = await takeHeapSnapshot(session);
  const inTexts = texts.flatMap(({ text, path }) =>
    search.bytes('', bytesOf(text)).map((leak) => ({ ...leak, place: path() })),
  );
  const inBuffers = leaking.flatMap(({ leaks, heapObjectId }) => {
    const path = heapObjectId === null ? null : pathTo(heapObjectId);
    return leaks.map((leak) => ({ ...leak, place: `${leak.place}: ${path ?? 'held by nothing any more'}` }));
  });
  return [...inBuffers, ...inTexts];
};
