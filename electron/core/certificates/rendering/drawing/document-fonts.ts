import type { TrueTypeFont } from '../truetype/truetype-font.ts';
import { type EmbeddedFont, embedFont } from './embedded-font.ts';

const fontsOfDocuments = new WeakMap<PDFKit.PDFDocument, Map<TrueTypeFont, EmbeddedFont>>();

/** The font as the document has it, and from now on also its current page. */
export const documentFont = (document: PDFKit.PDFDocument, font: TrueTypeFont): EmbeddedFont => {
  const fonts = fontsOfDocuments.get(document) ?? new Map<TrueTypeFont, EmbeddedFont>();
  fontsOfDocuments.set(document, fonts);
  const embedded = fonts.get(font) ?? embedFont(document, font, fonts.size);
  fonts.set(font, embedded);
  document.page.fonts[embedded.name] = embedded.reference;
  return embedded;
};

/** Writes the subsets of all fonts that the document uses; nothing can be set in them afterwards. */
export const endFonts = (document: PDFKit.PDFDocument): void => {
  for (const font of fontsOfDocuments.get(document)?.values() ?? []) font.end();
  fontsOfDocuments.delete(document);
};
