import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyActsFor } from '../../../platform/agency/registered-agency.ts';
import { addPolicyRoutes } from '../../../platform/api/routes/policies.ts';
import { type PolicyMatchQuery, policyMatchReplySchema } from '../../../platform/contract/policies.ts';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import { accessTrailOf } from '../../../platform/library/certificate-library.ts';
import { courseItem } from '../../../platform/library/course-item.ts';
import { factsOfEnterprise } from '../../../platform/policies/facts-of-enterprise.ts';
import { factsOf } from '../../../platform/policies/facts-of.ts';
import { grantPolicy } from '../../../platform/policies/grant-policy.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { whyNotAccepted } from '../../../platform/submissions/review-opened.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { fillTestStore, serveRoutes } from '../../helpers/platform-services.ts';
import { publishTestPolicies } from '../../helpers/published-policies.ts';

const now = Date.UTC(2026, 10, 20, 4);

const holderOf = (idNumber: string) => {
  const found = registeredResidents.find((resident) => resident.idNumber === idNumber);
  if (found === undefined) throw new Error(`nobody has ${idNumber}`);
  const { name, sex } = found;
  return { idNumber, name, sex };
};
const lin = holderOf('430199195803120429');
const tian = holderOf('430199194502281283');
const zhou = holderOf('430199197207051155');

const farm = { creditCode: '91430199MA4L0A174E', name: '潇湘市海峰生态农业发展有限公司' };
const factory = { creditCode: '91430199MA4QHF2632', name: '潇湘市橘洲智造科技有限公司' };
const formerFactoryHead = holderOf('430199197804010861');

let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
  await fillTestStore(store.database, { residents: registeredResidents });
  await publishTestPolicies(store.database, now);
});
afterAll(() => store.close());

const ask = async (changes: Partial<PolicyMatchQuery> = {}) => {
  const server = serveRoutes((routes) =>
    addPolicyRoutes(routes, { database: store.database, clock: { now: () => now } }),
  );
  const answer = await server.inject({
    method: 'POST',
    url: '/v1/policies/matches',
    payload: { holder: lin, assuranceLevel: 2, consentedAt: now, ...changes },
  });
  return { status: answer.statusCode, cache: answer.headers['cache-control'], body: answer.json() };
};
const matchesOf = async (changes: Partial<PolicyMatchQuery> = {}) =>
  policyMatchReplySchema.parse((await ask(changes)).body).matches;

describe('which policies fit a person', () => {
  test('is told by what the departments know, with the reasons in words and no value', async () => {
    const matches = await matchesOf();
    expect(matches).toContainEqual({
      policy: 'senior-health-check',
      period: '2026',
      reasons: [
        { 'zh-CN': '您年满 65 岁', en: 'You are 65 or older' },
        { 'zh-CN': '户口在本市', en: 'You are registered in this city' },
      ],
      state: 'open',
    });
    const codes = matches.map(({ policy }) => policy);
    expect(codes).not.toContain('old-age-allowance-auto');
    expect(codes).not.toContain('small-firm-rent');
    expect((await matchesOf({ holder: tian })).map(({ policy }) => policy)).toContain(
      'old-age-allowance-auto',
    );
    expect(JSON.stringify(matches)).not.toContain('68');
  });

  test('is on the person’s access trail before it is told', async () => {
    const before = (await accessTrailOf(store.database, lin.idNumber)).length;
    expect(await ask()).toMatchObject({ status: 200, cache: 'no-store' });
    const trail = await accessTrailOf(store.database, lin.idNumber);
    expect(trail).toHaveLength(before + 1);
    expect(trail[0]).toMatchObject({ purpose: 'policy-match', actor: 'kiosk:K-0000000001@QX-0007' });
  });

  test('is refused to who came with a QR code, is not known, or is not who the card says', async () => {
    expect((await ask({ assuranceLevel: 1 })).body).toMatchObject({ reason: 'assurance-level-too-low' });
    const nobody = { ...lin, idNumber: '990000190001010007' };
    expect((await ask({ holder: nobody })).body).toMatchObject({ reason: 'unknown-person' });
    expect((await ask({ holder: { ...lin, name: '林某' } })).body).toMatchObject({
      reason: 'person-data-differs',
    });
  });

  test('is told to an agent who may act, and both are on record', async () => {
    const byCard = { agent: zhou, way: 'principal-card', authorisation: null } as const;
    expect((await matchesOf({ holder: tian, agency: byCard })).length).toBeGreaterThan(0);
    expect(await agencyActsFor(store.database, tian.idNumber)).toMatchObject([
      { agentIdNumber: zhou.idNumber, act: 'policy-match' },
    ]);
    const byWrong = { agent: zhou, way: 'authorisation', authorisation: 'WT-9999-0001' } as const;
    expect((await ask({ holder: tian, agency: byWrong })).body).toMatchObject({ reason: 'not-authorised' });
  });

  test('turns on facts of which the register has some for everybody', async () => {
    expect(await factsOf(store.database, lin.idNumber, now)).toMatchObject({
      age: 68,
      isRegisteredHere: true,
      ownsHome: false,
      hasDisability: false,
    });
  });
});

