import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FontFormatError } from '../truetype/byte-view.ts';
import { openTrueTypeFont, type TrueTypeFont } from '../truetype/truetype-font.ts';
import { createTypeface, type FontWeight, type Typefaces } from './typeface.ts';

/** Noto Serif SC (SIL Open Font License), in the font folder. */
const fontFiles: Readonly<Record<FontWeight, string>> = {
  regular: '400Regular/NotoSerifSC_400Regular.ttf',
  bold: '700Bold/NotoSerifSC_700Bold.ttf',
};

/** A font that certificates need is missing or broken: the kiosk cannot render at all. */
export class FontUnavailableError extends Error {
  override readonly name = 'FontUnavailableError';
}

const open = async (path: string): Promise<TrueTypeFont> => {
  try {
    return openTrueTypeFont(await readFile(path));
  } catch (error) {
    if (error instanceof FontFormatError) {
      throw new FontUnavailableError(`${path}: ${error.message}`, { cause: error });
    }
    throw new FontUnavailableError(`${path} cannot be read`, { cause: error });
  }
};

/** A fallback font that is not in use; `detail` says why, for the staff's log. */
export interface RefusedFont {
  readonly path: string;
  readonly detail: string;
}

export interface FontLibrary extends Typefaces {
  /** Without them fewer characters can be printed, the others as before. */
  readonly refusedFonts: readonly RefusedFont[];
}

/**
 * Opens the fonts of certificates. What the main font of a weight does not cover comes from the other weight, then from
 * `fallbackFonts` (paths, in order), e.g. one with the ideographs of Extension B and later. A fallback font that is
 * missing or broken is left out and told of.
 *
 * @throws FontUnavailableError when one of the two main fonts is missing or broken.
 */
export const openFontLibrary = async (
  fontFolder: string,
  fallbackFonts: readonly string[],
): Promise<FontLibrary> => {
  const [regular, bold] = await Promise.all([
    open(join(fontFolder, fontFiles.regular)),
    open(join(fontFolder, fontFiles.bold)),
  ]);
  const names = new Set([regular.postscriptName, bold.postscriptName]);
  const fallbacks: TrueTypeFont[] = [];
  const refusedFonts: RefusedFont[] = [];
  for (const path of fallbackFonts) {
    try {
      const font = await open(path);
      // A font given twice, by mistake; it would take memory for nothing.
      if (names.has(font.postscriptName))
        throw new FontUnavailableError(`a font is called ${font.postscriptName} already`);
      names.add(font.postscriptName);
      fallbacks.push(font);
    } catch (error) {
      if (!(error instanceof FontUnavailableError)) throw error;
      refusedFonts.push({ path, detail: error.message });
    }
  }
  return {
    regular: createTypeface([regular, bold, ...fallbacks]),
    bold: createTypeface([bold, regular, ...fallbacks]),
    refusedFonts,
  };
};
