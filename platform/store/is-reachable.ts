import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { PlatformDatabase } from './store.ts';

/** How long the store may take, milliseconds, before it counts as not reachable. */
const patience = 2_000;

/** What was found out counts this long, milliseconds: anybody may ask, and asking must not load the store. */
const freshFor = 1_000;

const ask = async (database: PlatformDatabase): Promise<boolean> => {
  const asked = sql`SELECT 1`.execute(database).then(
    () => true,
    () => false,
  );
  const { promise: tooLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), patience);
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    clearTimeout(timer);
  }
};

/** Tells whether the store answers; asks it once a second at most. */
export const createReachability = (
  database: PlatformDatabase,
  clock: PlatformClock,
): (() => Promise<boolean>) => {
  let last: { readonly at: number; readonly isReachable: Promise<boolean> } | undefined;
  return () => {
    if (last === undefined || Math.abs(clock.now() - last.at) >= freshFor) {
      last = { at: clock.now(), isReachable: ask(database) };
    }
    return last.isReachable;
  };
};
