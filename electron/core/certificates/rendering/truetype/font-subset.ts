import type { GlyphData } from './glyph-data.ts';
import type { FontMetrics } from './font-metrics.ts';
import type { TableDirectory } from './table-directory.ts';

/** A font file that grows by the characters a document uses; glyph ids of the subset count up from 0 (.notdef). */
export interface FontSubset {
  /**
   * Takes the glyph of a code point in; returns its id in the subset. Code points that share a glyph of the font get one
   * each, so that copied text is what the claims say: a document notes one code point for a glyph.
   */
  includeGlyph(codePoint: number): number;
  /** The subset as a TrueType file with the tables that a PDF needs (ISO 32000-2, 9.9.1). */
  encode(): Uint8Array;
}

const align = (length: number): number => (length + 3) & ~3;

/** Sum of big-endian 32-bit words, modulo 2^32; the bytes are padded with zeros (OpenType 1.9.1, "Table checksum"). */
const checksum = (bytes: Uint8Array): number => {
  let sum = 0;
  for (let index = 0; index < bytes.length; index += 4) {
    const word =
      ((bytes[index] ?? 0) << 24) |
      ((bytes[index + 1] ?? 0) << 16) |
      ((bytes[index + 2] ?? 0) << 8) |
      (bytes[index + 3] ?? 0);
    sum = (sum + word) | 0;
  }
  return sum >>> 0;
};

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Lays tables out behind a directory and settles the checksum of the whole file in `head`. */
const writeFontFile = (tables: readonly (readonly [tag: string, bytes: Uint8Array])[]): Uint8Array => {
  const headerLength = 12 + tables.length * 16;
  const file = new Uint8Array(
    tables.reduce((length, [, bytes]) => length + align(bytes.length), headerLength),
  );
  const out = view(file);
  const log = Math.floor(Math.log2(tables.length));
  out.setUint32(0, 0x00010000);
  out.setUint16(4, tables.length);
  out.setUint16(6, 16 << log);
  out.setUint16(8, log);
  out.setUint16(10, tables.length * 16 - (16 << log));
  let offset = headerLength;
  let headOffset = 0;
  tables.forEach(([tag, bytes], index) => {
    const record = 12 + index * 16;
    for (let position = 0; position < 4; position++) file[record + position] = tag.charCodeAt(position);
    out.setUint32(record + 4, checksum(bytes));
    out.setUint32(record + 8, offset);
    out.setUint32(record + 12, bytes.length);
    file.set(bytes, offset);
    if (tag === 'head') headOffset = offset;
    offset += align(bytes.length);
  });
  out.setUint32(headOffset + 8, (0xb1b0afba - checksum(file)) >>> 0);
  return file;
};

/** Starts an empty subset of a font: only .notdef, which has to be there and stands for code point 0. */
export const createFontSubset = (
  tables: TableDirectory,
  metrics: FontMetrics,
  glyphs: GlyphData,
  glyphIdOf: (codePoint: number) => number,
): FontSubset => {
  const included: number[] = [0];
  const idsOfCharacters = new Map<number, number>([[0, 0]]);
  const idsOfComponents = new Map<number, number>();

  const include = (ids: Map<number, number>, key: number, glyphId: number): number => {
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, included.length);
    included.push(glyphId);
    return included.length - 1;
  };

  /** The glyph's own bytes, with the components of a composite renumbered (and taken in). */
  const encodeGlyph = (glyphId: number): Uint8Array => {
    const source = glyphs.glyph(glyphId);
    const bytes = source.bytes(0, source.length);
    const components = glyphs.components(glyphId);
    if (components.length === 0) return bytes;
    const copy = bytes.slice();
    for (const component of components) {
      view(copy).setUint16(
        component.glyphIdOffset,
        include(idsOfComponents, component.glyphId, component.glyphId),
      );
    }
    return copy;
  };

  const copyOf = (tag: string): Uint8Array => {
    const table = tables.required(tag);
    return table.bytes(0, table.length).slice();
  };

  return {
    includeGlyph: (codePoint) => include(idsOfCharacters, codePoint, glyphIdOf(codePoint)),
    encode() {
      const parts: Uint8Array[] = [];
      // Composites append to `included` while it is walked.
      for (let index = 0; index < included.length; index++) parts.push(encodeGlyph(included[index] ?? 0));

      const loca = new Uint8Array((parts.length + 1) * 4);
      const glyf = new Uint8Array(parts.reduce((length, part) => length + align(part.length), 0));
      let offset = 0;
      parts.forEach((part, index) => {
        view(loca).setUint32(index * 4, offset);
        glyf.set(part, offset);
        offset += align(part.length);
      });
      view(loca).setUint32(parts.length * 4, offset);

      const hmtx = new Uint8Array(included.length * 4);
      included.forEach((glyphId, index) => {
        view(hmtx).setUint16(index * 4, metrics.advanceWidth(glyphId));
        view(hmtx).setInt16(index * 4 + 2, metrics.leftSideBearing(glyphId));
      });

      const head = copyOf('head');
      view(head).setUint32(8, 0);
      view(head).setInt16(50, 1);
      const hhea = copyOf('hhea');
      view(hhea).setUint16(34, included.length);
      const maxp = copyOf('maxp');
      view(maxp).setUint16(4, included.length);

      const optional = (tag: string): (readonly [string, Uint8Array])[] =>
        tables.optional(tag) ? [[tag, copyOf(tag)]] : [];
      return writeFontFile([
        ...optional('cvt '),
        ...optional('fpgm'),
        ['glyf', glyf],
        ['head', head],
        ['hhea', hhea],
        ['hmtx', hmtx],
        ['loca', loca],
        ['maxp', maxp],
        ...optional('prep'),
      ]);
    },
  };
};
