import { readCharacterMap } from './character-map.ts';
import { readFontMetrics } from './font-metrics.ts';
import { createFontSubset, type FontSubset } from './font-subset.ts';
import { readGlyphData } from './glyph-data.ts';
import { glyphOutline } from './glyph-outline.ts';
import { readPostscriptName } from './postscript-name.ts';
import { readTableDirectory } from './table-directory.ts';

/** A character as pdfkit sees it. */
export interface Glyph {
  /** The code point: what `FontSubset.includeGlyph` takes. */
  readonly id: number;
  /** Font units. */
  readonly advanceWidth: number;
  readonly codePoints: readonly number[];
}

/** One glyph's placement in a run, in font units; the PDF writer scales these in place. */
export interface GlyphPosition {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}

export interface GlyphRun {
  readonly glyphs: readonly Glyph[];
  readonly positions: readonly GlyphPosition[];
  readonly advanceWidth: number;
}

/**
 * The members that pdfkit 0.20 asks of a font object: it takes anything that has `layout()` in place of a file. Their
 * names are pdfkit's (after fontkit), not ours.
 */
export interface PdfkitFont {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly lineGap: number;
  readonly xHeight: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly bbox: {
    readonly minX: number;
    readonly minY: number;
    readonly maxX: number;
    readonly maxY: number;
  };
  readonly head: { readonly macStyle: { readonly italic: boolean } };
  readonly post: { readonly isFixedPitch: boolean };
  readonly 'OS/2': { readonly sFamilyClass: number };
  getGlyph(id: number): Glyph;
  layout(text: string): GlyphRun;
  createSubset(): FontSubset;
}

export interface TrueTypeFont {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  /** Whether the code point prints as itself: a space, or a visible character whose glyph has an outline. */
  draws(codePoint: number): boolean;
  /** Width of a code point in font units; that of .notdef where there is no glyph. */
  advanceWidth(codePoint: number): number;
  /** Outline of a code point as PDF path operators in font units. */
  outline(codePoint: number): string;
  /** The same font as pdfkit wants it. */
  readonly pdfkit: PdfkitFont;
}

const spaceSeparator = /^\p{Zs}$/u;

/** Joiners, soft hyphens and their like: some fonts have a visible glyph for what is not meant to be seen. */
const invisible = /^[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]$/u;

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
      const character = String.fromCodePoint(codePoint);
      return glyphs.isEmpty(glyphId) ? spaceSeparator.test(character) : !invisible.test(character);
    },
    advanceWidth: (codePoint) => metrics.advanceWidth(glyphIdOf(codePoint)),
    outline: (codePoint) => glyphOutline(glyphs, glyphIdOf(codePoint)),
    pdfkit: {
      postscriptName,
      unitsPerEm: metrics.unitsPerEm,
      ascent: metrics.ascent,
      descent: metrics.descent,
      lineGap: metrics.lineGap,
      xHeight: metrics.xHeight,
      capHeight: metrics.capHeight,
      italicAngle: metrics.italicAngle,
      bbox: metrics.boundingBox,
      head: { macStyle: { italic: metrics.isItalic } },
      post: { isFixedPitch: metrics.isFixedPitch },
      'OS/2': { sFamilyClass: metrics.familyClass },
      getGlyph: (id) => ({ id, advanceWidth: metrics.advanceWidth(glyphIdOf(id)), codePoints: [] }),
      layout(text) {
        const run: Glyph[] = [];
        const positions: GlyphPosition[] = [];
        for (const character of text) {
          const codePoint = character.codePointAt(0) ?? 0;
          const width = metrics.advanceWidth(glyphIdOf(codePoint));
          run.push({ id: codePoint, advanceWidth: width, codePoints: [codePoint] });
          positions.push({ xAdvance: width, yAdvance: 0, xOffset: 0, yOffset: 0 });
        }
        return {
          glyphs: run,
          positions,
          // Asked for after pdfkit has scaled the positions, so it has to be worked out anew.
          get advanceWidth() {
            return positions.reduce((sum, position) => sum + position.xAdvance, 0);
          },
        };
      },
      createSubset: () => createFontSubset(tables, metrics, glyphs, glyphIdOf),
    },
  };
};
