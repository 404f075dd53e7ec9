import { type ByteView, FontFormatError } from './byte-view.ts';

/** Glyph of a Unicode code point; 0 (.notdef) when the font has none. */
export type CharacterMap = (codePoint: number) => number;

/** cmap format 4: segments of the Basic Multilingual Plane. */
const readSegments = (table: ByteView): CharacterMap => {
  const segments = table.uint16(6) / 2;
  const endCodes = 14;
  const startCodes = endCodes + segments * 2 + 2;
  const deltas = startCodes + segments * 2;
  const rangeOffsets = deltas + segments * 2;
  // Every fixed array has to be there; what the last one points to is checked as it is read.
  table.bytes(0, rangeOffsets + segments * 2);
  return (codePoint) => {
    if (codePoint > 0xffff || segments === 0) return 0;
    let low = 0;
    let high = segments - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (table.uint16(endCodes + middle * 2) < codePoint) low = middle + 1;
      else high = middle;
    }
    const start = table.uint16(startCodes + low * 2);
    if (codePoint < start || codePoint > table.uint16(endCodes + low * 2)) return 0;
    const delta = table.uint16(deltas + low * 2);
    const rangeOffset = table.uint16(rangeOffsets + low * 2);
    if (rangeOffset === 0) return (codePoint + delta) & 0xffff;
    const position = rangeOffsets + low * 2 + rangeOffset + (codePoint - start) * 2;
    if (position + 2 > table.length) return 0;
    const glyph = table.uint16(position);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  };
};

/** cmap format 12: groups over the whole of Unicode. */
const readGroups = (table: ByteView): CharacterMap => {
  const headerLength = 16;
  const groupLength = 12;
  const groups = table.uint32(12);
  table.bytes(0, headerLength + groups * groupLength);
  return (codePoint) => {
    let low = 0;
    let high = groups - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = headerLength + middle * groupLength;
      if (codePoint < table.uint32(group)) high = middle - 1;
      else if (codePoint > table.uint32(group + 4)) low = middle + 1;
      else return table.uint32(group + 8) + codePoint - table.uint32(group);
    }
    return 0;
  };
};

const readMap = (cmap: ByteView): CharacterMap => {
  let segments: ByteView | undefined;
  const count = cmap.uint16(2);
  for (let index = 0; index < count; index++) {
    const record = 4 + index * 8;
    const platform = cmap.uint16(record);
    const offset = cmap.uint32(record + 4);
    const format = cmap.uint16(offset);
    // Platform 0 is Unicode, 3 is Windows; symbol and Macintosh encodings map other things than code points.
    const unicode = platform === 0 || (platform === 3 && [1, 10].includes(cmap.uint16(record + 2)));
    if (unicode && format === 12) return readGroups(cmap.part(offset, cmap.uint32(offset + 4)));
    if (unicode && format === 4 && !segments) segments = cmap.part(offset, cmap.uint16(offset + 2));
  }
  if (!segments) throw new FontFormatError('table cmap: neither format 12 nor format 4');
  return readSegments(segments);
};

/**
 * Reads the `cmap` table (OpenType 1.9.1, cmap): format 12 where there is one, else format 4. Nothing is kept of what is
 * looked up: a cache would hold the characters of people's names.
 *
 * @throws FontFormatError when there is neither format, or an array is cut short.
 */
export const readCharacterMap = (cmap: ByteView): CharacterMap => {
  const map = readMap(cmap);
  // Nearly all that is ever set lies in the Basic Multilingual Plane: looked up once for all, 128 KB a font.
  const plane = new Uint16Array(0x10000);
  // A glyph id has 16 bits (OpenType 1.9.1, maxp); a larger one is a fault of the map, and no glyph.
  for (let codePoint = 0; codePoint < plane.length; codePoint++) {
    const glyph = map(codePoint);
    plane[codePoint] = glyph > 0xffff ? 0 : glyph;
  }
  return (codePoint) => (codePoint < plane.length ? (plane[codePoint] ?? 0) : map(codePoint));
};
