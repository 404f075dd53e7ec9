/** How well scores tell pairs of one person from pairs of two. */
export interface Separation {
  readonly genuinePairs: number;
  readonly impostorPairs: number;
  /** True accept rates at false accept rates of 1 % and 0.1 %. */
  readonly trueAcceptAtOnePercent: number;
  readonly trueAcceptAtOnePerMille: number;
  readonly equalErrorRate: number;
}

/** Share of the scores that are above a threshold. */
const shareAbove = (ascending: readonly number[], threshold: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) > threshold) high = middle;
    else low = middle + 1;
  }
  return (ascending.length - low) / ascending.length;
};

/**
 * Points of the receiver operating characteristic. A pair is accepted when its score lies above the threshold; the threshold
 * for a false accept rate is the lowest at which no more than that share of the impostors is accepted.
 *
 * @throws RangeError where there are no pairs of one kind
 */
export const separationOf = (genuine: readonly number[], impostor: readonly number[]): Separation => {
  if (genuine.length === 0 || impostor.length === 0) throw new RangeError('no pairs');
  const ours = [...genuine].sort((one, other) => one - other);
  const theirs = [...impostor].sort((one, other) => one - other);
  const trueAcceptAt = (rate: number): number => {
    const allowed = Math.floor(theirs.length * rate);
    return shareAbove(ours, theirs[theirs.length - 1 - allowed] ?? Number.NEGATIVE_INFINITY);
  };
  let equalErrorRate = 1;
  for (const threshold of [...ours, ...theirs]) {
    const worse = Math.max(shareAbove(theirs, threshold), 1 - shareAbove(ours, threshold));
    equalErrorRate = Math.min(equalErrorRate, worse);
  }
  return {
    genuinePairs: ours.length,
    impostorPairs: theirs.length,
    trueAcceptAtOnePercent: trueAcceptAt(0.01),
    trueAcceptAtOnePerMille: trueAcceptAt(0.001),
    equalErrorRate,
  };
};
