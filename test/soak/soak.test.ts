import { expect, test } from 'vitest';
import { sessionFaults } from './session-plan.ts';
import { judgeSoak, tableOf } from './soak-report.ts';
import { runSoak } from './soak-run.ts';

/** The long run is made by hand (`npm run soak -- --sessions 10000`). */
const sessions = 500;
/** The same people with the same faults in each run; `npm run soak` takes others. */
const seed = 459_275;

test(
  `${sessions} sessions with faults at random end at the attract screen, and the core holds no more afterwards`,
  async () => {
    const result = await runSoak({ sessions, seed });
    const table = tableOf(result);
    console.log(table);
    expect(result.findings, table).toEqual([]);
    // Resident memory is what the system leaves to the process; that it does not grow is told by the long run.
    const left = judgeSoak(result).growths.filter(({ measure }) => measure !== 'rss');
    expect(
      left.filter(({ hasGrown }) => hasGrown),
      table,
    ).toEqual([]);
    expect(result.sessions).toBe(sessions);
    // A run in which nothing was printed or filed, or in which little went wrong, proves little.
    expect(result.counts['took paper'], table).toBeGreaterThan(100);
    expect(result.counts['handed in an application'], table).toBeGreaterThan(50);
    const met = sessionFaults.filter((fault) => (result.counts[`fault: ${fault}`] ?? 0) > 0);
    expect(met.length, table).toBe(sessionFaults.length);
  },
  25 * 60_000,
);
