import { encodePhotoBlock } from '../../../drivers/simulator/residents/encode-card.ts';
import { maskIdNumber, maskName } from '../../../electron/core/identity/mask.ts';
import type { SyntheticResident } from '../../../drivers/simulator/residents/synthetic-resident.ts';
import type { SoughtValue } from '../../integration/leak/search-files.ts';
import { pieces, text } from './visit-values.ts';

/** Numbers of an embedding of the pack that the tests use. */
export const embeddingLength = 512;
/** An embedding has unit length; one that was forgotten is all zeros. */
const tolerance = 1e-3;

const isEmbedding = (floats: Float32Array): boolean =>
  Math.abs(floats.reduce((sum, value) => sum + value * value, 0) - 1) < tolerance;

/** What is sought of the embeddings among these rows of numbers. */
export const embeddingValues = (rows: readonly Float32Array[]): readonly SoughtValue[] =>
  rows.filter(isEmbedding).flatMap((row) => pieces('embedding', new Uint8Array(row.buffer), 12));

/** With an opaque fourth byte, as pictures lie in a page. */
const withAlpha = (rgb: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: (rgb.length / 3) * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : (rgb[Math.floor(at / 4) * 3 + (at % 4)] ?? 0),
  );

/** The person of the card, the photo in the chip as it lies there and as it was decoded. */
export const faceValues = ({ card }: SyntheticResident, decodedRgb: Uint8Array): readonly SoughtValue[] => [
  text('name', card.name),
  text('masked name', maskName(card.name)),
  text('id number', card.idNumber),
  text('masked id number', maskIdNumber(card.idNumber)),
  ...pieces('photo of the chip', encodePhotoBlock(card), 24),
  ...pieces('decoded photo', decodedRgb, 24),
  ...pieces('decoded photo', withAlpha(decodedRgb), 24),
];
