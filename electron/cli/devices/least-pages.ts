/**
 * How many pages a PDF has at least, from its page objects (`/Type /Page`, ISO 32000-1 §7.7.3.3). A job that was cancelled
 * after so many pages may be whole, and must not be called failed: so never more than there are. Pages in compressed
 * object streams are not seen, and a file of several revisions may hold pages that are no longer part of it: then 1.
 */
export const leastPages = (pdf: Uint8Array): number => {
  const source = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  const revisions = source.match(/%%EOF/g)?.length ?? 0;
  const pages = source.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
  return revisions === 1 ? Math.max(1, pages) : 1;
};
