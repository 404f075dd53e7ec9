import { encodePhotoBlock } from '../../../drivers/simulator/residents/encode-card.ts';
import { maskIdNumber, maskName } from '../../../electron/core/identity/mask.ts';
import { findResident } from '../../../scripts/station/station-cards.ts';
import type { SoughtValue } from '../../integration/leak/search-files.ts';
import { pieces, text } from './visit-values.ts';

/** Numbers of an embedding of the pack that the tests use. */
const length = 512;
const floatBytes = 4;
/** Messages between processes are not larger by much than the one embedding that they bring. */
const largestBuffer = 65_536;
/** An embedding has unit length and hardly a number twice. */
const tolerance = 1e-3;
const fewestDifferent = 400;

const isEmbedding = (floats: Float32Array): boolean => {
  const square = floats.reduce((sum, value) => sum + value * value, 0);
  return Math.abs(square - 1) < tolerance && new Set(floats).size >= fewestDifferent;
};

/** The embeddings among the contents of buffers: runs of numbers that together have unit length. */
export const embeddingsAmong = (buffers: readonly Buffer[]): readonly Uint8Array[] =>
  buffers
    .filter((buffer) => buffer.length >= length * floatBytes && buffer.length <= largestBuffer)
    .flatMap((buffer) => {
      const floats = new Float32Array(
        new Uint8Array(buffer).buffer,
        0,
        Math.floor(buffer.length / floatBytes),
      );
      for (let from = 0; from + length <= floats.length; from += 1) {
        const run = floats.slice(from, from + length);
        if (isEmbedding(run)) return [new Uint8Array(run.buffer)];
      }
      return [];
    });

/** What is sought of embeddings. */
export const embeddingValues = (embeddings: readonly Uint8Array[]): readonly SoughtValue[] =>
  embeddings.flatMap((bytes) => pieces('embedding', bytes, 12));

/** With an opaque fourth byte, as pictures lie in a page. */
const withAlpha = (rgb: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: (rgb.length / 3) * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (rgb[Math.floor(at / 4) * 3 + (at % 4)] ?? 0),
  );

/** The person of the card, the photo in the chip as it lies there and as it was decoded. */
export const faceValues = (residentId: string, decodedRgb: Uint8Array): readonly SoughtValue[] => {
  const card = findResident(residentId)?.card;
  if (!card) throw new Error(`no card of ${residentId}`);
  return [
    text('name', card.name),
    text('masked name', maskName(card.name)),
    text('id number', card.idNumber),
    text('masked id number', maskIdNumber(card.idNumber)),
    ...pieces('photo of the chip', encodePhotoBlock(card), 24),
    ...pieces('decoded photo', decodedRgb, 24),
    ...pieces('decoded photo', withAlpha(decodedRgb), 24),
  ];
};
