import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckResult } from '../../../platform/conformance/check.ts';
import { allChecks } from '../../../platform/conformance/checks/all.ts';
import { runChecks } from '../../../platform/conformance/run-checks.ts';
import { createWorld } from '../../../platform/conformance/world.ts';
import { contentWithClerk } from '../../helpers/clerk-content.ts';
import { startTestPlatform, type TestPlatform } from '../../helpers/platform.ts';
import { honest } from './altered-answers.ts';
import type { Breach } from './breach.ts';
import { breaches, enrolment } from './breaches.ts';
import { startBrokenPlatform } from './broken-platform.ts';
import { synthetic } from './conformance-world.ts';
import { signsEachTimeAnew } from './feed-misconducts.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform({ content: contentWithClerk('no-penalty') });
});

afterAll(() => platform.close());

const checksNamed = (names: readonly string[]) => {
  const unknown = names.filter((name) => !allChecks.some((check) => check.name === name));
  expect(unknown).toEqual([]);
  return allChecks.filter(({ name }) => names.includes(name));
};

/** Runs some checks, in the suite's order, against a platform that breaks the contract in one way. */
const run = async (
  { misconduct = honest, signing }: Pick<Breach, 'misconduct' | 'signing'>,
  names: readonly string[],
): Promise<CheckResult[]> => {
  const front = await startBrokenPlatform(platform, misconduct, signing);
  try {
    const world = createWorld(
      {
        url: front.url,
        rootKey: front.rootKey,
        enrolmentCode: await platform.createEnrolmentCode('QX-0007'),
        stationCode: 'QX-0007',
        holder: synthetic,
        revoke: async (kioskId) => {
          await platform.administration.revokeKiosk(kioskId, 'conformance');
        },
        patience: 1_500,
      },
      { now: Date.now },
    );
    return await runChecks(checksNamed(names), world);
  } finally {
    await front.close();
  }
};

describe('a platform that', () => {
  test.each(breaches)('$what is found out', async ({ found, with: others = [], ...breach }) => {
    const results = await run(breach, [enrolment, ...found, ...others]);
    const findings = results.filter(({ outcome }) => outcome === 'broken');
    expect(findings.map(({ name }) => name).toSorted()).toEqual(found.toSorted());
  });

  test('only passes the answers of a good one on is found good', async () => {
    const quick = allChecks.filter(({ runs }) => runs !== 'beside').map(({ name }) => name);
    const results = await run({}, quick);
    expect(results.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
  });

  test('signs its documents anew for each page is found good: other bytes say the same', async () => {
    const names = allChecks.filter(({ clause }) => clause.startsWith('feed.ts')).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(5);
    const results = await run({ misconduct: signsEachTimeAnew }, [enrolment, ...names]);
    expect(results.filter(({ outcome }) => outcome !== 'kept')).toEqual([]);
  });
});

describe('every check of the suite', () => {
  test('finds some breach', () => {
    const biting = new Set(breaches.flatMap(({ found }) => found));
    expect(allChecks.map(({ name }) => name).filter((name) => !biting.has(name))).toEqual([]);
  });
});
