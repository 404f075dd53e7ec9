import type { DrawOperation } from '../layout/draw-operation.ts';
import type { Typefaces } from '../typesetting/typeface.ts';
import { documentFont } from './document-fonts.ts';
import { pdfColor, pdfNumber, pdfNumbers } from './form-object.ts';

/** Draws operations on the current page of a document; fonts are embedded as they come up (`finishDocument`). */
export type PagePainter = (operations: readonly DrawOperation[]) => void;

const characterCount = (text: string): number => Array.from(text).length;

export const createPagePainter = (document: PDFKit.PDFDocument, typefaces: Typefaces): PagePainter => {
  /** A line of text as content operators (ISO 32000-2, 9.4); pdfkit turned the page over, the text turns back. */
  const textContent = (operation: DrawOperation & { kind: 'text' }): string => {
    const { size, spacing, baseline } = operation;
    const typeface = typefaces[operation.weight];
    let x = operation.x;
    let content = `${pdfColor(operation.color)} rg\n`;
    for (const { font, text } of typeface.runs(operation.text)) {
      const embedded = documentFont(document, font);
      const place = `1 0 0 -1 ${pdfNumbers(x, baseline)} Tm`;
      const style = `/${embedded.name} ${pdfNumber(size)} Tf ${pdfNumber(spacing)} Tc`;
      content += `BT ${place} ${style} <${embedded.encode(text)}> Tj ET\n`;
      x += typeface.width(text, size) + spacing * characterCount(text);
    }
    return content;
  };

  const rectangleContent = (x: number, y: number, width: number, height: number, color: string): string =>
    `${pdfColor(color)} rg ${pdfNumbers(x, y, width, height)} re f\n`;

  const contentOf = (operation: DrawOperation): string => {
    switch (operation.kind) {
      case 'text':
        return textContent(operation);
      case 'rule': {
        const { x, y, width, thickness, color } = operation;
        return rectangleContent(x, y, width, thickness, color);
      }
      case 'box': {
        const { x, y, width, height, color } = operation;
        return rectangleContent(x, y, width, height, color);
      }
    }
  };

  return (operations) => {
    document.addContent(`q\n${operations.map(contentOf).join('')}Q`);
  };
};
