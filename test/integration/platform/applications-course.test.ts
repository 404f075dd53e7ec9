import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advance, type AdvanceOutcome, type CourseContext } from '../../../platform/applications/advance.ts';
import type { CourseActor } from '../../../platform/applications/course-actor.ts';
import type { CourseMove } from '../../../platform/applications/course-machine.ts';
import { timeOutOverdue } from '../../../platform/applications/time-out.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { addApplicationRoutes } from '../../../platform/api/routes/applications.ts';
import { applicationCourseSchema } from '../../../platform/contract/course.ts';
import { openStore } from '../../../platform/store/open-store.ts';
import { fillTestStore, serveRoutes, verifiedKiosk } from '../../helpers/platform-services.ts';
import {
  createSubmissionWorld,
  fileApplication,
  type SubmissionWorld,
  submissionTestNow,
  testStores,
} from '../../helpers/platform-submissions.ts';
import { noCatalogue } from './no-catalogue.ts';

const clerk: CourseActor = { role: 'department', department: 'xiaoxiang-civil-affairs', clerk: 'clerk-07' };
const applicant: CourseActor = { role: 'applicant', kioskId: verifiedKiosk.kioskId };
const platform: CourseActor = { role: 'platform' };
const day = 86_400_000;

describe.each(['embedded', 'PostgreSQL'] as const)('the course of an application on the %s store', (name) => {
  let world: SubmissionWorld;
  let context: CourseContext;
  /** Another instance behind the same database; there is none behind an embedded one. */
  let otherInstance: CourseContext;
  let now = submissionTestNow;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const place = await testStores[name]();
    world = await createSubmissionWorld({ store: place.location });
    await fillTestStore(world.database);
    const clock = { now: () => now };
    const calendar = loadWorkingCalendar();
    context = { database: world.database, clock, calendar };
    const other = name === 'PostgreSQL' ? await openStore(place.location) : undefined;
    otherInstance = { database: other?.database ?? world.database, clock, calendar };
    stop = async () => {
      await other?.close();
      await world.close();
      await place.stop();
    };
  });
  afterAll(() => stop());

  /** Files an application for the elderly allowance (ten working days are promised) and opens it. */
  const file = async (): Promise<string> => {
    now = submissionTestNow;
    const application = await fileApplication(world.sealingKey);
    await world.submit([application]);
    await world.openWaiting();
    return application.receiptNumber;
  };

  const take = (
    receiptNumber: string,
    move: CourseMove,
    actor: CourseActor = clerk,
    more: { readonly seenPosition?: number; readonly by?: CourseContext } = {},
  ): Promise<AdvanceOutcome> =>
    advance(more.by ?? context, {
      receiptNumber,
      move,
      actor,
      ...(more.seenPosition === undefined ? {} : { seenPosition: more.seenPosition }),
    });

  const ask = async (receiptNumber: string, kiosk = verifiedKiosk) => {
    const server = serveRoutes(
      (routes) => addApplicationRoutes(routes, { ...context, catalogue: noCatalogue }),
      kiosk,
    );
    return server.inject({ method: 'GET', url: `/v1/applications/${receiptNumber}/course` });
  };
  const courseOf = async (receiptNumber: string) =>
    applicationCourseSchema.parse((await ask(receiptNumber)).json());

  const rowOf = (receiptNumber: string) =>
    world.database
      .selectFrom('applications')
      .select(['state', 'changed_at'])
      .where('receipt_number', '=', receiptNumber)
      .executeTakeFirstOrThrow();

  test('leads through corrections to delivery, each step with who, when and its limit', async () => {
    const receiptNumber = await file();
    expect((await courseOf(receiptNumber)).deadline).toMatchObject({
      limitWorkingDays: 5,
      dueOn: '2026-11-27',
    });
    const moves: [CourseMove, CourseActor][] = [
      [{ step: 'corrections-asked', reason: '请补交本人银行卡照片' }, clerk],
      [{ step: 'corrected' }, applicant],
      [{ step: 'accepted' }, clerk],
      [{ step: 'in-review' }, clerk],
      [{ step: 'decided', decision: 'granted' }, clerk],
      [{ step: 'delivered', delivery: 'printed-at-station' }, clerk],
    ];
    for (const [index, [move, actor]] of moves.entries()) {
      now += day;
      expect(await take(receiptNumber, move, actor, { seenPosition: index + 2 })).toEqual({
        outcome: 'advanced',
        state: move.step,
        position: index + 3,
      });
      expect(await rowOf(receiptNumber)).toEqual({ state: move.step, changed_at: new Date(now) });
    }
    const course = await courseOf(receiptNumber);
    expect(course).toMatchObject({
      receiptNumber,
      item: 'elderly-allowance',
      state: 'delivered',
      deadline: null,
    });
    expect(course.steps.map(({ step, by }) => `${step} by ${by}`)).toEqual([
      'received by platform',
      'accepted-for-review by platform',
      'corrections-asked by department',
      'corrected by applicant',
      'accepted by department',
      'in-review by department',
      'decided by department',
      'delivered by department',
    ]);
    expect(course.steps[2]).toEqual({
      step: 'corrections-asked',
      by: 'department',
      takenAt: submissionTestNow + day,
      detail: { reason: '请补交本人银行卡照片' },
    });
    expect(course.steps[6]?.detail).toEqual({ decision: 'granted' });
  });

  test('keeps the promise that was in force when it was accepted', async () => {
    const receiptNumber = await file();
    await take(receiptNumber, { step: 'accepted' });
    const promise = (days: number) =>
      world.database
        .updateTable('service_items')
        .set({ promised_working_days: days })
        .where('code', '=', 'elderly-allowance')
        .execute();
    await promise(3);
    try {
      expect((await courseOf(receiptNumber)).deadline).toMatchObject({
        limitWorkingDays: 10,
        light: 'green',
      });
      now += 18 * day;
      expect((await courseOf(receiptNumber)).deadline).toMatchObject({ usedWorkingDays: 12, light: 'red' });
    } finally {
      await promise(10);
    }
  });

  test.each<[string, CourseMove, CourseActor, string]>([
    ['a step that does not follow', { step: 'decided', decision: 'granted' }, clerk, 'not-from-here'],
    ['a step of another role', { step: 'accepted' }, applicant, 'not-their-step'],
    [
      'a clerk of another department',
      { step: 'accepted' },
      { role: 'department', department: 'xiaoxiang-education', clerk: 'clerk-01' },
      'not-their-step',
    ],
    [
      'a kiosk that did not file it',
      { step: 'withdrawn' },
      { role: 'applicant', kioskId: 'K-0000000002' },
      'not-their-step',
    ],
  ])('refuses %s, and changes nothing', async (_what, move, actor, reason) => {
    const receiptNumber = await file();
    const before = await courseOf(receiptNumber);
    expect(await take(receiptNumber, move, actor)).toEqual({ outcome: 'refused', reason });
    expect(await courseOf(receiptNumber)).toEqual(before);
  });

  test('ends with the withdrawal: nothing follows', async () => {
    const receiptNumber = await file();
    await take(receiptNumber, { step: 'withdrawn' }, applicant);
    expect(await take(receiptNumber, { step: 'accepted' })).toEqual({
      outcome: 'refused',
      reason: 'not-from-here',
    });
  });

  test('refuses who has not seen the last step', async () => {
    const receiptNumber = await file();
    await take(receiptNumber, { step: 'corrections-asked', reason: '缺照片' });
    await take(receiptNumber, { step: 'corrected' }, applicant);
    expect(await take(receiptNumber, { step: 'accepted' }, clerk, { seenPosition: 2 })).toEqual({
      outcome: 'refused',
      reason: 'changed-meanwhile',
    });
    expect(await take(receiptNumber, { step: 'accepted' }, clerk, { seenPosition: 4 })).toMatchObject({
      outcome: 'advanced',
    });
  });

  test('knows no course of an application that another kiosk filed, or nobody', async () => {
    const receiptNumber = await file();
    const stranger = { ...verifiedKiosk, kioskId: 'K-0000000002' };
    expect((await ask(receiptNumber, stranger)).statusCode).toBe(404);
    expect((await ask('SL-QX-0007-20261120-0000000000')).statusCode).toBe(404);
    expect((await ask('nonsense')).json()).toMatchObject({ status: 404, reason: 'not-found' });
    expect(await take('SL-QX-0007-20261120-0000000000', { step: 'accepted' })).toEqual({
      outcome: 'refused',
      reason: 'unknown-application',
    });
  });

  test('of many who take a step at once on two instances, one does; the steps stay without gaps', async () => {
    const receiptNumber = await file();
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        take(
          receiptNumber,
          index % 3 === 0 ? { step: 'not-accepted', reason: '不符合条件' } : { step: 'accepted' },
          clerk,
          { seenPosition: 2, by: index % 2 === 0 ? context : otherInstance },
        ),
      ),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'advanced')).toHaveLength(1);
    expect(
      outcomes.every((result) => result.outcome === 'advanced' || result.reason === 'changed-meanwhile'),
    ).toBe(true);
    const { steps, state } = await courseOf(receiptNumber);
    expect(steps).toHaveLength(3);
    expect((await rowOf(receiptNumber)).state).toBe(state);
  });

  test('of corrections and reviews that many push back and forth, each follows from the one before', async () => {
    const receiptNumber = await file();
    const moves: readonly [CourseMove, CourseActor][] = [
      [{ step: 'corrections-asked', reason: '缺照片' }, clerk],
      [{ step: 'corrected' }, applicant],
    ];
    const push = async (by: CourseContext): Promise<number> => {
      let taken = 0;
      for (let round = 0; round < 10; round += 1) {
        for (const [move, actor] of moves) {
          taken += (await take(receiptNumber, move, actor, { by })).outcome === 'advanced' ? 1 : 0;
        }
      }
      return taken;
    };
    const counts = await Promise.all([
      push(context),
      push(otherInstance),
      push(context),
      push(otherInstance),
    ]);
    const { steps } = await courseOf(receiptNumber);
    expect(steps).toHaveLength(2 + counts.reduce((sum, count) => sum + count, 0));
    const pushed = steps.slice(2).map(({ step }) => step);
    expect(pushed.every((step, index) => step === moves[index % 2]?.[0].step)).toBe(true);
  });

  test('is not ended on an estimate: in a year whose holidays are not announced the day may still move', async () => {
    const receiptNumber = await file();
    now = Date.UTC(2026, 11, 21, 1);
    await take(receiptNumber, { step: 'corrections-asked', reason: '缺照片' });
    now = Date.UTC(2027, 1, 20, 1);
    expect((await courseOf(receiptNumber)).deadline).toMatchObject({ light: 'red', isEstimate: true });
    expect(await take(receiptNumber, { step: 'timed-out' }, platform)).toEqual({
      outcome: 'refused',
      reason: 'not-overdue',
    });
  });

  test('ends by itself when corrections do not come in fifteen working days and five more to be delivered, on two instances once', async () => {
    const receiptNumber = await file();
    await take(receiptNumber, { step: 'corrections-asked', reason: '缺照片' });
    // 11 December is the fifteenth working day after 20 November, 18 December the fifth after that: until then what was
    // answered in time at a kiosk without a line is waited for.
    now = Date.UTC(2026, 11, 18, 15);
    expect((await courseOf(receiptNumber)).deadline).toMatchObject({ light: 'red', dueOn: '2026-12-11' });
    expect(await take(receiptNumber, { step: 'timed-out' }, platform)).toEqual({
      outcome: 'refused',
      reason: 'not-overdue',
    });
    now = Date.UTC(2026, 11, 21, 1);
    const counts = await Promise.all([timeOutOverdue(context), timeOutOverdue(otherInstance)]);
    const { state, steps } = await courseOf(receiptNumber);
    expect(state).toBe('timed-out');
    expect(steps.filter(({ step }) => step === 'timed-out')).toHaveLength(1);
    const ended = await world.database
      .selectFrom('applications')
      .select('receipt_number')
      .where('state', '=', 'timed-out')
      .execute();
    expect(counts[0] + counts[1]).toBe(ended.length);
    expect(await timeOutOverdue(context)).toBe(0);
  });
});
