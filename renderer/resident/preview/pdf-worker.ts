/** The worker of pdf.js, as a file of the renderer's own. */
import './older-chromium.ts';
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
