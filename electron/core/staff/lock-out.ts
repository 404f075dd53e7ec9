/** Wrong PINs that are let pass before the first lock-out. */
export const freeFailures = 4;
const firstLockOut = 60_000;
const longestLockOut = 24 * 3_600_000;

/**
 * How long somebody is locked out after that many wrong PINs in a row, milliseconds: one minute after the fifth, twice as
 * long after each further one, a day at most.
 */
export const lockOutAfter = (failures: number): number =>
  failures <= freeFailures ? 0 : Math.min(longestLockOut, firstLockOut * 2 ** (failures - freeFailures - 1));
