/** Cosine similarity of two embeddings of unit length, from −1 to 1; −1 where their lengths differ. */
export const similarityOf = (one: Float32Array, other: Float32Array): number => {
  if (one.length !== other.length) return -1;
  let sum = 0;
  for (let index = 0; index < one.length; index += 1) sum += (one[index] ?? 0) * (other[index] ?? 0);
  return Math.max(-1, Math.min(1, sum));
};

/** The direction between several embeddings, of unit length. @throws RangeError where there is none */
export const meanEmbedding = (embeddings: readonly Float32Array[]): Float32Array => {
  const [first] = embeddings;
  if (first === undefined) throw new RangeError('no embeddings');
  const sum = new Float32Array(first.length);
  for (const embedding of embeddings) {
    for (let index = 0; index < sum.length; index += 1)
      sum[index] = (sum[index] ?? 0) + (embedding[index] ?? 0);
  }
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
};
