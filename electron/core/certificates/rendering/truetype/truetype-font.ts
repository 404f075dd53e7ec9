import { readCharacterMap } from './character-map.ts';
import { type FontMetrics, readFontMetrics } from './font-metrics.ts';
import { createFontSubset, type FontSubset } from './font-subset.ts';
import { readGlyphData } from './glyph-data.ts';
import { glyphOutline } from './glyph-outline.ts';
import { readPostscriptName } from './postscript-name.ts';
import { readTableDirectory } from './table-directory.ts';

export interface TrueTypeFont {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  /** Whether the code point prints as itself: a space, or a visible character whose glyph has an outline. */
  draws(codePoint: number): boolean;
  /** Width of a code point in font units; that of .notdef where there is no glyph. */
  advanceWidth(codePoint: number): number;
  /** Outline of a code point as PDF path operators in font units. */
  outline(codePoint: number): string;
  readonly metrics: FontMetrics;
  /** Begins a subset, to be embedded in one document. */
  createSubset(): FontSubset;
}

const spaceSeparator = /^\p{Zs}$/u;

/** Joiners, soft hyphens and their like: some fonts have a visible glyph for what is not meant to be seen. */
const invisible = /^[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]$/u;

/** ASCII and the Han characters, of which nearly every text consists: seen without a look at their properties. */
const isPlainlyVisible = (codePoint: number): boolean =>
  (codePoint > 0x20 && codePoint < 0x7f) ||
  (codePoint >= 0x3400 && codePoint <= 0x9fff) ||
  (codePoint >= 0x20000 && codePoint <= 0x3ffff);

/**
 * Opens a single-font TrueType file. Glyphs are placed one after the other as their code points come: no ligatures, no
 * kerning (GSUB and GPOS are not read), which is how Chinese is set. The bytes are kept and must not change.
 *
 * @throws FontFormatError when the file is broken.
 */
export const openTrueTypeFont = (file: Uint8Array): TrueTypeFont => {
  const tables = readTableDirectory(file);
  const metrics = readFontMetrics(tables);
  const map = readCharacterMap(tables.required('cmap'));
  const glyphs = readGlyphData(
    tables.required('loca'),
    tables.required('glyf'),
    metrics.glyphCount,
    metrics.longGlyphOffsets,
  );
  const postscriptName = readPostscriptName(tables.required('name'));

  const glyphIdOf = (codePoint: number): number => {
    const glyphId = codePoint === 0 ? 0 : map(codePoint);
    return glyphId < metrics.glyphCount ? glyphId : 0;
  };

  return {
    postscriptName,
    unitsPerEm: metrics.unitsPerEm,
    draws(codePoint) {
      const glyphId = glyphIdOf(codePoint);
      if (glyphId === 0) return false;
      const isEmpty = glyphs.isEmpty(glyphId);
      if (isPlainlyVisible(codePoint)) return !isEmpty;
      const character = String.fromCodePoint(codePoint);
      return isEmpty ? spaceSeparator.test(character) : !invisible.test(character);
    },
    advanceWidth: (codePoint) => metrics.advanceWidth(glyphIdOf(codePoint)),
    outline: (codePoint) => glyphOutline(glyphs, glyphIdOf(codePoint)),
    metrics,
    createSubset: () => createFontSubset(tables, metrics, glyphs, glyphIdOf),
  };
};
