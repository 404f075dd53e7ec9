import type { TrueTypeFont } from '../truetype/truetype-font.ts';

export type FontWeight = 'regular' | 'bold';

/** A stretch of text that one font covers. */
export interface TextRun {
  readonly font: TrueTypeFont;
  readonly text: string;
}

/** Fonts of one weight in order of preference: each character is drawn by the first that has it. */
export interface Typeface {
  /** First code point of the text that no font draws. */
  findUndrawable(text: string): number | undefined;
  /** The font that draws a code point; all text was checked by `findUndrawable` before. */
  fontOf(codePoint: number): TrueTypeFont;
  /** Cuts a text where the font changes. */
  runs(text: string): TextRun[];
  /** Width of a text in points at a size in points. */
  width(text: string, size: number): number;
}

export type Typefaces = Readonly<Record<FontWeight, Typeface>>;

/**
 * Joins fonts to a typeface. It keeps no text and no result between calls: what a resident is called must be gone when
 * the certificate is made.
 */
export const createTypeface = (fonts: readonly TrueTypeFont[]): Typeface => {
  const fontFor = (codePoint: number): TrueTypeFont | undefined =>
    fonts.find((font) => font.draws(codePoint));
  const fontOf = (codePoint: number): TrueTypeFont => {
    const font = fontFor(codePoint);
    if (!font) throw new RangeError('text was set before it was checked for glyphs');
    return font;
  };
  return {
    findUndrawable(text) {
      for (const character of text) {
        const codePoint = character.codePointAt(0) ?? 0;
        if (fontFor(codePoint) === undefined) return codePoint;
      }
      return undefined;
    },
    fontOf,
    runs(text) {
      const runs: { font: TrueTypeFont; text: string }[] = [];
      for (const character of text) {
        const font = fontOf(character.codePointAt(0) ?? 0);
        const last = runs.at(-1);
        if (last?.font === font) last.text += character;
        else runs.push({ font, text: character });
      }
      return runs;
    },
    width(text, size) {
      let em = 0;
      for (const character of text) {
        const codePoint = character.codePointAt(0) ?? 0;
        const font = fontOf(codePoint);
        em += font.advanceWidth(codePoint) / font.unitsPerEm;
      }
      return em * size;
    },
  };
};
