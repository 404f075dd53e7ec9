import type { DrawOperation } from '../layout/draw-operation.ts';
import type { TrueTypeFont } from '../truetype/truetype-font.ts';
import type { Typefaces } from '../typesetting/typeface.ts';

/** Draws operations on the current page of a document; fonts are embedded as they come up. */
export type PagePainter = (operations: readonly DrawOperation[]) => void;

const characterCount = (text: string): number => Array.from(text).length;

export const createPagePainter = (document: PDFKit.PDFDocument, typefaces: Typefaces): PagePainter => {
  const fontNames = new Map<TrueTypeFont, string>();
  const selectFont = (font: TrueTypeFont): void => {
    let name = fontNames.get(font);
    if (name === undefined) {
      name = `certificate-${fontNames.size}`;
      fontNames.set(font, name);
      // pdfkit takes any object with a layout() as a font; its types know files and bytes only.
      document.registerFont(name, font.pdfkit as unknown as Uint8Array);
    }
    document.font(name);
  };

  const drawText = (operation: DrawOperation & { kind: 'text' }): void => {
    const { size, spacing, baseline } = operation;
    document.fillColor(operation.color).fontSize(size);
    let x = operation.x;
    for (const { font, text } of typefaces[operation.weight].runs(operation.text)) {
      selectFont(font);
      const width = typefaces[operation.weight].width(text, size);
      document.text(text, x, baseline, {
        lineBreak: false,
        baseline: 'alphabetic',
        characterSpacing: spacing,
      });
      x += width + spacing * characterCount(text);
    }
  };

  return (operations) => {
    for (const operation of operations) {
      switch (operation.kind) {
        case 'text':
          drawText(operation);
          break;
        case 'rule':
          document.rect(operation.x, operation.y, operation.width, operation.thickness).fill(operation.color);
          break;
        case 'box':
          document.rect(operation.x, operation.y, operation.width, operation.height).fill(operation.color);
          break;
      }
    }
  };
};
