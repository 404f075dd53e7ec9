import { isIPv6 } from 'node:net';
import type { PlatformClock } from '../clock.ts';

/** How many requests of one kind a caller may send. */
export interface CallerPace {
  /** Counts a request from this address; false when the caller has to wait. */
  admits(address: string): boolean;
}

interface Allowance {
  left: number;
  /** When `left` was true, milliseconds since the Unix epoch. */
  at: number;
}

/** Callers that are remembered at once; who comes when it is full shares one allowance with all others who do. */
const rememberedCallers = 10_000;

/** Network of an address, which one caller may have the whole of: for IPv6 a /64 (RFC 6177 §2). */
const callerOf = (address: string): string =>
  isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;

/**
 * Keeps one caller from taking the time of all: `burst` requests at once, then one each `interval` milliseconds. It is
 * counted in memory, at each instance by itself: it protects the processor, not a secret.
 */
export const createCallerPace = (
  clock: PlatformClock,
  { burst, interval }: { readonly burst: number; readonly interval: number },
): CallerPace => {
  const callers = new Map<string, Allowance>();
  const crowd: Allowance = { left: burst, at: clock.now() };

  const refill = (allowance: Allowance, now: number): void => {
    // A clock that was set back gives nothing and takes nothing.
    const earned = Math.max(0, now - allowance.at) / interval;
    allowance.left = Math.min(burst, allowance.left + earned);
    allowance.at = now;
  };
  const forgetTheQuiet = (now: number): void => {
    for (const [caller, allowance] of callers) {
      refill(allowance, now);
      if (allowance.left >= burst) callers.delete(caller);
    }
  };
  const allowanceOf = (caller: string, now: number): Allowance => {
    const known = callers.get(caller);
    if (known !== undefined) return known;
    if (callers.size >= rememberedCallers) forgetTheQuiet(now);
    if (callers.size >= rememberedCallers) return crowd;
    const fresh = { left: burst, at: now };
    callers.set(caller, fresh);
    return fresh;
  };

  return {
    admits(address) {
      const now = clock.now();
      const allowance = allowanceOf(callerOf(address), now);
      refill(allowance, now);
      if (allowance.left < 1) return false;
      allowance.left -= 1;
      return true;
    },
  };
};
