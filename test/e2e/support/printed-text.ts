import { execFileSync } from 'node:child_process';

/** The text of a PDF, by pdftotext (poppler-utils), lines as they stand on the page. */
export const printedText = (pdf: Uint8Array): string =>
  execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' });
