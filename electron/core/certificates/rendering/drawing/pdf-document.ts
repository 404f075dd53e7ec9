import { page } from '../layout/page-style.ts';
import { endFonts } from './document-fonts.ts';

export interface DocumentDescription {
  readonly title: string;
  /** The department that issued it; nothing about the person stands in the metadata. */
  readonly author: string;
  readonly subject: string;
  readonly keywords: string;
  readonly createdAt: Date;
}

/** Names the software in the metadata. */
const producer = 'Yizhan';

/**
 * pdfkit copies metadata into XMP without escaping. Full-width forms of the three reserved characters keep the XML well
 * formed, and the document's two sets of metadata alike, as PDF/A wants them.
 */
const metadataText = (text: string): string =>
  text.replace(/[&<>]/g, (character) => ({ '&': '＆', '<': '＜', '>': '＞' })[character] ?? character);

/**
 * Loads pdfkit, with its tables for every script and compression, when something is drawn for the first time: it is a
 * quarter of what the core would load before it serves.
 */
export const loadDrawing = async () => (await import('pdfkit')).default;

/**
 * Opens an A4 document after PDF/A-2b (ISO 19005-2). Its identifier follows from the description, so that the same
 * certificate is the same file, byte for byte, whenever it is rendered.
 */
export const openDocument = async (description: DocumentDescription): Promise<PDFKit.PDFDocument> => {
  const PDFDocument = await loadDrawing();
  return new PDFDocument({
    size: [page.width, page.height],
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    lang: 'zh-CN',
    displayTitle: true,
    // No standard font: PDF/A wants every font embedded, and the embedding is our own (embedded-font.ts).
    font: '',
    info: {
      Title: metadataText(description.title),
      Author: metadataText(description.author),
      Subject: metadataText(description.subject),
      Keywords: metadataText(description.keywords),
      Creator: producer,
      Producer: `${producer} (PDFKit)`,
      CreationDate: description.createdAt,
    },
  });
};

/** Embeds the fonts, ends the document and gathers its bytes in memory. */
export const finishDocument = (document: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    document.on('error', reject);
    document.on('end', () => {
      const pdf = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
      let offset = 0;
      for (const chunk of chunks) {
        pdf.set(chunk, offset);
        offset += chunk.length;
      }
      resolve(pdf);
    });
    endFonts(document);
    document.end();
  });
