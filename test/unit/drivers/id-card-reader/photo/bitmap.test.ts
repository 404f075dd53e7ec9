import { describe, expect, it } from 'vitest';
import { decodeBitmap, encodeBitmap } from '../../../../../drivers/id-card-reader/photo/bitmap.ts';

/** Two pixels wide, two high, as a drawing program writes it; bottom row first. */
const bitmap24 = Uint8Array.of(
  ...[0x42, 0x4d], // "BM"
  ...[0x46, 0, 0, 0], // length of the file: 70
  ...[0, 0, 0, 0], // reserved
  ...[0x36, 0, 0, 0], // pixels at 54
  ...[0x28, 0, 0, 0], // length of the second header: 40
  ...[2, 0, 0, 0], // width
  ...[2, 0, 0, 0], // height
  ...[1, 0], // planes
  ...[24, 0], // bits a pixel
  ...[0, 0, 0, 0], // not compressed
  ...[16, 0, 0, 0], // length of the pixels
  ...[0x13, 0x0b, 0, 0, 0x13, 0x0b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], // resolution, colours
  ...[255, 0, 0, 255, 255, 255, 0, 0], // blue, white, padding
  ...[0, 0, 255, 0, 255, 0, 0, 0], // red, green, padding
);
const rgb = Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255);

const changed = (change: (view: DataView) => void, file = bitmap24): Uint8Array => {
  const copy = file.slice();
  change(new DataView(copy.buffer));
  return copy;
};

describe('a bitmap', () => {
  it('is read from the bottom row up', () => {
    expect(decodeBitmap(bitmap24)).toEqual({ ok: true, picture: { width: 2, height: 2, rgb } });
  });

  it('is read from the top where its height is negative', () => {
    const topDown = changed((view) => view.setInt32(22, -2, true));
    const picture = {
      width: 2,
      height: 2,
      rgb: Uint8Array.of(0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 255, 0),
    };
    expect(decodeBitmap(topDown)).toEqual({ ok: true, picture });
  });

  it('is read with 32 bits a pixel', () => {
    const file = Uint8Array.of(
      ...changed((view) => view.setUint16(28, 32, true)).subarray(0, 54),
      ...[255, 0, 0, 9, 255, 255, 255, 9],
      ...[0, 0, 255, 9, 0, 255, 0, 9],
    );
    expect(decodeBitmap(file)).toEqual({ ok: true, picture: { width: 2, height: 2, rgb } });
  });

  it('is read from the middle of a larger buffer', () => {
    const larger = Uint8Array.of(1, 2, 3, ...bitmap24, 4);
    expect(decodeBitmap(larger.subarray(3, 3 + bitmap24.length)).ok).toBe(true);
  });

  it('is written as it is read', () => {
    expect(decodeBitmap(encodeBitmap({ width: 2, height: 2, rgb }))).toEqual({
      ok: true,
      picture: { width: 2, height: 2, rgb },
    });
    // But for the resolution, which nobody asks for, the very bytes.
    const written = encodeBitmap({ width: 2, height: 2, rgb });
    expect(written.subarray(0, 38)).toEqual(bitmap24.subarray(0, 38));
    expect(written.subarray(54)).toEqual(bitmap24.subarray(54));
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'not-a-bitmap'],
    ['another file', new Uint8Array(100).fill(0x89), 'not-a-bitmap'],
    ['no width', changed((view) => view.setInt32(18, 0, true)), 'not-a-bitmap'],
    ['a negative width', changed((view) => view.setInt32(18, -2, true)), 'not-a-bitmap'],
    ['pixels inside the header', changed((view) => view.setUint32(10, 20, true)), 'not-a-bitmap'],
    ['an old header', changed((view) => view.setUint32(14, 12, true)), 'not-a-bitmap'],
    ['a huge width', changed((view) => view.setInt32(18, 0x7fffffff, true)), 'unsupported'],
    ['the most negative height', changed((view) => view.setInt32(22, -0x80000000, true)), 'unsupported'],
    ['a palette', changed((view) => view.setUint16(28, 8, true)), 'unsupported'],
    ['compression', changed((view) => view.setUint32(30, 1, true)), 'unsupported'],
    ['a row less than it says', bitmap24.slice(0, -1), 'truncated'],
    ['pixels far away', changed((view) => view.setUint32(10, 0xffffffff, true)), 'truncated'],
  ])('with %s is refused', (_, file, reason) => {
    expect(decodeBitmap(file)).toEqual({ ok: false, reason });
  });
});
