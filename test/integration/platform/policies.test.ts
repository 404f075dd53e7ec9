import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyActsFor } from '../../../platform/agency/registered-agency.ts';
import { addPolicyRoutes } from '../../../platform/api/routes/policies.ts';
import { type PolicyMatchQuery, policyMatchReplySchema } from '../../../platform/contract/policies.ts';
import type { SealedApplication } from '../../../platform/contract/sealed-application.ts';
import { accessTrailOf } from '../../../platform/library/certificate-library.ts';
import { courseItem } from '../../../platform/library/course-item.ts';
import { factsOf } from '../../../platform/policies/facts-of.ts';
import { grantPolicy } from '../../../platform/policies/grant-policy.ts';
import { loadPolicies } from '../../../platform/seed/load-policies.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { whyNotAccepted } from '../../../platform/submissions/review-opened.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { fillTestStore, serveRoutes, testCatalogue } from '../../helpers/platform-services.ts';

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

let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
  await fillTestStore(store.database, { residents: registeredResidents });
  await store.database
    .insertInto('feed_documents')
    .values({
      collection: 'policies',
      id: 'all',
      version: 1,
      sequence: 1,
      audience: 'all',
      issued_at: new Date(now),
      removed: false,
      content: JSON.stringify({ policies: loadPolicies(testCatalogue) }),
      digest: new Uint8Array(32),
    })
    .execute();
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
  return {
    schemaVersion: 1,
    key: `019aa0c0-5e00-7c3a-9d52-00000000000${count}`,
    receiptNumber: `SL-QX-0007-20261120-000000000${count}`,
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
    expect(await grantPolicy(store.database, confirmation(forAllowance))).toContain('没有查到');
    expect(await grantPolicy(store.database, confirmation({ ...forAllowance, applicant: tian }))).toBeNull();
    for (const grant of [
      { policy: 'senior-health-check', period: '2025' },
      { policy: 'senior-transit', period: 'once' },
    ]) {
      expect(await grantPolicy(store.database, confirmation({ grant, applicant: tian }))).toContain(
        '没有查到',
      );
    }
    const { grant: _grant, ...without } = confirmation({ applicant: tian });
    expect(await grantPolicy(store.database, without)).toContain('没有查到');
  });

  test('has a department and a promise, so that its course goes on', async () => {
    expect(await courseItem(store.database, 'senior-health-check')).toEqual({
      department: 'xiaoxiang-health',
      promisedWorkingDays: 5,
    });
    expect(await courseItem(store.database, 'no-such-item')).toBeUndefined();
  });
});
