import { claimsEntry } from './signature-space.ts';

const claimsPattern = new RegExp(`/${claimsEntry} \\((YZ\\d:[0-9A-Z $%*+\\-./:]{1,4000})\\)`);

/** Text of the QR code that a document carries beside its signature, not verified; undefined where it carries none. */
export const claimsTextOf = (pdf: Uint8Array): string | undefined =>
  claimsPattern.exec(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1'))?.[1];
