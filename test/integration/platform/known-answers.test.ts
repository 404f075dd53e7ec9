import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../../platform/contract/api.ts';
import { type KnownAnswersQuery, knownAnswersReplySchema } from '../../../platform/contract/known-answers.ts';
import { accessTrailReplySchema } from '../../../platform/contract/library.ts';
import { earlierAnswersOf } from '../../../platform/known-answers/earlier-answers.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { recordFormDefinitions } from '../../../platform/submissions/form-definitions.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { startTestPlatform, type TestPlatform, testNow } from '../../helpers/platform.ts';
import { testCatalogue } from '../../helpers/platform-services.ts';
import {
  createSubmissionWorld,
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
