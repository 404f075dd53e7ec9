import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** All text of a PDF in the order in which it was drawn, without spaces, as another PDF library reads it. */
export const extractText = async (pdf: Uint8Array): Promise<string> => {
  // The library takes the bytes it is given for itself.
  const task = getDocument({ data: pdf.slice(), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const parts: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const content = await page.getTextContent({ disableNormalization: true });
    parts.push(...content.items.map((item) => ('str' in item ? item.str : '')));
  }
  await task.destroy();
  return parts.join('').replace(/\s/gu, '');
};
