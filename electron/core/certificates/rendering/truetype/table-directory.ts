import { type ByteView, createByteView, FontFormatError } from './byte-view.ts';

/** Real fonts have about twenty tables; more than this is not a font. */
const maximumTables = 64;

const trueTypeVersion = 0x00010000;

export interface TableDirectory {
  /** The table, or an error that names it. */
  required(tag: string): ByteView;
  optional(tag: string): ByteView | undefined;
}

/**
 * Reads the table directory of a single-font TrueType file (OpenType 1.9.1, "Organization of an OpenType font").
 *
 * @throws FontFormatError when it is a collection, has CFF outlines, or a table lies outside of the file.
 */
export const readTableDirectory = (file: Uint8Array): TableDirectory => {
  const header = createByteView(file, 'font file');
  const version = header.uint32(0);
  if (version !== trueTypeVersion) {
    throw new FontFormatError(
      `not a single TrueType font: it begins with 0x${version.toString(16).padStart(8, '0')} (collections and CFF outlines are not read)`,
    );
  }
  const count = header.uint16(4);
  if (count > maximumTables) throw new FontFormatError(`${count} tables are more than ${maximumTables}`);

  const tables = new Map<string, ByteView>();
  for (let index = 0; index < count; index++) {
    const record = 12 + index * 16;
    const tag = String.fromCharCode(...header.bytes(record, 4));
    const bytes = header.bytes(header.uint32(record + 8), header.uint32(record + 12));
    tables.set(tag, createByteView(bytes, `table ${tag}`));
  }
  return {
    required(tag) {
      const table = tables.get(tag);
      if (!table) throw new FontFormatError(`table ${tag} is missing`);
      return table;
    },
    optional: (tag) => tables.get(tag),
  };
};
