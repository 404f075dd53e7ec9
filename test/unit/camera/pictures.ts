/** Small grey pictures for tests: 64×48 pixels, one byte each. */

const width = 64;
const height = 48;

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A picture from `darkest` (bottom) to `brightest` (top) with noise of the given width. */
export const picture = (
  darkest: number,
  brightest: number,
  noise: number,
  random: () => number,
): Uint8Array =>
  Uint8Array.from({ length: width * height }, (_, index) => {
    const down = Math.floor(index / width) / height;
    const value = brightest - (brightest - darkest) * down + noise * (random() - 0.5);
    return Math.min(255, Math.max(0, Math.round(value)));
  });
