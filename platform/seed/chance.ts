import { createHash } from 'node:crypto';

/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number;
  /** One of the choices. */
  of<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/** Chance drawn from SHA-256 of `seed` and a counter. */
export const chanceFrom = (seed: string): Chance => {
  let counter = 0;
  const below = (limit: number): number =>
    createHash('sha256').update(`${seed}/${counter++}`).digest().readUIntBE(0, 6) % limit;
  return { below, of: (choices) => choices[below(choices.length)] ?? choices[0] };
};
