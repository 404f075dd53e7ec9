/** How much noise a parser is given: a million bytes in `npm test`, more with another seed in `npm run test:fuzz`. */
export const fuzzBytes = Number(process.env.YIZHAN_FUZZ_BYTES ?? 1_000_000);

/** Seed of the noise: the same in each run of `npm test`; a fuzz run prints its own. */
export const fuzzSeed = Number(process.env.YIZHAN_FUZZ_SEED ?? 20_261_120);

/** Milliseconds that the noise may take on a busy machine: the slowest parser takes some 100 bytes in one. */
export const fuzzTimeout = 30_000 + fuzzBytes / 100;

/** A linear congruential generator: non-negative integers of 24 bits, the same for the same seed. */
export const createRandom = (seed = fuzzSeed): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
};
