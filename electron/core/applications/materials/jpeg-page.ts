import { largestCapture } from '../../../contract/capture.ts';

/** Smallest side of a page that anybody can read, pixels. */
const shortestSide = 240;
const longestSide = 8_192;

/** Start of frame of baseline, extended and progressive JPEG (ITU-T T.81, table B.1): what a browser writes. */
const startsOfFrame = [0xc0, 0xc1, 0xc2];

/** Width and height in pixels; null where the bytes are no JPEG whose header can be followed. */
const sizeOf = (bytes: Uint8Array): { readonly width: number; readonly height: number } | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (startsOfFrame.includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
};

/** Whether these bytes are a whole JPEG of a page: begins and ends as one (T.81, B.2.1), of a size that can be read and kept. */
export const isJpegPage = (bytes: Uint8Array): boolean => {
  if (bytes.length < 4 || bytes.length > largestCapture) return false;
  const begins = bytes[0] === 0xff && bytes[1] === 0xd8;
  const ends = bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
  const size = begins && ends ? sizeOf(bytes) : null;
  return (
    size !== null &&
    Math.min(size.width, size.height) >= shortestSide &&
    Math.max(size.width, size.height) <= longestSide
  );
};
