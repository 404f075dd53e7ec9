import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addApplicationRoutes } from '../../../platform/api/routes/applications.ts';
import { advance, type CourseContext } from '../../../platform/applications/advance.ts';
import type { CourseMove } from '../../../platform/applications/course-machine.ts';
import { releaseWaiting } from '../../../platform/applications/release-waiting.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { listApplications } from '../../../platform/console/application-list.ts';
import { applicationCourseSchema } from '../../../platform/contract/course.ts';
import { applicationLightSchema } from '../../../platform/contract/progress.ts';
import { receiptNumber } from '../../../platform/contract/receipt-number.ts';
import type { ApplicationSubmission, PackageMembership } from '../../../platform/contract/submissions.ts';
import { fillTestStore, serveRoutes, verifiedKiosk } from '../../helpers/platform-services.ts';
import {
  createSubmissionWorld,
  fileApplication,
  rate,
  type SubmissionWorld,
  submissionTestNow,
  testStores,
} from '../../helpers/platform-submissions.ts';
import { noCatalogue } from './no-catalogue.ts';

const day = 86_400_000;
const clerk = { role: 'department', department: 'xiaoxiang-civil-affairs', clerk: 'clerk-07' } as const;

describe.each(['embedded', 'PostgreSQL'] as const)('a package on the %s store', (name) => {
  let world: SubmissionWorld;
  let context: CourseContext;
  let now = submissionTestNow;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const place = await testStores[name]();
    world = await createSubmissionWorld({ store: place.location });
    await fillTestStore(world.database);
    context = { database: world.database, clock: { now: () => now }, calendar: loadWorkingCalendar() };
    stop = async () => {
      await world.close();
      await place.stop();
    };
  });
  afterAll(() => stop());

  const newNumber = () => receiptNumber('QX-0007', submissionTestNow, randomBytes);
  const part = (number: string, dependsOn: readonly string[]): Promise<ApplicationSubmission> => {
    const membership: PackageMembership = { code: 'opening-shop', number, dependsOn: [...dependsOn] };
    return fileApplication(world.sealingKey, {
      content: { package: membership },
      outside: { package: membership },
    });
  };
  /** Three parts, each after the one before, handed in and opened. */
  const handIn = async () => {
    now = submissionTestNow;
    const number = newNumber();
    const licence = await part(number, []);
    const permit = await part(number, [licence.receiptNumber]);
    const sign = await part(number, [permit.receiptNumber]);
    const outcomes: string[] = [];
    for (const message of [licence, permit, sign]) {
      outcomes.push(...(await world.submit([message])).map(({ outcome }) => outcome));
    }
    expect(outcomes).toEqual(['received', 'received', 'received']);
    await world.openWaiting();
    const [first, second, third] = [licence, permit, sign].map((message) => message.receiptNumber);
    return { number, licence, permit, sign, numbers: [first, second, third] as [string, string, string] };
  };
  const take = async (receipt: string, ...moves: CourseMove[]) => {
    for (const move of moves) {
      const actor =
        move.step === 'withdrawn' ? ({ role: 'applicant', kioskId: verifiedKiosk.kioskId } as const) : clerk;
      expect(await advance(context, { receiptNumber: receipt, move, actor })).toMatchObject({
        outcome: 'advanced',
      });
    }
  };
  const decide = (receipt: string, decision: 'granted' | 'refused') =>
    take(receipt, { step: 'accepted' }, { step: 'in-review' }, { step: 'decided', decision });
  const courseOf = async (receipt: string) => {
    const server = serveRoutes(
      (routes) => addApplicationRoutes(routes, { ...context, catalogue: noCatalogue }),
      verifiedKiosk,
    );
    const answer = await server.inject({ method: 'GET', url: `/v1/applications/${receipt}/course` });
    return applicationCourseSchema.parse(answer.json());
  };
  const statesOf = async (receipts: readonly string[]) => {
    const states: string[] = [];
    for (const receipt of receipts) {
      states.push((await courseOf(receipt)).state);
    }
    return states;
  };

  test('is kept with each of its applications, and told with their course', async () => {
    const { number, numbers } = await handIn();
    const [licence, permit] = numbers;
    expect((await courseOf(licence)).package).toEqual({ code: 'opening-shop', number, dependsOn: [] });
    expect(await courseOf(permit)).toMatchObject({
      state: 'waiting',
      deadline: null,
      package: {
        code: 'opening-shop',
        number,
        dependsOn: [{ receiptNumber: licence, state: 'accepted-for-review' }],
      },
    });
  });

  test('an item waits until what it depends on is granted, and its limit begins only then', async () => {
    const { numbers } = await handIn();
    const [licence, permit, sign] = numbers;
    expect(await statesOf(numbers)).toEqual(['accepted-for-review', 'waiting', 'waiting']);
    expect(
      await advance(context, { receiptNumber: permit, move: { step: 'accepted' }, actor: clerk }),
    ).toEqual({ outcome: 'refused', reason: 'not-from-here' });
    now += 11 * day;
    await decide(licence, 'granted');
    expect(await statesOf(numbers)).toEqual(['decided', 'accepted-for-review', 'waiting']);
    expect((await courseOf(permit)).deadline).toMatchObject({
      limitWorkingDays: 5,
      usedWorkingDays: 0,
      light: 'green',
    });
    await decide(permit, 'granted');
    expect(await statesOf([sign])).toEqual(['accepted-for-review']);
  });

  test.each([
    ['refused', (receipt: string) => decide(receipt, 'refused')],
    ['not accepted', (receipt: string) => take(receipt, { step: 'not-accepted', reason: '地址不实' })],
    ['withdrawn', (receipt: string) => take(receipt, { step: 'withdrawn' })],
  ] as const)('everything that depends on what was %s ends, and says why', async (_, lose) => {
    const { numbers } = await handIn();
    const [licence, permit, sign] = numbers;
    await lose(licence);
    const course = await courseOf(permit);
    expect(course).toMatchObject({ state: 'not-accepted', deadline: null });
    expect(course.steps.at(-1)).toMatchObject({ by: 'platform' });
    expect(course.steps.at(-1)?.detail.reason).toContain(licence);
    expect((await courseOf(sign)).steps.at(-1)?.detail.reason).toContain(permit);
  });

  test('an item that was opened late, or missed, is moved on by housekeeping, once', async () => {
    const { numbers } = await handIn();
    const [licence, permit] = numbers;
    await world.database
      .updateTable('applications')
      .set({ state: 'not-accepted' })
      .where('receipt_number', '=', licence)
      .execute();
    const [one, other] = await Promise.all([releaseWaiting(context), releaseWaiting(context)]);
    expect(one + other).toBe(2);
    expect(await releaseWaiting(context)).toBe(0);
    const { steps } = await courseOf(permit);
    expect(steps.map(({ step }) => step)).toEqual(['received', 'waiting', 'not-accepted']);
  });

  test('an item that waits can be withdrawn', async () => {
    const { numbers } = await handIn();
    await take(numbers[1], { step: 'withdrawn' });
    expect(await statesOf([numbers[1]])).toEqual(['withdrawn']);
  });

  test('an item without what it depends on is refused; parts of one batch know each other', async () => {
    const number = newNumber();
    const orphan = await part(number, [newNumber()]);
    const follower = await part(number, [orphan.receiptNumber]);
    const licence = await part(number, []);
    const permit = await part(number, [licence.receiptNumber]);
    const alone = await fileApplication(world.sealingKey);
    const results = await world.submit([follower, orphan, permit, licence, alone]);
    const received = { outcome: 'received' };
    const unknown = { outcome: 'refused', reason: 'unknown-dependency' };
    expect(results).toMatchObject([unknown, unknown, received, received, received]);
  });

  test('the same part again gets the first answer and changes nothing', async () => {
    const { licence, permit } = await handIn();
    const before = await world.database.selectFrom('package_parts').selectAll().execute();
    const again = await world.submit([permit, licence, permit]);
    expect(again.map(({ outcome }) => outcome)).toEqual(['received', 'received', 'received']);
    expect(await world.database.selectFrom('package_parts').selectAll().execute()).toEqual(before);
    expect((await courseOf(permit.receiptNumber)).steps).toHaveLength(2);
    const moved = { ...permit, package: { code: 'other-package', number: newNumber(), dependsOn: [] } };
    expect(await world.submit([moved])).toMatchObject([{ outcome: 'refused', reason: 'key-reused' }]);
  });

  test('a part that was moved to another package on its way is unreadable', async () => {
    const membership = { code: 'opening-shop', number: newNumber(), dependsOn: [] };
    const moved = await fileApplication(world.sealingKey, {
      content: { package: membership },
      outside: { package: { ...membership, number: newNumber() } },
    });
    await world.submit([moved]);
    await world.openWaiting();
    expect((await courseOf(moved.receiptNumber)).state).toBe('unreadable');
  });

  test('stands under its number as the part does that needs attention most', async () => {
    const { number, numbers } = await handIn();
    const [licence, permit] = numbers;
    const light = async () => {
      const server = serveRoutes(
        (routes) => addApplicationRoutes(routes, { ...context, catalogue: noCatalogue }),
        verifiedKiosk,
      );
      const answer = await server.inject({ url: `/v1/applications/${number}/light` });
      return applicationLightSchema.parse(answer.json());
    };
    const begun = { receiptNumber: number, state: 'accepted-for-review', deadline: { light: 'green' } };
    expect(await light()).toMatchObject(begun);
    await decide(licence, 'granted');
    expect(await statesOf(numbers)).toEqual(['decided', 'accepted-for-review', 'waiting']);
    expect(await light()).toMatchObject(begun);
    await take(permit, { step: 'corrections-asked', reason: '地址不清' });
    expect(await light()).toMatchObject({ state: 'corrections-asked', deadline: { light: 'yellow' } });
  });

  test('is rated by its number', async () => {
    const { number } = await handIn();
    const results = await world.submit([rate({ subject: number }), rate({ subject: newNumber() })]);
    expect(results).toMatchObject([
      { outcome: 'received' },
      { outcome: 'refused', reason: 'unknown-subject' },
    ]);
  });

  test('is seen in the console, with what each item waits for', async () => {
    const { number, numbers } = await handIn();
    const catalogue = { version: '1', items: [], applications: [], packages: [] };
    const listed = await listApplications({ ...context, catalogue }, { page: 0, state: 'waiting' });
    const rows = listed.rows.filter((row) => row.package?.number === number);
    expect(rows.map((row) => row.package?.dependsOn).toSorted()).toEqual(
      [[numbers[0]], [numbers[1]]].toSorted(),
    );
    expect(rows.map(({ deadline }) => deadline)).toEqual([null, null]);
  });
});
