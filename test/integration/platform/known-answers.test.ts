import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { advance } from '../../../platform/applications/advance.ts';
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { problemSchema } from '../../../platform/contract/api.ts';
import { type KnownAnswersQuery, knownAnswersReplySchema } from '../../../platform/contract/known-answers.ts';
import { accessTrailReplySchema } from '../../../platform/contract/library.ts';
import { sealToPlatform } from '../../../platform/contract/sealing/index.ts';
import type { SealedCorrection } from '../../../platform/contract/sealed-replies.ts';
import { earlierAnswersOf } from '../../../platform/known-answers/earlier-answers.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { recordFormDefinitions } from '../../../platform/submissions/form-definitions.ts';
import { openReplies } from '../../../platform/submissions/open-replies.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { startTestPlatform, type TestPlatform, testNow } from '../../helpers/platform.ts';
import { fillTestStore, testCatalogue } from '../../helpers/platform-services.ts';
import {
  createSubmissionWorld,
  createWorldOn,
  fileApplication,
  submissionTestNow,
  type SubmissionWorld,
} from '../../helpers/platform-submissions.ts';

/** As the seed has them: who applied for the elderly allowance, and who registered as a rider. */
const tian = '430199194502281283';
const peng = '43019919990909137X';
const { name, sex, idNumber } = demonstrationResident;

const holderOf = (wanted: string): KnownAnswersQuery['holder'] => {
  const found = registeredResidents.find((resident) => resident.idNumber === wanted);
  if (found === undefined) throw new Error(`nobody with a card has ${wanted}`);
  return { name: found.name, sex: found.sex, idNumber: wanted };
};

describe('what is known of a person for a form', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ residents: registeredResidents });
  });
  afterAll(() => platform.close());

  const ask = async (changes: Partial<KnownAnswersQuery> = {}) => {
    const query: KnownAnswersQuery = {
      holder: { name, sex, idNumber },
      assuranceLevel: 2,
      consentedAt: testNow - 1_000,
      item: 'disability-subsidies',
      formVersion: 2,
      ...changes,
    };
    const { status, body } = await platform.post('/v1/known-answers', query);
    return status === 200 ? knownAnswersReplySchema.parse(body).answers : problemSchema.parse(body).reason;
  };
  const trailOf = async (holder: KnownAnswersQuery['holder']) => {
    const query = { holder, assuranceLevel: 2, consentedAt: testNow };
    const { body } = await platform.post('/v1/library/access-trail', query);
    return accessTrailReplySchema.parse(body).entries.filter(({ purpose }) => purpose === 'known-answers');
  };

  test('comes from an earlier application and the certificates, each with its source', async () => {
    const source = {
      earlierFiling: 'elderly-allowance',
      itemName: { 'zh-CN': expect.any(String), en: expect.any(String) },
      filedOn: '2026-03-02',
    };
    expect(await ask({ holder: holderOf(tian) })).toEqual([
      {
        field: 'address',
        value: expect.stringContaining('潇湘市'),
        source: { certificate: 'household-booklet', validFrom: '2015-11-01' },
      },
      { field: 'account', value: '6217003180004417726', source },
      { field: 'phone', value: '13974280451', source },
    ]);
  });

  test('comes from the first source that a field names: what was said before the register', async () => {
    expect(await ask({ holder: holderOf(peng) })).toMatchObject([
      {
        field: 'address',
        value: '潇湘市清溪区滨江街道望江路21号2栋603室',
        source: { earlierFiling: 'flexible-employment-registration', filedOn: '2026-03-30' },
      },
      { field: 'phone', value: '13607483319' },
    ]);
  });

  test('tells the social security number as the social security card has it', async () => {
    const answers = await ask({
      holder: holderOf(tian),
      item: 'resident-medical-insurance',
      formVersion: 3,
    });
    expect(answers).toContainEqual({
      field: 'socialSecurityNumber',
      value: tian,
      source: { certificate: 'social-security-card', validFrom: expect.any(String) },
    });
  });

  test('is on the access trail, with the item and where something was found, before it is told', async () => {
    const holder = holderOf(tian);
    const before = await trailOf(holder);
    await ask({ holder });
    const after = await trailOf(holder);
    expect(after).toHaveLength(before.length + 1);
    expect(after[0]).toMatchObject({
      item: { en: expect.any(String) },
      kinds: ['household-booklet', 'elderly-allowance'],
    });
  });

  test('is not told for other forms, nor of who is not known, differs or came with a code, and is then on no trail', async () => {
    const holder = holderOf(tian);
    const before = await trailOf(holder);
    expect(await ask({ holder, item: 'elderly-allowance', formVersion: 1 })).toBe('not-found');
    expect(await ask({ holder, item: 'no-such-item' })).toBe('not-found');
    expect(await ask({ holder, formVersion: 99 })).toBe('not-found');
    expect(await ask({ holder: { name, sex, idNumber: '990000190001010007' } })).toBe('unknown-person');
    expect(await ask({ holder: { ...holder, name: '田某' } })).toBe('person-data-differs');
    expect(await ask({ holder, assuranceLevel: 1 })).toBe('assurance-level-too-low');
    expect(await trailOf(holder)).toHaveLength(before.length);
  });

  test('is asked by kiosks alone', async () => {
    const answer = await platform.unsigned.post('/v1/known-answers', {});
    expect(answer).toMatchObject({ status: 401, body: { reason: 'signature-missing' } });
  });
});

