import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { listVerifications } from '../../../platform/console/verification-list.ts';
import type { DataVerification } from '../../../platform/contract/data-verification.ts';
import { fillTestStore, testCatalogue } from '../../helpers/platform-services.ts';
import {
  createSubmissionWorld,
  fileApplication,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';

const item = 'elderly-allowance';
const checkedAt = submissionTestNow - 80_000;
let world: SubmissionWorld;
beforeAll(async () => {
  world = await createSubmissionWorld();
  await fillTestStore(world.database);
});
afterAll(() => world.close());

const handIn = async (changes: Partial<DataVerification>): Promise<string> => {
  const told = { check: 'credit', source: 'credit-register', item, checkedAt, result: 'ordinary' } as const;
  const application = await fileApplication(world.sealingKey, {
    content: { verifications: [{ ...told, ...changes }] },
  });
  await world.submit([application]);
  await world.openWaiting();
  return application.receiptNumber;
};
const list = (standing: 'open' | 'asked' | 'ended', now = submissionTestNow) =>
  listVerifications(
    {
      database: world.database,
      clock: { now: () => now },
      catalogue: testCatalogue,
      calendar: loadWorkingCalendar(),
    },
    { page: 0, standing },
  );

test('the clerk sees what was entered beside what the register had, of whom masked, and by when', async () => {
  expect(await list('open')).toMatchObject({ total: 0, counts: { open: 0, waiting: 0, asked: 0, ended: 0 } });
  await handIn({});
  const listed = await handIn({ result: 'listed' });
  const later = await handIn({ checkedAt: submissionTestNow + 60_000 });
  const { rows, counts, total } = await list('open');
  expect([counts, total]).toEqual([{ open: 2, waiting: 0, asked: 0, ended: 0 }, 2]);
  const byNumber = new Map(rows.map((row) => [row.receiptNumber, row]));
  expect(byNumber.get(listed)).toMatchObject({
    maskedApplicant: '林**',
    department: expect.stringMatching(/^[0-9a-z-]+$/),
    verifications: [
      { check: 'credit', checkedAt, entered: 'listed', found: 'ordinary', isAfterFiling: false },
    ],
    deadline: { waitsFor: 'department', limitWorkingDays: 5, light: 'green' },
  });
  expect(byNumber.get(later)?.verifications).toMatchObject([
    { entered: 'ordinary', found: 'ordinary', isAfterFiling: true },
  ]);
  expect(JSON.stringify(rows)).not.toContain('430199195803120429');
});

test('the light turns red past the limit, and what was decided is in the other lists', async () => {
  expect((await list('open', submissionTestNow + 14 * 86_400_000)).rows[0]?.deadline?.light).toBe('red');
  const [first, second] = (await list('open')).rows;
  const set = (receiptNumber: string | undefined, state: 'corrections-asked' | 'accepted') =>
    world.database
      .updateTable('applications')
      .set({ state })
      .where('receipt_number', '=', receiptNumber ?? '')
      .execute();
  await set(first?.receiptNumber, 'corrections-asked');
  await set(second?.receiptNumber, 'accepted');
  expect((await list('asked')).rows).toMatchObject([{ receiptNumber: first?.receiptNumber }]);
  expect((await list('ended')).rows).toMatchObject([{ receiptNumber: second?.receiptNumber }]);
  expect(await list('open')).toMatchObject({
    total: 0,
    rows: [],
    counts: { open: 0, waiting: 0, asked: 1, ended: 1 },
  });
});
