import type { DocumentOpener } from '../../bridge/documents.ts';

const load = () => import('./pdf-document.ts');

/** Opens PDFs with pdf.js, whose code is loaded only when a certificate is on its way. */
export const pdfOpener: DocumentOpener = {
  // A failure shows when the document is opened.
  warmUp: () => void load().catch(() => undefined),
  open: async (pdf) => (await load()).openPdf(pdf),
};
