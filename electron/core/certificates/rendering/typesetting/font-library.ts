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

/**
 * Opens the fonts of certificates. What the main font of a weight does not cover comes from the other weight, then from
 * `fallbackFonts` (paths, in order), e.g. one with the ideographs of Extension B and later.
 *
 * @throws FontUnavailableError when a file is missing or broken, or two fonts have one name.
 */
export const openFontLibrary = async (
  fontFolder: string,
  fallbackFonts: readonly string[],
): Promise<Typefaces> => {
  const fonts = await Promise.all(
    [join(fontFolder, fontFiles.regular), join(fontFolder, fontFiles.bold), ...fallbackFonts].map(open),
  );
  const names = fonts.map((font) => font.postscriptName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  // In a document pdfkit would take the one for the other and draw wrong characters.
  if (twice !== undefined) throw new FontUnavailableError(`two fonts are called ${twice}`);
  const [regular, bold, ...fallbacks] = fonts;
  if (!regular || !bold) throw new RangeError('two fonts were asked for');
  return {
    regular: createTypeface([regular, bold, ...fallbacks]),
    bold: createTypeface([bold, regular, ...fallbacks]),
  };
};
