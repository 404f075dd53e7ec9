import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { problemSchema } from '../../../platform/contract/api.ts';
import type { DataVerification } from '../../../platform/contract/data-verification.ts';
import { type CreditQuery, creditReplySchema } from '../../../platform/contract/credit.ts';
import { standingOf } from '../../../platform/credit/credit-standing.ts';
import { accessTrailReplySchema } from '../../../platform/contract/library.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { startTestPlatform, type TestPlatform, testNow } from '../../helpers/platform.ts';
import {
  createSubmissionWorld,
  fileApplication,
  submissionTestNow,
  type SubmissionWorld,
} from '../../helpers/platform-submissions.ts';

/** As the seed has them: the one on the list, and the one of exemplary standing. */
const listedIdNumber = '430199200503140982';
const exemplaryIdNumber = '430199194502281283';
const { name, sex, idNumber } = demonstrationResident;

const holderOf = (wanted: string): CreditQuery['holder'] => {
  const found = registeredResidents.find((resident) => resident.idNumber === wanted);
  if (found === undefined) throw new Error(`nobody with a card has ${wanted}`);
  return { name: found.name, sex: found.sex, idNumber: wanted };
};

describe('how a person stands for an item', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await startTestPlatform({ residents: registeredResidents });
  });
  afterAll(() => platform.close());

  const check = async (changes: Partial<CreditQuery> = {}) => {
    const query: CreditQuery = {
      holder: { name, sex, idNumber },
      assuranceLevel: 2,
      consentedAt: testNow - 1_000,
      item: 'flexible-employment-registration',
      ...changes,
    };
    const { status, body } = await platform.post('/v1/credit-checks', query);
    return status === 200 ? creditReplySchema.parse(body) : problemSchema.parse(body).reason;
  };

  test('is ordinary for most, exemplary for some', async () => {
    expect(await check()).toMatchObject({ standing: 'ordinary' });
    expect(await check({ holder: holderOf(exemplaryIdNumber) })).toMatchObject({ standing: 'exemplary' });
  });

  test('names court, case and the way out for whoever is on the list, and what the item makes of it', async () => {
    const holder = holderOf(listedIdNumber);
    expect(await check({ holder })).toMatchObject({
      standing: 'listed',
      rule: 'limits-promises',
      listing: { caseNumber: '(2025)湘0199执1234号', listedOn: '2025-09-10', telephone: '0731-00000112' },
    });
    expect(await check({ holder, item: 'hygiene-permit' })).toMatchObject({ rule: 'locks-filing' });
  });

  test('is not looked at where it would change nothing, nor for who is not known, differs or came with a code', async () => {
    expect(await check({ item: 'elderly-allowance' })).toBe('not-found');
    expect(await check({ item: 'no-such-item' })).toBe('not-found');
    expect(await check({ holder: { name, sex, idNumber: '990000190001010007' } })).toBe('unknown-person');
    expect(await check({ holder: { name: `${name}某`, sex, idNumber } })).toBe('person-data-differs');
    expect(await check({ assuranceLevel: 1 })).toBe('assurance-level-too-low');
  });

  test('is on the access trail, with the item that it was for; what was not looked at is not', async () => {
    const holder = holderOf(exemplaryIdNumber);
    const trail = async () => {
      const { body } = await platform.post('/v1/library/access-trail', {
        holder,
        assuranceLevel: 2,
        consentedAt: testNow,
      });
      return accessTrailReplySchema.parse(body).entries.filter(({ purpose }) => purpose === 'credit-check');
    };
    const before = await trail();
    await check({ holder, item: 'elderly-allowance' });
    expect(await trail()).toHaveLength(before.length);
    await check({ holder });
    const after = await trail();
    expect(after).toHaveLength(before.length + 1);
    expect(after[0]).toMatchObject({ kinds: [], item: { en: expect.any(String) } });
  });

  test('is asked by kiosks alone', async () => {
    const answer = await platform.unsigned.post('/v1/credit-checks', {});
    expect(answer).toMatchObject({ status: 401, body: { reason: 'signature-missing' } });
  });
});

