import { expect, test } from 'vitest';
import { sessionFaults } from './session-plan.ts';
import { judgeSoak, tableOf } from './soak-report.ts';
import { runSoak } from './soak-run.ts';

/**
 * As many as a minute has room for on a machine that does nothing else; the long run is made by hand
 * (`npm run soak -- --sessions 10000`).
 */
const sessions = 60;
/** Each run has its own; a failure names it. */
const seed = Date.now() % 1_000_000;

test(
  `${sessions} sessions with faults at random end at the attract screen, and the core holds no more afterwards`,
  async () => {
    const result = await runSoak({ sessions, seed });
    const table = tableOf(result);
    console.log(table);
    expect(result.findings, table).toEqual([]);
    expect(
      judgeSoak(result).growths.filter(({ hasGrown }) => hasGrown),
      table,
    ).toEqual([]);
    expect(result.sessions).toBe(sessions);
    // A run in which nothing was printed or filed, or in which little went wrong, proves little.
    expect(result.counts['took paper'], table).toBeGreaterThan(10);
    expect(result.counts['handed in an application'], table).toBeGreaterThan(3);
    const met = sessionFaults.filter((fault) => (result.counts[`fault: ${fault}`] ?? 0) > 0);
    expect(met.length, table).toBeGreaterThanOrEqual(4);
  },
  10 * 60_000,
);