let count = 0;
const confirmation = (changes: Partial<SealedApplication> = {}): SealedApplication => {
  count += 1;
  const serial = String(count).padStart(2, '0');
  return {
    schemaVersion: 1,
    key: `019aa0c0-5e00-7c3a-9d52-0000000000${serial}`,
    receiptNumber: `SL-QX-0007-20261120-00000000${serial}`,
    item: 'senior-health-check',
    formVersion: 1,
    filedAt: now,
    applicant: lin,
    answers: {},
    sources: {},
    materials: [],
    certificates: [],
    promises: [],
    identity: {
      method: 'id-card',
      assuranceLevel: 2,
      identifiedAt: now,
      visitId: '019aa0c0-5e00-7d11-a1b2-c3d4e5f60718',
    },
    grant: { policy: 'senior-health-check', period: '2026' },
    consentedAt: now,
    ...changes,
  };
};

describe('which policies fit an enterprise', () => {
  const enterprisesOf = async (changes: Partial<PolicyMatchQuery> = {}) =>
    policyMatchReplySchema.parse((await ask(changes)).body).enterprises;

  test('is told to its legal representative, with the reasons and no fact; what is deregistered is not told', async () => {
    const enterprises = await enterprisesOf({ holder: zhou });
    expect(enterprises.map(({ creditCode, name }) => ({ creditCode, name }))).toEqual([farm, factory]);
    const codesOf = (creditCode: string) =>
      enterprises.find((one) => one.creditCode === creditCode)?.matches.map(({ policy }) => policy);
    expect(codesOf(farm.creditCode)).toEqual([
      'small-firm-rent',
      'job-keeping-refund',
      'small-firm-tax',
      'tax-credit-loan',
    ]);
    expect(codesOf(factory.creditCode)).toEqual(['job-keeping-refund', 'high-tech-award', 'tax-credit-loan']);
    expect(enterprises[0]?.matches[0]).toEqual({
      policy: 'small-firm-rent',
      period: '2026',
      reasons: [
        { 'zh-CN': '企业开办不满三年', en: 'The enterprise is less than three years old' },
        { 'zh-CN': '登记为小微企业', en: 'It is registered as a small one' },
      ],
      state: 'open',
    });
  });

  test('is not mixed with what fits the person, and told of none who represents none, or did once', async () => {
    const own = (await matchesOf({ holder: zhou })).map(({ policy }) => policy);
    expect(own).not.toContain('small-firm-rent');
    expect(await enterprisesOf()).toEqual([]);
    expect(await enterprisesOf({ holder: formerFactoryHead })).toEqual([]);
  });

  test('is told to no agent, whatever the agent may do else', async () => {
    const agency = { agent: tian, way: 'principal-card', authorisation: null } as const;
    const { status, body } = await ask({ holder: zhou, agency });
    expect(status).toBe(200);
    expect(policyMatchReplySchema.parse(body).enterprises).toEqual([]);
  });

  test('is an entry of its own on the trail of the representative', async () => {
    await ask({ holder: zhou });
    const [latest, before] = await accessTrailOf(store.database, zhou.idNumber);
    expect([latest?.purpose, before?.purpose]).toEqual(['enterprise-match', 'policy-match']);
    await ask();
    expect((await accessTrailOf(store.database, lin.idNumber)).map(({ purpose }) => purpose)).not.toContain(
      'enterprise-match',
    );
  });

  test('is unknown where the register does not say what it turns on', async () => {
    const noodles = '92430199MA4T5U085T';
    expect(await factsOfEnterprise(store.database, noodles, now)).not.toHaveProperty('registeredCapital');
    expect(await factsOfEnterprise(store.database, '91430199000000000D', now)).toEqual({});
    const xiang = holderOf('43019919861224019X');
    const [shop] = await enterprisesOf({ holder: xiang });
    expect(shop?.matches.map(({ policy }) => policy)).toEqual(['small-firm-tax']);
  });
});

