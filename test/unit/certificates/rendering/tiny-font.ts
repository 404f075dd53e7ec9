/** Tables of a small font by tag. */
export type FontTables = Readonly<Record<string, readonly number[]>>;

const u16 = (...values: number[]): number[] => values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff]);
const u32 = (...values: number[]): number[] =>
  values.flatMap((value) => [(value >>> 24) & 0xff, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff]);

/** A square from 0, 0 to `side`, `side`: one contour, four points on the curve. */
const square = (side: number): number[] => [
  ...u16(1, 0, 0, side, side), // contours, bounding box
  ...u16(3, 0), // last point, no instructions
  ...[1, 1, 1, 1], // on the curve, coordinates as words
  ...u16(0, 0, side, 0), // x
  ...u16(0, side, 0, -side), // y
];

/** Glyph 1 twice: as it is, and moved by 50, 10 at half size. */
const composite = [
  ...u16(-1, 0, 0, 100, 100),
  ...u16(0x0020 | 0x0002, 1), // more to come, arguments are offsets
  ...[0, 0],
  ...u16(0x0002 | 0x0008, 1), // arguments are offsets, one scale
  ...[50, 10],
  ...u16(0x2000), // 0.5
];

const notdef = square(10);
const plain = square(100);

/** Glyphs: 0 .notdef, 1 a square, 2 a composite of it, 3 nothing. Each starts on an even offset. */
const glyphs = [notdef, plain, composite, []];

const glyphOffsets = [0, ...glyphs.map((_, index) => glyphs.slice(0, index + 1).flat().length)];

/** A → 1, B → 2, space → 3, in format 4. */
const segments = [
  ...u16(4, 40, 0, 6, 4, 1, 2),
  ...u16(0x20, 0x42, 0xffff), // ends
  ...u16(0),
  ...u16(0x20, 0x41, 0xffff), // starts
  ...u16(3 - 0x20, 1 - 0x41, 1), // deltas
  ...u16(0, 0, 0),
];

/** The same and U+20BB7 → 2, in format 12. */
const groups = [
  ...u16(12, 0),
  ...u32(16 + 3 * 12, 0, 3),
  ...u32(0x20, 0x20, 3),
  ...u32(0x41, 0x42, 1),
  ...u32(0x20bb7, 0x20bb7, 2),
];

/** Tables of a font of four glyphs, 200 units to the em; `format` picks its character map. */
export const tinyFontTables = (format: 4 | 12 = 12): FontTables => ({
  'OS/2': [...u16(4), ...new Array<number>(84).fill(0), ...u16(90, 100), ...new Array<number>(6).fill(0)],
  cmap: [...u16(0, 1, 3, format === 12 ? 10 : 1), ...u32(12), ...(format === 12 ? groups : segments)],
  glyf: glyphs.flat(),
  head: [
    ...u16(1, 0),
    ...u32(0, 0, 0x5f0f3cf5),
    ...u16(0, 200),
    ...new Array<number>(16).fill(0),
    ...u16(0, 0, 100, 100, 0, 8, 2, 1, 0),
  ],
  hhea: [...u16(1, 0, 180, -20, 0), ...new Array<number>(24).fill(0), ...u16(2)],
  // Two full records; glyphs 2 and 3 share the width of the second.
  hmtx: u16(20, 0, 110, 5, 7, 0),
  loca: glyphOffsets.flatMap((offset) => u32(offset)),
  maxp: [...u16(1, 0, 4), ...new Array<number>(26).fill(0)],
  name: [...u16(0, 1, 18, 3, 1, 0x409, 6, 8, 0), ...u16(0x54, 0x69, 0x6e, 0x79)],
  post: [...u16(3, 0), ...new Array<number>(28).fill(0)],
});

/** Lays tables out as a TrueType file; checksums are left zero. */
export const fontFile = (tables: FontTables): Uint8Array => {
  const entries = Object.entries(tables);
  let offset = 12 + entries.length * 16;
  const directory = [...u32(0x00010000), ...u16(entries.length, 0, 0, 0)];
  const data: number[] = [];
  for (const [tag, bytes] of entries) {
    directory.push(...Array.from(tag, (letter) => letter.charCodeAt(0)), ...u32(0, offset, bytes.length));
    const padding = (4 - (bytes.length % 4)) % 4;
    data.push(...bytes, ...new Array<number>(padding).fill(0));
    offset += bytes.length + padding;
  }
  return Uint8Array.from([...directory, ...data]);
};
