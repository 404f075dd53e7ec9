import { backOffBaseMilliseconds, backOffCapMilliseconds } from './limits.ts';

/**
 * Milliseconds to wait after the attempt with this number (0 for the first): random between 0 and
 * min(cap, base · 2^attempt). "Full jitter" of M. Brooker, Exponential Backoff And Jitter (AWS Architecture Blog, 2015):
 * a thousand kiosks that lost the same line do not come back in step.
 *
 * @param chance a random number, at least 0 and less than 1.
 */
export const fullJitter = (attempt: number, chance: number): number =>
  Math.floor(chance * Math.min(backOffCapMilliseconds, backOffBaseMilliseconds * 2 ** Math.min(attempt, 30)));
