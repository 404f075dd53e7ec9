import { deflateSync } from 'node:zlib';

/**
 * Of zlib's levels: the glyphs of a certificate, most of its bytes, come out 3 % larger than at the usual level 6, in
 * half the time.
 */
const level = 2;

/** zlib's own buffer; each stream would otherwise leave several of 16 KB behind to be collected. */
const smallestBuffer = 1024;

/** What is compressed comes out in one buffer of about its size. */
export const compress = (bytes: Uint8Array): Uint8Array =>
  deflateSync(bytes, { level, chunkSize: Math.max(smallestBuffer, bytes.length) });

/** Ends an object with a stream that is compressed already (`compress`; ISO 32000-2, 7.4.4). */
export const endWithCompressed = (reference: PDFKit.PDFKitReference, compressed: Uint8Array): void => {
  const stream = reference as unknown as { data: Record<string, unknown>; compress: boolean };
  stream.data.Filter = 'FlateDecode';
  // pdfkit decided when it made the object, and would compress once more.
  stream.compress = false;
  reference.end(compressed);
};