describe('a policy that was confirmed for an enterprise', () => {
  const forFarm = (changes: Partial<SealedApplication> = {}): SealedApplication =>
    confirmation({
      item: 'small-firm-rent',
      applicant: zhou,
      grant: { policy: 'small-firm-rent', period: '2026', enterprise: farm.creditCode },
      ...changes,
    });

  test('is granted once a period to the enterprise, and again to the same application', async () => {
    const first = forFarm();
    expect(await grantPolicy(store.database, first)).toBeNull();
    expect(await grantPolicy(store.database, first)).toBeNull();
    expect(await grantPolicy(store.database, forFarm())).toBe('policy-granted-before');
    const { enterprises } = policyMatchReplySchema.parse((await ask({ holder: zhou })).body);
    expect(enterprises[0]?.matches[0]).toMatchObject({ policy: 'small-firm-rent', state: 'confirmed' });
    expect(enterprises[1]?.matches.map(({ state }) => state)).not.toContain('confirmed');
    expect(await store.database.selectFrom('enterprise_policy_grants').selectAll().execute()).toMatchObject([
      { credit_code: farm.creditCode, confirmed_by_id_number: zhou.idNumber },
    ]);
  });

  test('of many at once is granted to one', async () => {
    const grant = { policy: 'tax-credit-loan', period: '2026', enterprise: factory.creditCode };
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () =>
        grantPolicy(store.database, forFarm({ item: 'tax-credit-loan', grant })),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === null)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'policy-granted-before')).toHaveLength(7);
  });

  test('is refused to who does not represent it, and to an agent of who does', async () => {
    expect(await grantPolicy(store.database, forFarm({ applicant: lin }))).toBe('not-representative');
    expect(await whyNotAccepted(store.database, forFarm({ applicant: lin }))).toContain(
      '不是这家企业的法定代表人',
    );
    const agency = { agent: lin, way: 'principal-card', authorisation: null } as const;
    expect(await grantPolicy(store.database, forFarm({ agency }))).toBe('not-representative');
    expect(await whyNotAccepted(store.database, forFarm({ agency }))).toContain('须由本人办理');
    const deregistered = { policy: 'small-firm-rent', period: '2026', enterprise: '914301997722039169' };
    expect(await grantPolicy(store.database, forFarm({ grant: deregistered }))).toBe('not-representative');
  });

  test('counts as of when it was handed in: who was its representative then', async () => {
    const filedAt = Date.UTC(2022, 5, 30, 4);
    const then = {
      item: 'job-keeping-refund',
      applicant: formerFactoryHead,
      filedAt,
      grant: { policy: 'job-keeping-refund', period: '2022', enterprise: factory.creditCode },
    };
    expect(await grantPolicy(store.database, forFarm(then))).toBeNull();
    const later = { ...then, filedAt: Date.UTC(2022, 6, 1, 4) };
    expect(await grantPolicy(store.database, forFarm(later))).toBe('not-representative');
  });

  test('is not granted where it does not fit, names no enterprise, or a person’s policy names one', async () => {
    const award = { policy: 'high-tech-award', period: 'once', enterprise: farm.creditCode };
    for (const [item, grant] of [
      ['high-tech-award', award],
      ['job-keeping-refund', { policy: 'job-keeping-refund', period: '2026' }],
      ['senior-health-check', { ...award, policy: 'senior-health-check', period: '2026' }],
      ['small-firm-tax', { ...award, policy: 'small-firm-tax' }],
    ] as const) {
      expect(await grantPolicy(store.database, forFarm({ item, grant }))).toBe('policy-not-fitting');
    }
  });
});

describe('a policy that was confirmed', () => {
  test('is granted once a period, whichever kiosk brings it first, and again to the same application', async () => {
    const first = confirmation();
    expect(await grantPolicy(store.database, first)).toBeNull();
    expect(await grantPolicy(store.database, first)).toBeNull();
    expect(await whyNotAccepted(store.database, confirmation())).toContain('已经确认过');
    expect(await matchesOf()).toContainEqual(
      expect.objectContaining({ policy: 'senior-health-check', state: 'confirmed' }),
    );
    const nextYear = {
      filedAt: Date.UTC(2027, 1, 1),
      grant: { policy: 'senior-health-check', period: '2027' },
    };
    expect(await grantPolicy(store.database, confirmation(nextYear))).toBeNull();
  });

  test('is not granted where it does not fit, is of another period, or is another one', async () => {
    const forAllowance = {
      item: 'old-age-allowance-auto',
      grant: { policy: 'old-age-allowance-auto', period: '2026' },
    };
    expect(await grantPolicy(store.database, confirmation(forAllowance))).toBe('policy-not-fitting');
    expect(await grantPolicy(store.database, confirmation({ ...forAllowance, applicant: tian }))).toBeNull();
    for (const grant of [
      { policy: 'senior-health-check', period: '2025' },
      { policy: 'senior-transit', period: 'once' },
    ]) {
      expect(await grantPolicy(store.database, confirmation({ grant, applicant: tian }))).toBe(
        'policy-not-fitting',
      );
    }
    const { grant: _grant, ...without } = confirmation({ applicant: tian });
    expect(await grantPolicy(store.database, without)).toBe('policy-not-fitting');
  });

  test('has a department and a promise, so that its course goes on', async () => {
    expect(await courseItem(store.database, 'senior-health-check')).toEqual({
      department: 'xiaoxiang-health',
      promisedWorkingDays: 5,
    });
    expect(await courseItem(store.database, 'no-such-item')).toBeUndefined();
  });
});
