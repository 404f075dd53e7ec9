import { z } from 'zod';
import { certificateHolderSchema } from './certificate/claims.ts';
import { compactJweSchema } from './submissions.ts';

/** Characters: the longest embedding, twice in base64, and what stands around it. */
const longestSealed = 20_000;

/**
 * Compares a resident's face with the platform's register of ID photos, where the photo in the card cannot be read:
 *
 *   POST /v1/face-comparisons  FaceComparisonRequest → FaceComparisonReply, signed by an enrolled kiosk
 *
 * No picture is sent. The kiosk measures the living face itself and sends one embedding, sealed to the platform, after the
 * resident has agreed to that on the screen. The platform answers with the similarity alone and keeps neither; that it was
 * asked, by whom and when, is on its trail before it answers. What follows from the similarity is the kiosk's to decide, by
 * the thresholds of its models. Refused as `unknown-model` is a pack of which the register has no embeddings, as
 * `no-reference` a resident of whom it has none of this pack, as `too-many-tries` the resident's next try after
 * `comparisonsADay` within 24 hours, at all kiosks together.
 */
export const faceComparisonRequestSchema = z.strictObject({
  /** UUID of this comparison; the sealed part is bound to it. */
  comparisonId: z.uuid(),
  /** Compact JWE over a `SealedFace`, with `comparisonId` as its `yzk`. */
  sealed: compactJweSchema.max(longestSealed),
});
export type FaceComparisonRequest = z.infer<typeof faceComparisonRequestSchema>;

/** An embedding as text: 32-bit floats, little-endian, base64url without padding; 64 to 2,048 of them. */
export const embeddingTextSchema = z.string().regex(/^[A-Za-z0-9_-]{342,10923}$/);

/** A pack of models. Embeddings of two packs, or of two versions of one, cannot be compared. */
export const faceModelSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  version: z.string().regex(/^[0-9A-Za-z.-]{1,40}$/),
});
export type FaceModel = z.infer<typeof faceModelSchema>;

/** What is sealed: whose face it is said to be, and what it looks like to these models. */
export const sealedFaceSchema = z.strictObject({
  comparisonId: z.uuid(),
  holder: certificateHolderSchema,
  model: faceModelSchema,
  /** Mean of the good pictures, of unit length. */
  embedding: embeddingTextSchema,
  /** When the resident agreed to the comparison, milliseconds since the Unix epoch. */
  consentedAt: z.number().int().nonnegative(),
});
export type SealedFace = z.infer<typeof sealedFaceSchema>;

export const faceComparisonReplySchema = z.strictObject({
  /** Cosine, from −1 to 1, to three decimal places: more would help whoever wants to find a face by trial. */
  similarity: z.number().min(-1).max(1),
});
export type FaceComparisonReply = z.infer<typeof faceComparisonReplySchema>;

/** Tries of a resident within 24 hours: three visits with three looks each. */
export const comparisonsADay = 9;

const bytesAFloat = 4;
const fewestFloats = 64;
const mostFloats = 2_048;
/** Of the length of an embedding, which is one. */
const tolerance = 1e-3;

/** Writes an embedding as the contract has it. */
export const embeddingText = (embedding: Float32Array): string => {
  const bytes = Buffer.alloc(embedding.length * bytesAFloat);
  for (const [index, value] of embedding.entries()) bytes.writeFloatLE(value, index * bytesAFloat);
  const text = bytes.toString('base64url');
  bytes.fill(0);
  return text;
};

/** Reads an embedding; undefined for what is none: of another length, with numbers that are none, not of unit length. */
export const readEmbedding = (text: string): Float32Array | undefined => {
  const bytes = Buffer.from(text, 'base64url');
  const count = bytes.length / bytesAFloat;
  if (!Number.isInteger(count) || count < fewestFloats || count > mostFloats) return undefined;
  const embedding = Float32Array.from({ length: count }, (_, index) =>
    bytes.readFloatLE(index * bytesAFloat),
  );
  bytes.fill(0);
  const length = Math.hypot(...embedding);
  return Math.abs(length - 1) <= tolerance ? embedding : undefined;
};
