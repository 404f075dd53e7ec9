import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advance, type CourseContext } from '../../../platform/applications/advance.ts';
import type { CourseMove } from '../../../platform/applications/course-machine.ts';
import { timeOutOverdue } from '../../../platform/applications/time-out.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { agencyActsFor } from '../../../platform/agency/registered-agency.ts';
import { addApplicationRoutes } from '../../../platform/api/routes/applications.ts';
import { listFeedback } from '../../../platform/console/feedback-list.ts';
import {
  applicationLightSchema,
  type ProgressQuery,
  progressReplySchema,
} from '../../../platform/contract/progress.ts';
import { feedbackNumber } from '../../../platform/contract/receipt-number.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import type { SealedCorrection, SealedFeedback } from '../../../platform/contract/sealed-replies.ts';
import type { CorrectionSubmission, FeedbackSubmission } from '../../../platform/contract/submissions.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { loadCatalogue } from '../../../platform/seed/load-catalogue.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { openKeyRing } from '../../../platform/signing/key-ring.ts';
import { openReplies } from '../../../platform/submissions/open-replies.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { fillTestStore, serveRoutes, verifiedKiosk } from '../../helpers/platform-services.ts';
import {
  createWorldOn,
  fileApplication,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';

const { idNumber, name, sex } = demonstrationResident;
const holder = { idNumber, name, sex };
const day = 86_400_000;

describe.each(['embedded', 'PostgreSQL'] as const)('what a resident filed, on the %s store', (store) => {
  let world: SubmissionWorld;
  let context: CourseContext;
  let now = submissionTestNow;
  const catalogue = loadCatalogue(certificateIssuers);

  beforeAll(async () => {
    world = await createWorldOn(store);
    await fillTestStore(world.database);
    context = { database: world.database, clock: { now: () => now }, calendar: loadWorkingCalendar() };
  });
  afterAll(() => world.close());

  const server = (kiosk = verifiedKiosk) =>
    serveRoutes((routes) => addApplicationRoutes(routes, { ...context, catalogue }), kiosk);
  const ask = async (changes: Partial<ProgressQuery> = {}, kiosk = verifiedKiosk) => {
    const payload: ProgressQuery = {
      holder,
      assuranceLevel: 2,
      askedAt: now,
      receiptNumbers: [],
      ...changes,
    };
    return server(kiosk).inject({ method: 'POST', url: '/v1/applications/query', payload });
  };
  const told = async (receiptNumber: string, changes: Partial<ProgressQuery> = {}) =>
    progressReplySchema
      .parse((await ask(changes)).json())
      .applications.find((one) => one.receiptNumber === receiptNumber);
  const clerk = { role: 'department', department: 'xiaoxiang-civil-affairs', clerk: 'clerk-07' } as const;
  const take = async (receiptNumber: string, move: CourseMove): Promise<void> => {
    const taken = await advance(context, { receiptNumber, move, actor: clerk });
    expect(taken.outcome).toBe('advanced');
  };
  const file = async (): Promise<string> => {
    now = submissionTestNow;
    const application = await fileApplication(world.sealingKey);
    await world.submit([application]);
    await world.openWaiting();
    return application.receiptNumber;
  };
  const askedToCorrect = async (fields?: string[]): Promise<string> => {
    const receiptNumber = await file();
    await take(receiptNumber, {
      step: 'corrections-asked',
      reason: '电话打不通',
      ...(fields === undefined ? {} : { fields }),
    });
    return receiptNumber;
  };
  const open = () => openReplies({ ...context, keyRing: world.keyRing });

  const correct = async (
    receiptNumber: string,
    {
      inside = {},
      outside = {},
    }: { readonly inside?: Partial<SealedCorrection>; readonly outside?: Partial<CorrectionSubmission> } = {},
  ): Promise<CorrectionSubmission> => {
    const common = { key: uuidv7(), receiptNumber, position: 3, filedAt: now };
    const plain: SealedCorrection = {
      schemaVersion: 1,
      ...common,
      applicant: holder,
      answers: { phone: '13907315566' },
      identity: { method: 'id-card', assuranceLevel: 2, identifiedAt: now, visitId: uuidv7() },
      consentedAt: now,
      ...inside,
    };
    const { key } = common;
    const sealed = await sealToPlatform(Buffer.from(JSON.stringify(plain)), world.sealingKey.published, {
      key,
    });
    return { kind: 'correction', ...common, assuranceLevel: 2, sealed, ...outside };
  };
  const correctionOf = (receiptNumber: string) =>
    world.database
      .selectFrom('application_corrections')
      .select(['state', 'reason', 'content'])
      .where('receipt_number', '=', receiptNumber)
      .executeTakeFirst();

  /** What became of each answer, oldest first: why it was set aside, or its state. */
  const answersTo = async (receiptNumber: string): Promise<readonly string[]> =>
    (
      await world.database
        .selectFrom('application_corrections')
        .select(['state', 'reason'])
        .where('receipt_number', '=', receiptNumber)
        .orderBy('opened_at')
        .orderBy('received_at')
        .execute()
    ).map(({ state, reason }) => reason ?? state);

  test('is told with its steps, names and deadline, from any kiosk', async () => {
    const receiptNumber = await file();
    const other = { ...verifiedKiosk, kioskId: 'K-0000000009' };
    const reply = progressReplySchema.parse((await ask({}, other)).json());
    expect(reply.applications.find((one) => one.receiptNumber === receiptNumber)).toMatchObject({
      itemName: { 'zh-CN': '我年纪大了，要领高龄津贴' },
      department: { 'zh-CN': '潇湘市民政局' },
      state: 'accepted-for-review',
      steps: [{ step: 'received' }, { step: 'accepted-for-review' }],
      deadline: { waitsFor: 'department', light: 'green' },
      correction: null,
      result: null,
    });
  });

  test('is told before it was opened to the kiosk that filed it, and to no other', async () => {
    const application = await fileApplication(world.sealingKey);
    await world.submit([application], verifiedKiosk.kioskId);
    const { receiptNumber } = application;
    expect(await told(receiptNumber, { receiptNumbers: [receiptNumber] })).toMatchObject({
      state: 'received',
    });
    const other = { ...verifiedKiosk, kioskId: 'K-0000000009' };
    const reply = progressReplySchema.parse((await ask({ receiptNumbers: [receiptNumber] }, other)).json());
    expect(reply.applications.map((one) => one.receiptNumber)).not.toContain(receiptNumber);
    await world.openWaiting();
  });

  test('of somebody else is not told, nor to anybody whom the register does not know', async () => {
    await file();
    expect((await ask({ holder: { ...holder, name: '别人' } })).json()).toMatchObject({
      reason: 'person-data-differs',
    });
    expect((await ask({ holder: { ...holder, idNumber: '990000190001010007' } })).json()).toMatchObject({
      reason: 'unknown-person',
    });
  });

  test('with what the department asks: the fields that it names, or the applicant’s own words', async () => {
    const named = await askedToCorrect(['phone', 'no-such'.replace('-', '')]);
    expect((await told(named))?.correction).toMatchObject({
      position: 3,
      reason: '电话打不通',
      fields: [{ name: 'phone' }],
      isAnswered: false,
    });
    const unnamed = await askedToCorrect();
    expect((await told(unnamed))?.correction).toMatchObject({ fields: [{ kind: 'text', name: 'reply' }] });
  });

  test('goes on once the answer is opened; the same answer again changes nothing', async () => {
    const receiptNumber = await askedToCorrect(['phone']);
    const answer = await correct(receiptNumber);
    expect(await world.submit([answer, answer], 'K-0000000002')).toMatchObject([
      { outcome: 'received' },
      { outcome: 'received' },
    ]);
    expect((await told(receiptNumber))?.correction?.isAnswered).toBe(true);
    await Promise.all([open(), open()]);
    expect(await told(receiptNumber)).toMatchObject({
      state: 'corrected',
      steps: [{}, {}, {}, { step: 'corrected', by: 'applicant' }],
      correction: null,
      deadline: { waitsFor: 'department' },
    });
    expect(await correctionOf(receiptNumber)).toMatchObject({
      state: 'taken',
      content: { answers: { phone: '13907315566' } },
    });
    await take(receiptNumber, { step: 'accepted' });
  });

  test('is carried on by its applicant alone', async () => {
    const receiptNumber = await askedToCorrect();
    const applicant = { ...holder, idNumber: '430199195803120026', name: '林晓岚', sex: '女' } as const;
    await world.submit([await correct(receiptNumber, { inside: { applicant } })]);
    await open();
    expect(await correctionOf(receiptNumber)).toMatchObject({
      state: 'set-aside',
      reason: 'not-the-applicant',
      content: null,
    });
    expect((await told(receiptNumber))?.state).toBe('corrections-asked');
  });

  test('is carried on by an agent whom the register lets, and both are on record; by no other', async () => {
    const agent = { idNumber: '430199197207051155', name: '周海峰', sex: '男' } as const;
    await fillTestStore(world.database, { residents: registeredResidents });
    const agency = { agent, way: 'principal-card', authorisation: null } as const;
    const receiptNumber = await askedToCorrect(['phone']);
    await world.submit([await correct(receiptNumber, { inside: { agency } })]);
    await open();
    expect(await correctionOf(receiptNumber)).toMatchObject({ state: 'taken', content: { agency } });
    expect((await agencyActsFor(world.database, idNumber))[0]).toMatchObject({
      agentIdNumber: agent.idNumber,
      act: 'correction',
      subject: receiptNumber,
    });
    for (const inside of [
      { agency: { ...agency, agent: holder } },
      { agency: { ...agency, way: 'child' as const } },
      { agency: { agent, way: 'authorisation' as const, authorisation: 'WT-2026-0001' } },
    ]) {
      const other = await askedToCorrect();
      await world.submit([await correct(other, { inside })]);
      await open();
      expect(await correctionOf(other)).toMatchObject({ state: 'set-aside', reason: 'agent-may-not' });
    }
  });

  test('takes one answer to a question, none that nobody asked, and none whose halves differ', async () => {
    const receiptNumber = await askedToCorrect();
    expect(
      await world.submit([
        await correct('SL-QX-0007-20261120-0000000000'),
        await correct(receiptNumber, { outside: { position: 2 }, inside: { position: 2 } }),
        await correct(receiptNumber, { inside: { position: 4 } }),
        await correct(receiptNumber),
      ]),
    ).toMatchObject([
      { outcome: 'refused', reason: 'unknown-subject' },
      { outcome: 'refused', reason: 'correction-not-asked' },
      { outcome: 'received' },
      { outcome: 'refused', reason: 'correction-not-asked' },
    ]);
    await open();
    expect(await correctionOf(receiptNumber)).toMatchObject({ state: 'set-aside', reason: 'unreadable' });
  });

  test('may be answered again when the answer was set aside, and what came before stays', async () => {
    const receiptNumber = await askedToCorrect();
    const stranger = { ...holder, idNumber: '430199195803120026', name: '林晓岚', sex: '女' } as const;
    const wrong = await correct(receiptNumber, { inside: { applicant: stranger } });
    await world.submit([wrong]);
    expect(await world.submit([await correct(receiptNumber)], 'K-0000000002')).toMatchObject([
      { outcome: 'refused', reason: 'correction-not-asked' },
    ]);
    await open();
    expect((await told(receiptNumber))?.correction).toMatchObject({ isAnswered: false });
    const right = await correct(receiptNumber);
    expect(await world.submit([right, wrong], 'K-0000000001')).toMatchObject([
      { outcome: 'received' },
      { outcome: 'received' },
    ]);
    expect((await told(receiptNumber))?.correction).toMatchObject({ isAnswered: true });
    await open();
    expect((await told(receiptNumber))?.state).toBe('corrected');
    expect(await answersTo(receiptNumber)).toEqual(['not-the-applicant', 'taken']);
  });

  test('never has two answers received, whoever gives them, in whatever order they are opened', async () => {
    const stranger = { ...holder, idNumber: '430199195803120026', name: '林晓岚', sex: '女' } as const;
    const agency = { agent: holder, way: 'child', authorisation: null } as const;
    const givers = [{}, { applicant: stranger }, { agency }] as const;
    const deed = fc.oneof(
      fc.record({
        giver: fc.nat({ max: givers.length - 1 }),
        kiosk: fc.constantFrom('K-0000000001', 'K-0000000002'),
        again: fc.boolean(),
      }),
      fc.constant('open' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 8 }), async (deeds) => {
        const receiptNumber = await askedToCorrect();
        for (const one of deeds) {
          if (one === 'open') await open();
          else {
            const answer = await correct(receiptNumber, { inside: givers[one.giver] ?? {} });
            await world.submit(one.again ? [answer, answer] : [answer], one.kiosk);
          }
          const states = await answersTo(receiptNumber);
          expect(
            states.filter((state) => state === 'waiting' || state === 'taken').length,
          ).toBeLessThanOrEqual(1);
        }
        await open();
        // Whoever may answer still may, unless somebody has.
        await world.submit([await correct(receiptNumber)]);
        await open();
        expect((await answersTo(receiptNumber)).filter((state) => state === 'taken')).toHaveLength(1);
        expect((await told(receiptNumber))?.state).toBe('corrected');
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  test('does not time out while an answer waits to be opened', async () => {
    const waiting = await askedToCorrect();
    const silent = await askedToCorrect();
    await world.submit([await correct(waiting)]);
    now = submissionTestNow + 60 * day;
    await timeOutOverdue(context);
    expect(await told(silent)).toMatchObject({ state: 'timed-out' });
    expect(await told(waiting)).toMatchObject({ state: 'corrections-asked' });
    await open();
    expect(await told(waiting)).toMatchObject({ state: 'corrected' });
  });

  test('says how its result is handed over', async () => {
    const receiptNumber = await file();
    await take(receiptNumber, { step: 'accepted' });
    await take(receiptNumber, { step: 'in-review' });
    await take(receiptNumber, { step: 'decided', decision: 'granted', certificate: 'household-register' });
    expect((await told(receiptNumber))?.result).toEqual({
      decision: 'granted',
      delivery: null,
      certificate: 'household-register',
    });
    await take(receiptNumber, { step: 'delivered', delivery: 'post' });
    expect((await told(receiptNumber))?.result).toMatchObject({ delivery: 'post' });
  });

  test('is delivered when its result has come out of a printer, once, and by no other certificate', async () => {
    const receiptNumber = await file();
    const department = 'xiaoxiang-real-estate';
    const { clock } = context;
    const { keyId } = await (await openKeyRing(world.database, [department], clock)).signerOf(department);
    const issue = async (certificateNumber: string, kind: string, holderIdNumber: string) => {
      await world.database
        .insertInto('certificates')
        .values({
          certificate_number: certificateNumber,
          kind,
          department,
          holder_id_number: holderIdNumber,
          key_id: keyId,
          issued_at: new Date(now),
          expires_at: new Date(now + 30 * day),
          revoked_at: null,
          signed: new Uint8Array([1]),
        })
        .execute();
    };
    await issue('ZF20261120-7K3M9QXAB2', 'housing-status', idNumber);
    await issue('SB20261120-7K3M9QXAB2', 'social-insurance', idNumber);
    const { id_number: otherIdNumber } = await world.database
      .selectFrom('residents')
      .select('id_number')
      .where('id_number', '<>', idNumber)
      .limit(1)
      .executeTakeFirstOrThrow();
    await issue('ZF20261120-7K3M9QXAB3', 'housing-status', otherIdNumber);
    const collected = (certificateNumber: string) => ({
      kind: 'collection' as const,
      key: uuidv7(),
      certificateNumber,
      collectedAt: now,
      receiptNumber,
    });
    await world.submit([collected('ZF20261120-7K3M9QXAB2')]);
    expect(await told(receiptNumber)).toMatchObject({ state: 'accepted-for-review' });
    await take(receiptNumber, { step: 'accepted' });
    await take(receiptNumber, { step: 'in-review' });
    await take(receiptNumber, { step: 'decided', decision: 'granted', certificate: 'housing-status' });
    await world.submit([collected('SB20261120-7K3M9QXAB2'), collected('ZF20261120-7K3M9QXAB3')]);
    expect(await told(receiptNumber)).toMatchObject({ state: 'decided' });
    const message = collected('ZF20261120-7K3M9QXAB2');
    const received = await world.submit([message]);
    expect(received).toMatchObject([{ outcome: 'received' }]);
    expect(await world.submit([message])).toEqual(received);
    await world.submit([collected('ZF20261120-7K3M9QXAB2')]);
    const course = await told(receiptNumber);
    expect(course).toMatchObject({ state: 'delivered', result: { delivery: 'printed-at-station' } });
    expect(course?.steps.filter(({ step }) => step === 'delivered')).toHaveLength(1);
  });

  test('stands under its receipt for whoever holds it, without a word of the applicant or the item', async () => {
    const receiptNumber = await file();
    const answer = await server().inject({ url: `/v1/applications/${receiptNumber}/light` });
    expect(applicationLightSchema.parse(answer.json())).toMatchObject({
      receiptNumber,
      state: 'accepted-for-review',
    });
    for (const secret of [name, idNumber, 'allowance']) expect(answer.body).not.toContain(secret);
    const none = await server().inject({ url: '/v1/applications/SL-QX-0007-20261120-0000000000/light' });
    expect(none.statusCode).toBe(404);
  });

  test('a complaint is taken once, opened, and read at the centre', async () => {
    now = submissionTestNow;
    const outside = {
      key: uuidv7(),
      feedbackNumber: feedbackNumber('QX-0007', now, randomBytes),
      filedAt: now,
    };
    const plain: SealedFeedback = {
      schemaVersion: 1,
      ...outside,
      feedback: 'complaint',
      subject: { about: 'department', department: 'xiaoxiang-civil-affairs' },
      text: '窗口中午没有人',
      callback: '13907315566',
      person: null,
    };
    const { key } = outside;
    const sealed = await sealToPlatform(Buffer.from(JSON.stringify(plain)), world.sealingKey.published, {
      key,
    });
    const message: FeedbackSubmission = { kind: 'feedback', ...outside, sealed };
    const other = { ...message, feedbackNumber: message.feedbackNumber.replace('QX-0007', 'QX-0008') };
    const received = await world.submit([message, { ...other, key: uuidv7() }]);
    expect(received).toMatchObject([{ outcome: 'received' }, { outcome: 'refused' }]);
    expect(await world.submit([message])).toEqual([received[0]]);
    await open();
    const { rows, total } = await listFeedback(world.database, 0);
    expect(total).toBe(1);
    expect(rows).toMatchObject([
      {
        feedbackNumber: outside.feedbackNumber,
        state: 'opened',
        content: { text: '窗口中午没有人', name: null, callback: '13907315566' },
      },
    ]);
  });
});
