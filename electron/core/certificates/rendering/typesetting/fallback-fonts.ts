import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * HanaMinB (GlyphWiki project; Hanazono Font License or SIL Open Font License 1.1) draws what Noto Serif SC lacks of the
 * 87,887 Han characters of GB 18030-2022: CJK Unified Ideographs Extension B to F. It comes with Debian's package
 * fonts-hanazono; `scripts/fonts/install-fallback-font.ts` puts it among the assets where that is not installed.
 */
const fileName = 'HanaMinB.ttf';

const placesOf = (appFolder: string): readonly [string, string] => [
  join(appFolder, 'assets/fonts', fileName),
  join('/usr/share/fonts/truetype/hanazono', fileName),
];

/** Paths of the fallback fonts: where it lies, or where it should have been, so that the renderer tells of it. */
export const fallbackFontPaths = (appFolder: string): string[] => {
  const places = placesOf(appFolder);
  return [places.find((place) => existsSync(place)) ?? places[0]];
};
