import { expect, test } from 'vitest';
import { sessionFaults } from './session-plan.ts';
import { judgeSoak, tableOf } from './soak-report.ts';
import { runSoak } from './soak-run.ts';

/**
 * As many as a minute has room for on a machine that does nothing else; the long run is made by hand
 * (`npm run soak -- --sessions 10000`).
 */
const sessions = 60;
/** The same people with the same faults in each run; `npm run soak` takes others. */
const seed = 459_275;

test(
  `${sessions} sessions with faults at random end at the attract screen, and the core has no more open afterwards`,
  async () => {
    const result = await runSoak({ sessions, seed });
    const table = tableOf(result);
    console.log(table);
    expect(result.findings, table).toEqual([]);
    // So few sessions tell what is left open; of memory they tell what is warm, which the long run can tell from a leak.
    const left = judgeSoak(result).growths.filter(
      ({ measure }) => measure === 'handles' || measure === 'fileDescriptors',
    );
    expect(
      left.filter(({ hasGrown }) => hasGrown),
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
