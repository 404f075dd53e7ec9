/**
 * Reads and writes Windows bitmaps (BMP: BITMAPFILEHEADER, BITMAPINFOHEADER or a later one, then rows padded to four bytes),
 * as far as decoders of card photos write them: uncompressed, 24 or 32 bits a pixel, bottom row first or top row first.
 */

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, a byte each; rows from the top, without gaps. */
  readonly rgb: Uint8Array;
}

export type BitmapOutcome =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly reason: 'not-a-bitmap' | 'unsupported' | 'truncated' };

const fileHeaderLength = 14;
const infoHeaderLength = 40;
/** No side of a picture is taken for longer than this; a photo has 126. */
const maximumSide = 1024;

const rowLengthOf = (width: number, bytesPerPixel: number): number =>
  Math.ceil((width * bytesPerPixel) / 4) * 4;

/** Reads a bitmap. Bytes behind the picture are left aside. */
export const decodeBitmap = (file: Uint8Array): BitmapOutcome => {
  if (file.length < fileHeaderLength + infoHeaderLength) return { ok: false, reason: 'not-a-bitmap' };
  if (file[0] !== 0x42 || file[1] !== 0x4d) return { ok: false, reason: 'not-a-bitmap' };
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const pixelsAt = view.getUint32(10, true);
  const headerLength = view.getUint32(14, true);
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const bitsPerPixel = view.getUint16(28, true);
  const compression = view.getUint32(30, true);

  const height = Math.abs(signedHeight);
  if (headerLength < infoHeaderLength || width < 1 || height < 1)
    return { ok: false, reason: 'not-a-bitmap' };
  if (width > maximumSide || height > maximumSide || compression !== 0) {
    return { ok: false, reason: 'unsupported' };
  }
  if (bitsPerPixel !== 24 && bitsPerPixel !== 32) return { ok: false, reason: 'unsupported' };
  if (pixelsAt < fileHeaderLength + headerLength) return { ok: false, reason: 'not-a-bitmap' };

  const bytesPerPixel = bitsPerPixel / 8;
  const rowLength = rowLengthOf(width, bytesPerPixel);
  if (pixelsAt + rowLength * height > file.length) return { ok: false, reason: 'truncated' };

  const rgb = new Uint8Array(width * height * 3);
  for (let row = 0, to = 0; row < height; row += 1) {
    const stored = signedHeight > 0 ? height - 1 - row : row;
    let from = pixelsAt + stored * rowLength;
    for (let column = 0; column < width; column += 1, from += bytesPerPixel, to += 3) {
      // Stored as blue, green, red.
      rgb[to] = view.getUint8(from + 2);
      rgb[to + 1] = view.getUint8(from + 1);
      rgb[to + 2] = view.getUint8(from);
    }
  }
  return { ok: true, picture: { width, height, rgb } };
};

/** Writes a bitmap, 24 bits a pixel, bottom row first. */
export const encodeBitmap = ({ width, height, rgb }: Picture): Uint8Array => {
  const rowLength = rowLengthOf(width, 3);
  const pixelsAt = fileHeaderLength + infoHeaderLength;
  const file = new Uint8Array(pixelsAt + rowLength * height);
  const view = new DataView(file.buffer);
  file.set([0x42, 0x4d]);
  view.setUint32(2, file.length, true);
  view.setUint32(10, pixelsAt, true);
  view.setUint32(14, infoHeaderLength, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  view.setUint32(34, rowLength * height, true);
  for (let row = 0, from = 0; row < height; row += 1) {
    let to = pixelsAt + (height - 1 - row) * rowLength;
    for (let column = 0; column < width; column += 1, from += 3, to += 3) {
      file[to] = rgb[from + 2] ?? 0;
      file[to + 1] = rgb[from + 1] ?? 0;
      file[to + 2] = rgb[from] ?? 0;
    }
  }
  return file;
};
