import { create as createQrCode } from 'qrcode';
import type { Position } from '../layout/closing.ts';
import { qrSideOf } from '../layout/page-style.ts';
import { pdfNumbers } from './form-object.ts';
import { withBestMask } from './qr-mask.ts';

/** A symbol of version 25 takes 51 mm, as much as stands beside signature and seal. Most need 13 or less, and 30 mm. */
export const largestQrVersion = 25;

/** Empty border, in modules (ISO/IEC 18004, 9.1). */
const quietZone = 4;

/** The 45 characters of alphanumeric mode (ISO/IEC 18004, 7.3.4). */
const alphanumeric = /^[0-9A-Z $%*+\-./:]+$/;

export interface QrMatrix {
  readonly version: number;
  /** Modules on a side. */
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

export type EncodeQrResult =
  | { readonly ok: true; readonly matrix: QrMatrix }
  | { readonly ok: false; readonly reason: 'qr-too-large'; readonly detail: string };

/** Alphanumeric capacity of version 40 at level M (ISO/IEC 18004, table 7). */
const longestPayload = 3391;

/**
 * Encodes a payload of alphanumeric mode at level M.
 *
 * @throws TypeError when the payload has other characters: it was not made for a QR code.
 */
export const encodeQr = (payload: string): EncodeQrResult => {
  if (!alphanumeric.test(payload)) throw new TypeError('the QR payload is not alphanumeric');
  const tooLarge = (found: string): EncodeQrResult => ({
    ok: false,
    reason: 'qr-too-large',
    detail: `${payload.length} characters need ${found}; ${largestQrVersion} is the largest that has room`,
  });
  if (payload.length > longestPayload) return tooLarge('more than version 40');
  const { modules, version } = createQrCode([{ data: payload, mode: 'alphanumeric' }], {
    errorCorrectionLevel: 'M',
    maskPattern: 0,
  });
  if (version > largestQrVersion) return tooLarge(`version ${version}`);
  const { size } = modules;
  const masked = withBestMask(modules);
  return {
    ok: true,
    matrix: { version, size, isDark: (row, column) => masked[row * size + column] === 1 },
  };
};

/**
 * Draws the symbol with its upper left corner at `corner`, on white up to the end of its quiet zone. All modules are one
 * path, so that no viewer leaves seams between them.
 */
export const drawQr = (document: PDFKit.PDFDocument, matrix: QrMatrix, corner: Position): void => {
  const side = qrSideOf(matrix.size);
  const module = side / matrix.size;
  const border = quietZone * module;
  const rectangles: string[] = [];
  for (let row = 0; row < matrix.size; row++) {
    for (let column = 0; column < matrix.size; column++) {
      const start = column;
      while (column < matrix.size && matrix.isDark(row, column)) column++;
      if (column > start) {
        rectangles.push(`${start} ${row} ${column - start} 1 re`);
      }
    }
  }
  const outside = [corner.x - border, corner.y - border, side + border * 2, side + border * 2];
  document.addContent(`q 1 1 1 rg ${pdfNumbers(...outside)} re f`);
  // One unit a module: whole numbers, where rounding each rectangle by itself would leave edges that do not meet.
  const grid = pdfNumbers(module, 0, 0, module, corner.x, corner.y);
  document.addContent(`0 0 0 rg ${grid} cm ${rectangles.join('\n')} f Q`);
};
