import {
  isPhotoBlock,
  type PhotoDecoder,
  type PhotoOutcome,
  photoPreamble,
  photoSize,
} from '../../../id-card-reader/photo/photo-decoder.ts';

/**
 * The simulator's own photo codec. It is not WLT, which is a vendor's secret: behind the WLT preamble the block says
 * `YIZHAN-SIMULATED` and carries a coarse picture, so that whoever decodes photos can be tried out without a real card.
 *
 *     0  WLT preamble, 8 bytes        24  sum of the cells' bytes, 2 bytes, high byte first
 *     8  `YIZHAN-SIMULATED`           26  17 × 21 cells from the top, 2 bytes each: red 5, green 6, blue 5 bits
 *                                    740  number of the portrait, 4 bytes; then zeros up to 1024
 */

const marker = new TextEncoder().encode('YIZHAN-SIMULATED');
const markerAt = photoPreamble.length;
const sumAt = markerAt + marker.length;
const cellsAt = sumAt + 2;

/** Pixels along a side of a cell. */
const cellSide = 6;
/** Size of a coarse picture in cells. */
export const coarseSize = {
  width: photoSize.width / cellSide,
  height: photoSize.height / cellSide,
} as const;
const cellCount = coarseSize.width * coarseSize.height;
const numberAt = cellsAt + cellCount * 2;
const blockLength = 1024;

export type Colour = readonly [red: number, green: number, blue: number];

const sumOf = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => (sum + byte) & 0xffff, 0);

/** Writes a coarse picture, cells from the top; `number` tells portraits apart that look alike. */
export const encodeSimulatedPhoto = (cells: readonly Colour[], number: number): Uint8Array => {
  if (cells.length !== cellCount) throw new RangeError(`a coarse picture has ${cellCount} cells`);
  const block = new Uint8Array(blockLength);
  const view = new DataView(block.buffer);
  block.set(photoPreamble);
  block.set(marker, markerAt);
  cells.forEach(([red, green, blue], index) => {
    view.setUint16(cellsAt + index * 2, ((red >> 3) << 11) | ((green >> 2) << 5) | (blue >> 3));
  });
  view.setUint16(sumAt, sumOf(block.subarray(cellsAt, numberAt)));
  view.setUint32(numberAt, number);
  return block;
};

/** Five or six bits spread over the whole range of a byte. */
const widen = (value: number, bits: number): number => Math.round((value * 255) / (2 ** bits - 1));

/** Reads a block that `encodeSimulatedPhoto` wrote; refuses any other, a real card's among them. */
export const decodeSimulatedPhoto = (block: Uint8Array): PhotoOutcome => {
  const refuse = (detail: string): PhotoOutcome => ({ ok: false, reason: 'not-a-photo-block', detail });
  if (!isPhotoBlock(block)) return refuse('no WLT preamble');
  if (!marker.every((byte, index) => block[markerAt + index] === byte))
    return refuse('not a simulated photo');
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  if (view.getUint16(sumAt) !== sumOf(block.subarray(cellsAt, numberAt))) return refuse('wrong sum');

  const { width, height } = photoSize;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, to = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, to += 3) {
      const cell = Math.floor(y / cellSide) * coarseSize.width + Math.floor(x / cellSide);
      const packed = view.getUint16(cellsAt + cell * 2);
      rgb[to] = widen(packed >> 11, 5);
      rgb[to + 1] = widen((packed >> 5) & 0x3f, 6);
      rgb[to + 2] = widen(packed & 0x1f, 5);
    }
  }
  return { ok: true, width, height, rgb };
};

/** A photo decoder for simulated cards. */
export const simulatedPhotoDecoder: PhotoDecoder = {
  decode: async (block) => decodeSimulatedPhoto(block),
};