describe('earlier applications', () => {
  let world: SubmissionWorld;
  beforeAll(async () => {
    world = await createSubmissionWorld();
    await world.database
      .transaction()
      .execute((transaction) => recordFormDefinitions(transaction, testCatalogue));
  });
  afterAll(() => world.close());

  const said = () =>
    world.database.transaction().execute((transaction) => earlierAnswersOf(transaction, idNumber));
  const handIn = async (phone: string, minutesAgo: number, content = {}) => {
    const filedAt = submissionTestNow - minutesAgo * 60_000;
    const answers = { cardKind: 'bank-card', account: '6217001234567890', phone, receivesPension: true };
    const application = await fileApplication(world.sealingKey, {
      content: { answers, filedAt, ...content },
      outside: { filedAt },
    });
    await world.submit([application]);
    return application;
  };

  test('tell nothing while they are sealed, and once opened the latest first, by what their fields mean', async () => {
    await handIn('13900000001', 9);
    expect(await said()).toEqual([]);
    await world.openWaiting();
    await handIn('13900000002', 5);
    await world.openWaiting();
    const filing = { item: 'elderly-allowance', itemName: null, filedOn: '2026-11-20' };
    expect(await said()).toEqual([
      { meaning: 'bank-account', value: '6217001234567890', ...filing },
      { meaning: 'telephone', value: '13900000002', ...filing },
      { meaning: 'bank-account', value: '6217001234567890', ...filing },
      { meaning: 'telephone', value: '13900000001', ...filing },
    ]);
  });

  test('that an agent handed in, or that came to nothing, tell nothing', async () => {
    const before = await said();
    const agent = { name: '周海峰', sex: '男', idNumber: '430199197207051155' };
    const byAgent = await handIn('13900000003', 3, {
      agency: { way: 'principal-card', agent, authorisation: null },
    });
    const withdrawn = await handIn('13900000004', 2);
    await world.openWaiting();
    for (const [state, { receiptNumber }] of [
      ['accepted', byAgent],
      ['withdrawn', withdrawn],
    ] as const) {
      await world.database
        .updateTable('applications')
        .set({ state })
        .where('receipt_number', '=', receiptNumber)
        .execute();
    }
    expect(await said()).toEqual(before);
  });
});

