import './older-chromium.ts';
import { GlobalWorkerOptions, getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { OpenedDocument } from '../../bridge/documents.ts';

/**
 * Opens a PDF with pdf.js in a worker of its own, which ends with the document. Nothing is fetched: certificates bring
 * their fonts along.
 */
export const openPdf = async (pdf: Uint8Array): Promise<OpenedDocument> => {
  const thread = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });
  GlobalWorkerOptions.workerPort = thread;
  // pdf.js takes the bytes it is given over to its worker, so it gets a copy of its own.
  const loading = getDocument({
    data: pdf.slice(),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    disableWorkerRendering: true,
    disableAutoFetch: true,
    disableStream: true,
  });
  const end = (): void => {
    pdf.fill(0);
    void loading.destroy().finally(() => thread.terminate());
  };
  try {
    const document = await loading.promise;
    return {
      pages: document.numPages,
      drawPage: async (number, canvas, width) => {
        const page = await document.getPage(number);
        const unscaled = page.getViewport({ scale: 1 });
        const viewport = page.getViewport({ scale: width / unscaled.width });
        canvas.width = Math.round(viewport.width);
        canvas.height = Math.round(viewport.height);
        await page.render({ canvas, viewport }).promise;
      },
      dispose: end,
    };
  } catch (error) {
    end();
    throw error;
  }
};
