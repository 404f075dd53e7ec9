import { describe, expect, it } from 'vitest';
import { noPhotoDecoder } from '../../../../../drivers/id-card-reader/photo/photo-decoder.ts';
import { encodePhotoBlock } from '../../../../../drivers/simulator/residents/encode-card.ts';
import {
  coarseSize,
  decodeSimulatedPhoto,
  encodeSimulatedPhoto,
  simulatedPhotoDecoder,
} from '../../../../../drivers/simulator/residents/photo/simulated-photo-codec.ts';
import { linXiaolan, residents } from '../../../../../drivers/simulator/residents/residents.ts';

const block = encodePhotoBlock(linXiaolan.card);

describe('the photo on a simulated card', () => {
  it('says what it is behind the WLT preamble', () => {
    expect(Buffer.from(block).subarray(8, 24).toString('latin1')).toBe('YIZHAN-SIMULATED');
  });

  it('decodes to 102 × 126 pixels in which each cell has its colour', () => {
    const cells = Array.from(
      { length: coarseSize.width * coarseSize.height },
      (_, index) => [(index * 8) & 0xff, 255, index % 2 === 0 ? 0 : 255] as const,
    );
    const photo = decodeSimulatedPhoto(encodeSimulatedPhoto(cells, 1));
    if (!photo.ok) throw new Error(photo.reason);
    expect([photo.width, photo.height, photo.rgb.length]).toEqual([102, 126, 102 * 126 * 3]);
    const pixel = (x: number, y: number) => [...photo.rgb.subarray((y * 102 + x) * 3, (y * 102 + x) * 3 + 3)];
    expect(pixel(0, 0)).toEqual([0, 255, 0]);
    expect(pixel(5, 5)).toEqual([0, 255, 0]);
    expect(pixel(6, 5)).toEqual([8, 255, 255]);
    // Row 20, column 16: the last cell, number 356, of red (356 × 8) mod 256 = 32, of which five bits are kept.
    expect(pixel(101, 125)).toEqual([33, 255, 0]);
  });

  it('is a picture for every resident, none like another', async () => {
    const blocks = residents.map(({ card }) => encodePhotoBlock(card));
    for (const one of blocks) expect((await simulatedPhotoDecoder.decode(one)).ok).toBe(true);
    expect(new Set(blocks.map((one) => Buffer.from(one).toString('hex'))).size).toBe(residents.length);
  });

  it.each<[string, Uint8Array, string]>([
    ['is a real card’s: no marker', Uint8Array.from(block, (byte, at) => (at === 8 ? 0 : byte)), 'simulated'],
    ['has no WLT preamble', Uint8Array.from(block, (byte, at) => (at === 0 ? 0 : byte)), 'preamble'],
    ['is damaged', Uint8Array.from(block, (byte, at) => (at === 300 ? byte ^ 1 : byte)), 'sum'],
    ['is short', block.subarray(0, 1023), 'preamble'],
  ])('is refused where it %s', async (_, damaged, why) => {
    const refusal = { ok: false, reason: 'not-a-photo-block', detail: expect.stringContaining(why) };
    expect(await simulatedPhotoDecoder.decode(damaged)).toEqual(refusal);
  });

  it('is none where no decoder is set up', async () => {
    expect(await noPhotoDecoder.decode(block)).toMatchObject({ ok: false, reason: 'no-decoder' });
  });
});
