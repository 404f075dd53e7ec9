import { type ByteView, FontFormatError } from './byte-view.ts';
import type { TableDirectory } from './table-directory.ts';

/** Measures of a font as a whole, in font units (`unitsPerEm` to the em). */
export interface FontMetrics {
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly longGlyphOffsets: boolean;
  readonly boundingBox: {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
  };
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly xHeight: number;
  readonly capHeight: number;
  readonly familyClass: number;
  readonly italicAngle: number;
  readonly isItalic: boolean;
  readonly isFixedPitch: boolean;
  advanceWidth(glyphId: number): number;
  leftSideBearing(glyphId: number): number;
}

/** x-height and cap height came into OS/2 with its version 2. */
const heightsSinceVersion = 2;

/**
 * Reads head, maxp, hhea, hmtx, OS/2 and post (OpenType 1.9.1).
 *
 * @throws FontFormatError when one is missing, cut short or contradicts another.
 */
export const readFontMetrics = (tables: TableDirectory): FontMetrics => {
  const head = tables.required('head');
  const hhea = tables.required('hhea');
  const hmtx = tables.required('hmtx');
  const os2 = tables.required('OS/2');
  const post = tables.required('post');

  const unitsPerEm = head.uint16(18);
  if (unitsPerEm < 16 || unitsPerEm > 16384)
    throw new FontFormatError(`table head: ${unitsPerEm} units per em`);
  const glyphCount = tables.required('maxp').uint16(4);
  const longMetrics = hhea.uint16(34);
  if (longMetrics < 1 || longMetrics > glyphCount) {
    throw new FontFormatError(`table hhea: ${longMetrics} metrics for ${glyphCount} glyphs`);
  }
  hmtx.bytes(0, longMetrics * 4 + (glyphCount - longMetrics) * 2);
  const height = (table: ByteView, offset: number): number =>
    table.uint16(0) >= heightsSinceVersion ? table.int16(offset) : 0;

  return {
    unitsPerEm,
    glyphCount,
    longGlyphOffsets: head.int16(50) === 1,
    boundingBox: {
      minX: head.int16(36),
      minY: head.int16(38),
      maxX: head.int16(40),
      maxY: head.int16(42),
    },
    ascent: hhea.int16(4),
    descent: hhea.int16(6),
    lineGap: hhea.int16(8),
    xHeight: height(os2, 86),
    capHeight: height(os2, 88),
    familyClass: os2.int16(30),
    italicAngle: post.int32(4) / 0x10000,
    isItalic: (head.uint16(44) & 0x0002) !== 0,
    isFixedPitch: post.uint32(12) !== 0,
    // Glyphs past the last full record share its width and keep a bearing of their own.
    advanceWidth: (glyphId) => hmtx.uint16(Math.min(glyphId, longMetrics - 1) * 4),
    leftSideBearing: (glyphId) =>
      glyphId < longMetrics
        ? hmtx.int16(glyphId * 4 + 2)
        : hmtx.int16(longMetrics * 4 + (glyphId - longMetrics) * 2),
  };
};
