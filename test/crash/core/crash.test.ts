import { expect, test } from 'vitest';
import { runCrashes, tableOf } from './crash-run.ts';
import { killPoints } from './kill-points.ts';

/** More by hand: `npm run test:crash -- --kills 5000`. */
const kills = 500;
/** Each run has its own; a failure names it. */
const seed = Date.now() % 1_000_000;
/** A point is met by chance as well, but not by chance alone. */
const leastKillsAtPoint = 3;

test(
  `a core killed ${kills} times loses nothing, hands in nothing twice, and prints what it says it printed`,
  async () => {
    const result = await runCrashes({ kills, seed });
    const { counts } = result;
    const table = tableOf(result);
    console.log(table);
    expect(result.findings, table).toEqual([]);
    expect(result.kills).toBe(kills);
    const hardlyMet = killPoints.filter((point) => (result.killsByPoint.get(point) ?? 0) < leastKillsAtPoint);
    expect(hardlyMet, table).toEqual([]);
    expect(result.platformKills + result.databaseKills).toBeGreaterThan(5);
    // A run in which little was filed, or in which nothing was ever in doubt, proves little.
    expect(counts['applications promised']).toBeGreaterThan(kills);
    const owed =
      (counts['applications promised'] ?? 0) - (counts['applications refused, kept as dead letters'] ?? 0);
    // Those that were committed, and whose core died before it told anybody.
    expect(counts['applications at the platform']).toBeGreaterThan(owed);
    expect(counts['prints recorded as completed']).toBeGreaterThan(20);
    expect(counts['jobs that several certificates shared']).toBeGreaterThan(20);
    expect(counts['of them ended by a kill or a fault in the middle']).toBeGreaterThan(5);
    expect(counts['applications refused, kept as dead letters']).toBeGreaterThan(5);
    expect(counts['ratings refused, kept as dead letters']).toBeGreaterThan(20);
  },
  25 * 60_000,
);
