import { type ByteView, FontFormatError } from './byte-view.ts';

const postscriptNameId = 6;
const windowsPlatform = 3;
const unicodePlatform = 0;

/** PostScript names are printable ASCII without delimiters (OpenType 1.9.1, name, id 6). */
const valid = /^[!-$&'*-.0-;=?-Z\\^-z|~]{1,63}$/;

/**
 * The font's PostScript name, from the `name` table.
 *
 * @throws FontFormatError when there is none that could stand in a PDF.
 */
export const readPostscriptName = (table: ByteView): string => {
  const count = table.uint16(2);
  const strings = table.uint16(4);
  for (let index = 0; index < count; index++) {
    const record = 6 + index * 12;
    if (table.uint16(record + 6) !== postscriptNameId) continue;
    const bytes = table.bytes(strings + table.uint16(record + 10), table.uint16(record + 8));
    const platform = table.uint16(record);
    const twoBytes = platform === windowsPlatform || platform === unicodePlatform;
    const name = String.fromCharCode(...bytes.filter((_, position) => !twoBytes || position % 2 === 1));
    if (valid.test(name)) return name;
  }
  throw new FontFormatError('table name: no PostScript name');
};
