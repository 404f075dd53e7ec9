/**
 * Counts the pages of a PDF by its page objects (`/Type /Page`, ISO 32000-1 §7.7.3.3). A rough scan, enough for a
 * simulator: pages hidden in compressed object streams are found by the `/Count` of the page tree, if that is
 * readable, and a document where nothing is found counts as one page.
 */
export const countPages = (pdf: Uint8Array): number => {
  const source = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString('latin1');
  const pages = source.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0;
  if (pages > 0) {
    return pages;
  }
  const counts = [...source.matchAll(/\/Count\s+(\d{1,5})/g)].map((match) => Number(match[1]));
  return Math.max(1, ...counts);
};