describe('an application of somebody who stands on the list', () => {
  let world: SubmissionWorld;
  beforeAll(async () => {
    world = await createSubmissionWorld();
  });
  afterAll(() => world.close());

  const item = 'elderly-allowance';
  const promise = { code: 'photo', workingDays: 5, dueOn: '2026-12-01', agreedAt: testNow };
  beforeEach(async () => {
    await world.database.deleteFrom('credit_listings').execute();
    await world.database.deleteFrom('accepted_forms').execute();
  });

  const given = async (credit: 'limits-promises' | 'locks-filing' | null, listed: readonly string[]) => {
    await world.database
      .insertInto('accepted_forms')
      .values({ item, form_version: 1, assurance_level: 2, credit })
      .execute();
    const [listedOn = '2020-01-01', liftedOn = null] = listed;
    if (listed.length === 0) return;
    await world.database
      .insertInto('credit_listings')
      .values({
        id_number: idNumber,
        case_number: '(2020)湘0199执1号',
        authority: JSON.stringify({ 'zh-CN': '潇湘市人民法院', en: 'Xiaoxiang Court' }),
        way_out: JSON.stringify({ 'zh-CN': '履行后移出。', en: 'Pay.' }),
        telephone: '0731-00000112',
        listed_on: listedOn,
        lifted_on: liftedOn,
      })
      .execute();
  };

  const handIn = async (
    promises: readonly (typeof promise)[],
    verifications: readonly DataVerification[] = [],
  ) => {
    const application = await fileApplication(world.sealingKey, {
      content: { promises: [...promises], verifications: [...verifications] },
    });
    await world.submit([application]);
    await world.openWaiting();
    const { receiptNumber } = application;
    const steps = await world.database
      .selectFrom('application_steps')
      .select(['step', 'detail'])
      .where('receipt_number', '=', receiptNumber)
      .orderBy('position')
      .execute();
    const findings = await world.database
      .selectFrom('application_findings')
      .select(['rule', 'name'])
      .orderBy('rule')
      .where('receipt_number', '=', receiptNumber)
      .where('rule', 'in', ['promise-not-open', 'verification-differs'])
      .execute();
    return { last: steps.at(-1), findings };
  };

  test('is not accepted where the item is locked, with court, case, way out and telephone', async () => {
    await given('locks-filing', ['2020-01-01']);
    const { last } = await handIn([]);
    expect(last).toEqual({
      step: 'not-accepted',
      detail: {
        reason:
          '潇湘市人民法院（(2020)湘0199执1号）将您列入失信被执行人名单，这件事不能在自助终端办理。履行后移出。 电话 0731-00000112',
      },
    });
  });

  test('goes to review where promises are limited, and the clerk finds the promise that was not open', async () => {
    await given('limits-promises', ['2020-01-01']);
    expect(await handIn([promise])).toEqual({
      last: { step: 'accepted-for-review', detail: null },
      findings: [{ rule: 'promise-not-open', name: 'photo' }],
    });
    expect((await handIn([])).findings).toEqual([]);
  });

  test('says what the kiosk was told of it, and the clerk finds what differs from what stands there', async () => {
    await given('limits-promises', ['2020-01-01']);
    const told = { check: 'credit', source: 'credit-register', item } as const;
    const checkedAt = submissionTestNow - 80_000;
    expect((await handIn([], [{ ...told, checkedAt, result: 'listed' }])).findings).toEqual([]);
    const differs = [{ rule: 'verification-differs', name: 'credit' }];
    for (const wrong of [
      { ...told, checkedAt, result: 'ordinary' },
      { ...told, checkedAt, result: 'exemplary' },
      { ...told, checkedAt: Date.UTC(2019, 11, 1), result: 'listed' },
      // Nobody is told of it after it was handed in.
      { ...told, checkedAt: submissionTestNow + 60_000, result: 'listed' },
    ] as const) {
      expect((await handIn([], [wrong])).findings).toEqual(differs);
    }
    expect((await handIn([promise], [{ ...told, checkedAt, result: 'ordinary' }])).findings).toEqual([
      { rule: 'promise-not-open', name: 'photo' },
      ...differs,
    ]);
  });

  test('is as any other where the item has no rule, or the listing was lifted before it was handed in', async () => {
    await given(null, ['2020-01-01']);
    expect((await handIn([promise])).findings).toEqual([]);
    await world.database.deleteFrom('credit_listings').execute();
    await world.database.deleteFrom('accepted_forms').execute();
    await given('locks-filing', ['2020-01-01', '2021-01-01']);
    expect((await handIn([promise])).last?.step).toBe('accepted-for-review');
  });

  test('counts from the day of the decision to the day before it was lifted, and before any honour', async () => {
    await given(null, ['2026-03-02', '2026-03-05']);
    await world.database
      .insertInto('credit_honours')
      .values({ id_number: idNumber, since: '2026-03-04', until: '2026-03-06' })
      .execute();
    const on = async (day: string) =>
      (await standingOf(world.database, idNumber, Date.parse(`${day}T12:00:00+08:00`))).standing;
    const days = ['2026-03-01', '2026-03-02', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07'];
    expect(await Promise.all(days.map(on))).toEqual([
      'ordinary',
      'listed',
      'listed',
      'exemplary',
      'exemplary',
      'ordinary',
    ]);
  });
});
