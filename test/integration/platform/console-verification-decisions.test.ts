import { afterEach, beforeEach, expect, test } from 'vitest';
import { addAdminApi } from '../../../platform/admin/admin-api.ts';
import { type AdministrationContext, createAdministration } from '../../../platform/admin/administration.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { listVerifications, type VerificationStanding } from '../../../platform/console/verification-list.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { openReplies } from '../../../platform/submissions/open-replies.ts';
import { fillTestStore, serveRoutes, testCatalogue } from '../../helpers/platform-services.ts';
import {
  createSubmissionWorld,
  fileApplication,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';
import { sealedCorrection } from '../../helpers/sealed-correction.ts';

const { idNumber } = demonstrationResident;
const item = 'elderly-allowance';
const department = 'xiaoxiang-civil-affairs';
const token = 'an-administrator-s-token-of-a-test-0123456789';
const clock = { now: () => submissionTestNow };
let world: SubmissionWorld;
beforeEach(async () => {
  world = await createSubmissionWorld();
  await fillTestStore(world.database);
});
afterEach(() => world.close());

/** Hands in an application that says of its applicant to be on the list; the register has nothing of the kind. */
const handIn = async (): Promise<string> => {
  const checked = { check: 'credit', source: 'credit-register', item, result: 'listed' } as const;
  const application = await fileApplication(world.sealingKey, {
    content: { verifications: [{ ...checked, checkedAt: submissionTestNow - 80_000 }] },
  });
  await world.submit([application]);
  await world.openWaiting();
  return application.receiptNumber;
};
const list = (standing: VerificationStanding) =>
  listVerifications(
    { database: world.database, clock, catalogue: testCatalogue, calendar: loadWorkingCalendar() },
    { page: 0, standing },
  );

/** A call of the administration over HTTP. */
const call = async (method: 'GET' | 'POST', path: string, payload?: object) => {
  const context = { database: world.database, clock, catalogue: testCatalogue, issuers: certificateIssuers };
  const administration = createAdministration(context as unknown as AdministrationContext, 'http');
  const answer = await serveRoutes((server) => addAdminApi(server, administration, token)).inject({
    method,
    url: `/admin/v1/${path}`,
    headers: { authorization: `Bearer ${token}` },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.json() };
};
const take = (receiptNumber: string, step: string, seenPosition?: number) =>
  call('POST', 'course-steps', {
    receiptNumber,
    department,
    clerk: 'C-017',
    move: step === 'accepted' ? { step } : { step, reason: '请说明名单上的情况' },
    ...(seenPosition === undefined ? {} : { seenPosition }),
  });

/** The applicant answers what was asked with this step. */
const answer = async (receiptNumber: string, position: number): Promise<void> => {
  const said = { receiptNumber, position, filedAt: submissionTestNow };
  await world.submit([await sealedCorrection(world.sealingKey, said)]);
  await openReplies({ database: world.database, clock, keyRing: world.keyRing });
};

test('a part of a package that waits for another is neither to be decided nor done', async () => {
  const receiptNumber = await handIn();
  await world.database.updateTable('applications').set({ state: 'waiting' }).execute();
  const { counts, rows } = await list('waiting');
  expect(counts).toEqual({ open: 0, waiting: 1, asked: 0, ended: 0 });
  expect(rows).toMatchObject([{ receiptNumber, state: 'waiting' }]);
  expect((await list('ended')).rows).toEqual([]);
});

test('a clerk decides on what they have seen: what has moved on since is refused, and says so', async () => {
  const receiptNumber = await handIn();
  const drawn = (await list('open')).rows[0];
  expect(drawn).toMatchObject({ position: 2, state: 'accepted-for-review', answered: null });
  expect(await take(receiptNumber, 'corrections-asked', drawn?.position)).toMatchObject({
    status: 200,
    body: { position: 3 },
  });
  await answer(receiptNumber, 3);
  // Another clerk still has the list of before.
  expect(await take(receiptNumber, 'not-accepted', drawn?.position)).toMatchObject({
    status: 404,
    body: { detail: 'changed-meanwhile' },
  });
  const now = (await list('open')).rows[0];
  expect(now).toMatchObject({
    position: 4,
    state: 'corrected',
    answered: { asked: '请说明名单上的情况', answeredAt: submissionTestNow },
  });
  expect(JSON.stringify(now)).not.toContain('13907315566');
  expect((await take(receiptNumber, 'accepted', now?.position)).status).toBe(200);
});

test('from the command line a step is taken whatever stands there', async () => {
  expect((await take(await handIn(), 'accepted')).status).toBe(200);
});

test('what the applicant answered is shown to a clerk in words, and who looks leaves an entry', async () => {
  const receiptNumber = await handIn();
  expect((await call('GET', `correction-answers/${receiptNumber}`)).status).toBe(404);
  await take(receiptNumber, 'corrections-asked');
  await answer(receiptNumber, 3);
  const { status, body } = await call('GET', `correction-answers/${receiptNumber}`);
  const fields = testCatalogue.applications.find(({ code }) => code === item)?.form.fields ?? [];
  const labelOf = (field: string) => fields.find((each) => each.name === field)?.label;
  expect([status, body]).toEqual([
    200,
    {
      answers: [
        { label: labelOf('phone'), answer: { 'zh-CN': '13907315566', en: '13907315566' } },
        { label: labelOf('receivesPension'), answer: expect.objectContaining({ en: expect.any(String) }) },
      ],
    },
  ]);
  const { entries } = (await call('GET', 'audit')).body;
  expect(entries).toContainEqual(
    expect.objectContaining({ act: 'read-correction-answer', subject: receiptNumber }),
  );
});

test('of a check with which the register agrees by now both values are shown, and that they agree', async () => {
  await handIn();
  expect((await list('open')).rows[0]).toMatchObject({ agreesNow: false, verifications: [{}] });
  const words = JSON.stringify({ 'zh-CN': '潇湘市中级人民法院', en: 'The intermediate court' });
  await world.database
    .insertInto('credit_listings')
    .values({
      id_number: idNumber,
      case_number: '（2026）湘0199执123号',
      authority: words,
      way_out: words,
      telephone: '0799-5550123',
      listed_on: '2026-11-01',
      lifted_on: null,
    })
    .execute();
  expect((await list('open')).rows[0]).toMatchObject({
    agreesNow: true,
    verifications: [{ check: 'credit', entered: 'listed', found: 'listed' }],
  });
});
