import { hash } from 'node:crypto';

/** Chance that comes out the same for the same seed. */
export interface Chance {
  /** A whole number from 0 to `limit` − 1. */
  below(limit: number): number;
  /** A whole number from `first` to `last`. */
  between(first: number, last: number): number;
  /** True `percent` times in a hundred. */
  percent(percent: number): boolean;
  /** One of the choices. */
  of<Choice>(choices: readonly [Choice, ...Choice[]]): Choice;
}

/** Hexadecimal digits of 48 bits: as many as a number holds exactly, and a few to spare. */
const drawnDigits = 12;

/** Chance drawn from SHA-256 of `seed` and a counter. */
export const chanceFrom = (seed: string): Chance => {
  let counter = 0;
  const below = (limit: number): number =>
    Number.parseInt(hash('sha256', `${seed}/${counter++}`, 'hex').slice(0, drawnDigits), 16) % limit;
  return {
    below,
    between: (first, last) => first + below(last - first + 1),
    percent: (percent) => below(100) < percent,
    of: (choices) => choices[below(choices.length)] ?? choices[0],
  };
};
