import type { Leak, LeakSearch } from '../../../integration/leak/search-files.ts';
import type { DevtoolsSession } from './devtools-session.ts';
import { livingTexts } from './heap-snapshot.ts';
import { livingBytes } from './living-bytes.ts';

const moreThanBytes = /[^\0-\xff]/;
const moreThanAscii = /[^\0-\x7f]/;

/** A text as bytes, and where it is a string of bytes (`binary`, `latin1`) those, too. */
const bytesOf = (text: string): Buffer =>
  moreThanAscii.test(text) && !moreThanBytes.test(text)
    ? Buffer.concat([Buffer.from(text, 'utf8'), Buffer.from('\n'), Buffer.from(text, 'latin1')])
    : Buffer.from(text, 'utf8');

/** Where a value occurs in what the program behind this inspector still holds: its texts, by path, and its buffers. */
export const searchMemory = async (
  session: DevtoolsSession,
  search: LeakSearch,
): Promise<readonly Leak[]> => {
  // Buffers first: a snapshot takes seconds, in which a device gives up its line and its buffers with it.
  const inBytes = (await livingBytes(session)).flatMap((bytes) =>
    search.bytes(`a buffer of ${bytes.length} bytes`, bytes),
  );
  const inTexts = (await livingTexts(session)).flatMap(({ text, path }) => {
    const leaks = search.bytes('', bytesOf(text));
    return leaks.length === 0 ? [] : leaks.map((leak) => ({ ...leak, place: path() }));
  });
  return [...inBytes, ...inTexts];
};
