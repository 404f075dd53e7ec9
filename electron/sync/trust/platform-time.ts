import { z } from 'zod';
import type { Clock } from '../../../drivers/device/clock.ts';

/** What one verified, request-bound answer says of the platform's clock. */
export interface PlatformTimeSample {
  /** Parameter `created` of the answer's signature: the platform's clock in whole seconds since the epoch (RFC 9421 §2.3). */
  readonly created: number;
  /** Monotonic milliseconds before which the platform cannot have signed, and after which it cannot have either. */
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** What is known of the platform's clock, as it is kept between two starts. */
export const keptPlatformTimeSchema = z.strictObject({
  /** The platform's clock had reached this, epoch milliseconds. */
  reached: z.number().int().nonnegative(),
  /** Platform's clock less the wall clock of this machine at that moment, milliseconds. */
  offset: z.number().int(),
});
export type KeptPlatformTime = z.infer<typeof keptPlatformTimeSchema>;

/**
 * What the estimate rests on: what the platform has said in this life; the clock of this machine; or, where that clock
 * cannot be right, the time that the platform's clock had last reached, until the platform is heard.
 */
export type PlatformTimeBasis = 'platform' | 'local-clock' | 'local-clock-not-believed';

/** The platform's clock as the kiosk sees it. Everything that is dated for the platform is dated by it. */
export interface PlatformTime {
  /** Best estimate of the platform's clock, epoch milliseconds (whole). */
  now(): number;
  /** Estimate less this machine's wall clock, milliseconds; null until an answer has told. */
  offset(): number | null;
  observed(sample: PlatformTimeSample): void;
  basis(): PlatformTimeBasis;
  /**
   * The platform's clock has certainly reached this, epoch milliseconds (whole): for what must not come too early. 0 where
   * nothing was ever learned.
   */
  reached(): number;
  /** What to keep for the next start; null while nothing was ever learned. */
  kept(): KeptPlatformTime | null;
}

/** How far the platform's and this machine's crystal may drift apart: 200 ppm is twice what two ordinary ones do. */
const driftPerMillisecond = 200e-6;

/**
 * A machine that was without its platform for longer than this, milliseconds, is not in service. A clock that says so has
 * lost its battery or was set wrongly: 400 days are a year, a winter's closure, and a week to spare.
 */
export const longestSilence = 400 * 86_400_000;

/** `created` is in whole seconds: the clock stood somewhere within this of it. */
const resolution = 1_000;

/**
 * Bounds of (platform's clock − monotonic clock), milliseconds. They hold exactly at `at` (monotonic) and move apart
 * with the drift from then on.
 */
interface Bounds {
  readonly low: number;
  readonly high: number;
  readonly at: number;
}

const widened = ({ low, high, at }: Bounds, now: number): Bounds => {
  const drift = Math.abs(now - at) * driftPerMillisecond;
  return { low: low - drift, high: high + drift, at: now };
};

/** Marzullo's intersection of two sources; null where one of them must be wrong. */
const intersection = (first: Bounds, second: Bounds, now: number): Bounds | null => {
  const low = Math.max(first.low, second.low);
  const high = Math.min(first.high, second.high);
  return low <= high ? { low, high, at: now } : null;
};

/**
 * Follows the platform's clock. Each answer was signed between its request and its arrival, at a moment that `created`
 * gives to a second: that bounds the offset; the bounds of several answers are intersected, so that the estimate grows
 * sharper than a second. Bounds that do not meet mean that one of the clocks was set: then the newest answer alone counts.
 *
 * Between answers the monotonic clock carries the estimate: a jump of the wall clock changes nothing. The wall clock is
 * asked once, at the start, and believed only within bounds: time is never earlier than what the platform's clock is
 * known to have reached, and a wall clock that is more than `longestSilence` later than that is not believed at all, until
 * an answer tells.
 */
export const createPlatformTime = (options: {
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly kept: KeptPlatformTime | null;
  /** The platform's clock had reached this when the kiosk's key was put in place, epoch milliseconds. */
  readonly keySince?: number;
}): PlatformTime => {
  const { clock } = options;
  let { kept } = options;
  const startedAt = clock.monotonic();
  const lastKnown = Math.max(kept?.reached ?? 0, options.keySince ?? 0);
  const local = clock.now() + (kept?.offset ?? 0);
  const isBelieved = lastKnown === 0 || local <= lastKnown + longestSilence;
  const presumed = isBelieved ? Math.max(lastKnown, local) : lastKnown;
  let bounds: Bounds | null = null;

  const middle = ({ low, high }: Bounds): number => (low + high) / 2;
  const now = (): number => {
    const monotonic = clock.monotonic();
    return Math.round(bounds ? middle(bounds) + monotonic : presumed + monotonic - startedAt);
  };

  const reached = (): number => {
    const monotonic = clock.monotonic();
    if (bounds) return Math.max(0, Math.floor(widened(bounds, monotonic).low + monotonic));
    return lastKnown === 0 ? 0 : Math.floor(lastKnown + (monotonic - startedAt) * (1 - driftPerMillisecond));
  };

  return {
    now,
    reached,
    basis: () => (bounds ? 'platform' : isBelieved ? 'local-clock' : 'local-clock-not-believed'),
    offset: () => (bounds ? now() - Math.round(clock.now()) : null),
    observed({ created, sentAt, receivedAt }) {
      const told: Bounds = {
        low: created * 1_000 - receivedAt,
        high: created * 1_000 + resolution - sentAt,
        at: receivedAt,
      };
      bounds = bounds === null ? told : (intersection(widened(bounds, receivedAt), told, receivedAt) ?? told);
    },
    kept() {
      if (bounds) kept = { reached: reached(), offset: now() - Math.round(clock.now()) };
      return kept;
    },
  };
};