describe.each(['embedded', 'PostgreSQL'] as const)('what was asked anew, on the %s store', (store) => {
  const day = 86_400_000;
  let world: SubmissionWorld;
  let now = submissionTestNow;
  beforeAll(async () => {
    world = await createWorldOn(store);
    await fillTestStore(world.database, { residents: registeredResidents });
    await world.database
      .transaction()
      .execute((transaction) => recordFormDefinitions(transaction, testCatalogue));
  });
  afterAll(() => world.close());
  const context = () => ({
    database: world.database,
    clock: { now: () => now },
    calendar: loadWorkingCalendar(),
  });

  /** What each of the person's answers says, and its day, the latest first. */
  const said = async (): Promise<readonly string[]> => {
    const answers = await world.database
      .transaction()
      .execute((transaction) => earlierAnswersOf(transaction, idNumber));
    return answers.map(({ value, filedOn }) => `${value} ${filedOn}`);
  };
  /** Files with an account and a telephone; nothing of what was filed before is told any more. */
  const file = async (account: string): Promise<string> => {
    await world.database.updateTable('applications').set({ state: 'withdrawn' }).execute();
    return fileToo(account);
  };
  const fileToo = async (account: string): Promise<string> => {
    const answers = { cardKind: 'bank-card', account, phone: '13900000001', receivesPension: true };
    const application = await fileApplication(world.sealingKey, {
      content: { answers, filedAt: now },
      outside: { filedAt: now },
    });
    await world.submit([application]);
    await world.openWaiting();
    return application.receiptNumber;
  };
  const askAnew = async (receiptNumber: string, fields: readonly string[]): Promise<number> => {
    const asked = await advance(context(), {
      receiptNumber,
      move: { step: 'corrections-asked', reason: '账户不对', fields: [...fields] },
      actor: { role: 'department', department: 'xiaoxiang-civil-affairs', clerk: 'clerk-07' },
    });
    if (asked.outcome !== 'advanced') throw new Error(asked.reason);
    return asked.position;
  };
  const answer = async (
    receiptNumber: string,
    position: number,
    { answers, ...inside }: Pick<SealedCorrection, 'answers'> & Partial<SealedCorrection>,
  ): Promise<void> => {
    const common = { key: uuidv7(), receiptNumber, position, filedAt: now };
    const plain: SealedCorrection = {
      schemaVersion: 1,
      ...common,
      applicant: { name, sex, idNumber },
      answers,
      identity: { method: 'id-card', assuranceLevel: 2, identifiedAt: now, visitId: uuidv7() },
      consentedAt: now,
      ...inside,
    };
    const sealed = await sealToPlatform(Buffer.from(JSON.stringify(plain)), world.sealingKey.published, {
      key: common.key,
    });
    await world.submit([{ kind: 'correction', ...common, assuranceLevel: 2, sealed }]);
    await openReplies({ ...context(), keyRing: world.keyRing });
    const { state, reason } = await world.database
      .selectFrom('application_corrections')
      .select(['state', 'reason'])
      .where('key', '=', common.key)
      .executeTakeFirstOrThrow();
    expect([state, reason]).toEqual(['taken', null]);
  };

  test('is not told as it was first said, and once answered is told with the day of the answer', async () => {
    now = submissionTestNow - 3 * day;
    const receiptNumber = await file('6217001111111111');
    const position = await askAnew(receiptNumber, ['account']);
    expect(await said()).toEqual(['13900000001 2026-11-17']);
    now += day;
    await answer(receiptNumber, position, { answers: { account: '6217002222222222' } });
    expect(await said()).toEqual(['6217002222222222 2026-11-18', '13900000001 2026-11-17']);
  });

  test('twice is told as it was answered last', async () => {
    now = submissionTestNow - 3 * day;
    const receiptNumber = await file('6217001111111111');
    for (const account of ['6217003333333333', '6217004444444444']) {
      const position = await askAnew(receiptNumber, ['account']);
      now += day;
      await answer(receiptNumber, position, { answers: { account } });
    }
    expect(await said()).toEqual(['6217004444444444 2026-11-19', '13900000001 2026-11-17']);
  });

  test('and answered after another application was filed comes before what that one says', async () => {
    now = submissionTestNow - 3 * day;
    const receiptNumber = await file('6217001111111111');
    const position = await askAnew(receiptNumber, ['account']);
    now += day;
    await fileToo('6217005555555555');
    now += day;
    await answer(receiptNumber, position, { answers: { account: '6217006666666666' } });
    expect((await said())[0]).toBe('6217006666666666 2026-11-19');
  });

  test('and answered by an agent is not told', async () => {
    now = submissionTestNow - 3 * day;
    const receiptNumber = await file('6217001111111111');
    const position = await askAnew(receiptNumber, ['account']);
    const agent = { name: '周海峰', sex: '男', idNumber: '430199197207051155' } as const;
    await answer(receiptNumber, position, {
      answers: { account: '6217007777777777' },
      agency: { way: 'principal-card', agent, authorisation: null },
    });
    expect(await said()).toEqual(['13900000001 2026-11-17']);
  });
});
