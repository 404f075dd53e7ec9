import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyRefusal } from '../../../platform/agency/check-agency.ts';
import {
  agencyActsFor,
  childrenOf,
  isMinor,
  isYoungerThan,
} from '../../../platform/agency/registered-agency.ts';
import { addAgencyRoutes } from '../../../platform/api/routes/agency.ts';
import { type Agency, agencyReplySchema } from '../../../platform/contract/agency.ts';
import type { AgencyWay } from '../../../platform/contract/agency-way.ts';
import type { IssueCertificateRequest } from '../../../platform/contract/api.ts';
import { decodeClaims } from '../../../platform/contract/certificate/claims-encoding.ts';
import { decodeCoseSign1 } from '../../../platform/contract/certificate/cose-sign1.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { issueCertificate } from '../../../platform/departments/issue-certificate.ts';
import { openKeyRing } from '../../../platform/signing/key-ring.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { fillTestStore, serveRoutes, testCatalogue } from '../../helpers/platform-services.ts';

const now = Date.UTC(2026, 10, 20, 4);
const clock = { now: () => now };

const holderOf = (idNumber: string) => {
  const found = registeredResidents.find((resident) => resident.idNumber === idNumber);
  if (found === undefined) throw new Error(`nobody has ${idNumber}`);
  const { name, sex } = found;
  return { idNumber, name, sex };
};
const zhou = holderOf('430199197207051155');
const lin = holderOf('430199195803120429');
const tian = holderOf('430199194502281283');
const peng = holderOf('43019919990909137X');
const he = holderOf('43019919551011026X');
const an = holderOf('430199196208171541');
const xiang = holderOf('43019919861224019X');

let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
  await fillTestStore(store.database, { residents: registeredResidents });
});
afterAll(() => store.close());

const ask = async (agent: typeof zhou, assuranceLevel: 1 | 2 | 3 = 2) => {
  const server = serveRoutes((routes) => addAgencyRoutes(routes, { database: store.database, clock }));
  const answer = await server.inject({
    method: 'POST',
    url: '/v1/agency/principals',
    payload: { agent, assuranceLevel, consentedAt: now },
  });
  return { status: answer.statusCode, body: answer.json() };
};

describe('for whom somebody may act', () => {
  test('is told with scope and end, and of others only a masked name with the reason', async () => {
    const { principals } = agencyReplySchema.parse((await ask(zhou)).body);
    expect(principals).toEqual([
      expect.objectContaining({ principal: tian, items: null, standing: 'good', validUntil: '2030-12-31' }),
      expect.objectContaining({ principal: lin, items: ['social-insurance', 'medical-insurance'] }),
      expect.objectContaining({ principal: null, maskedName: '何**', standing: 'principal-deceased' }),
      expect.objectContaining({ principal: null, maskedName: '彭**', standing: 'authorisation-expired' }),
    ]);
    expect(JSON.stringify(principals)).not.toContain(peng.idNumber);
  });

  test('includes own children under 18, and nobody who is older', async () => {
    const { principals } = agencyReplySchema.parse((await ask(xiang)).body);
    expect(principals.map(({ way, maskedName }) => `${way} ${maskedName}`)).toEqual([
      'child 向**',
      'child 向**',
    ]);
    const inTwentyYears = Date.UTC(2046, 10, 20);
    expect(await childrenOf(store.database, xiang.idNumber, inTwentyYears)).toEqual([]);
  });

  test('is not told to who came with a QR code, is not known, or is not who the card says', async () => {
    expect((await ask(zhou, 1)).body).toMatchObject({ reason: 'assurance-level-too-low' });
    expect((await ask({ ...zhou, idNumber: '990000190001010007' })).body).toMatchObject({
      reason: 'unknown-person',
    });
    expect((await ask({ ...zhou, name: '周某' })).body).toMatchObject({ reason: 'person-data-differs' });
  });
});

const byCard = (agent = zhou): Agency => ({ agent, way: 'principal-card', authorisation: null });
const byAuthorisation = (authorisation: string, agent = zhou): Agency => ({
  agent,
  way: 'authorisation',
  authorisation,
});
const everyWay = ['principal-card', 'authorisation', 'child'] as const;
const refusal = (
  agency: Agency,
  principal: { readonly idNumber: string },
  code = 'social-insurance',
  { ways = [...everyWay], at = now }: { ways?: readonly AgencyWay[]; at?: number } = {},
) =>
  agencyRefusal(store.database, {
    agency,
    principalIdNumber: principal.idNumber,
    item: { code, agency: [...ways] },
    at,
  });

describe('the platform looks again whether an agent may act', () => {
  test('and lets the good ways through', async () => {
    expect(await refusal(byCard(), tian)).toBeUndefined();
    expect(await refusal(byAuthorisation('WT-2026-0001'), tian, 'housing-status')).toBeUndefined();
    expect(await refusal(byAuthorisation('WT-2026-0002'), lin)).toBeUndefined();
    const [child = ''] = await childrenOf(store.database, xiang.idNumber, now);
    const asParent: Agency = { agent: xiang, way: 'child', authorisation: null };
    expect(await refusal(asParent, { ...xiang, idNumber: child })).toBeUndefined();
    expect(await refusal(byCard(), { ...xiang, idNumber: child })).toBe('not-authorised');
  });

  test('and names what stands against the others', async () => {
    expect(await refusal(byCard(), zhou)).toBe('agent-is-principal');
    expect(await refusal(byCard(), tian, 'social-insurance', { ways: [] })).toBe('agency-not-admitted');
    expect(await refusal(byAuthorisation('WT-2026-0002'), lin, 'housing-status')).toBe(
      'authorisation-out-of-scope',
    );
    expect(await refusal(byAuthorisation('WT-2024-0007'), peng)).toBe('authorisation-expired');
    expect(await refusal(byAuthorisation('WT-2026-0001'), lin)).toBe('not-authorised');
    expect(await refusal(byAuthorisation('WT-2026-0001', xiang), tian)).toBe('not-authorised');
    expect(await refusal(byAuthorisation('WT-9999-0001'), tian)).toBe('not-authorised');
    expect(await refusal(byCard(), he)).toBe('principal-deceased');
    expect(await refusal(byCard(), an)).toBe('principal-under-guardianship');
    expect(await refusal(byCard({ ...zhou, name: '周某' }), tian)).toBe('not-authorised');
    expect(await refusal({ agent: xiang, way: 'child', authorisation: null }, tian)).toBe('not-authorised');
  });
});

describe('on 29 February', () => {
  const leapDay = Date.UTC(2028, 1, 29, 4);

  test('an agent acts by the card of the principal, and a parent for a child, as on any other day', async () => {
    for (const at of [leapDay - 86_400_000, leapDay, leapDay + 86_400_000]) {
      expect(await refusal(byCard(), tian, 'social-insurance', { at })).toBeUndefined();
      const [child = ''] = await childrenOf(store.database, xiang.idNumber, at);
      const asParent: Agency = { agent: xiang, way: 'child', authorisation: null };
      expect(await refusal(asParent, { idNumber: child }, 'social-insurance', { at })).toBeUndefined();
    }
  });

  test('who was born on one sixteen years before is sixteen, and the day before is not', async () => {
    const [child = ''] = await childrenOf(store.database, xiang.idNumber, now);
    const bornOn = (day: string) =>
      store.database
        .updateTable('household_members')
        .set({ birth_date: sql<Date>`${day}::date` })
        .where('id_number', '=', child)
        .returning(sql<string>`birth_date::text`.as('birthDate'))
        .executeTakeFirstOrThrow();
    const { birthDate } = await store.database
      .selectFrom('household_members')
      .select(sql<string>`birth_date::text`.as('birthDate'))
      .where('id_number', '=', child)
      .executeTakeFirstOrThrow();
    await bornOn('2012-02-29');
    expect(await isYoungerThan(store.database, child, 16, leapDay)).toBe(false);
    expect(await isYoungerThan(store.database, child, 16, leapDay - 86_400_000)).toBe(true);
    expect(await isMinor(store.database, child, leapDay)).toBe(true);
    await bornOn(birthDate);
  });
});

describe('a certificate for another', () => {
  const issue = async (changes: Partial<IssueCertificateRequest>, catalogue = testCatalogue) => {
    const departments = new Set(testCatalogue.items.map(({ department }) => department.code));
    const keyRing = await openKeyRing(store.database, [...departments], clock, undefined);
    const context = {
      database: store.database,
      catalogue,
      issuers: certificateIssuers,
      keyRing,
      clock,
      randomBytes: (length: number) => new Uint8Array(length).fill(length + Object.keys(changes).length),
    };
    return issueCertificate(
      context,
      {
        requestId: '4f6d2c1e-8a3b-4c5d-9e7f-0a1b2c3d4e5f',
        kind: 'housing-status',
        purpose: 'loan',
        holder: tian,
        station: { code: 'QX-0007', name: '驿站' },
        assuranceLevel: 2,
        consentedAt: now,
        ...changes,
      },
      'K-0000000001',
    );
  };

  test('is refused where the agent may not, and otherwise both persons are on record', async () => {
    expect(await issue({ agency: byAuthorisation('WT-2026-0002'), holder: lin })).toEqual({
      outcome: 'refused',
      reason: 'authorisation-out-of-scope',
    });
    expect(await agencyActsFor(store.database, lin.idNumber)).toEqual([]);
    const issued = await issue({ agency: byCard() });
    const signed = issued.outcome === 'issued' ? decodeCoseSign1(issued.certificate) : undefined;
    expect(signed && decodeClaims(signed.payload)).toMatchObject({
      outcome: 'decoded',
      claims: { holder: tian, agent: { maskedName: '周**', way: 'principal-card' } },
    });
    expect(await agencyActsFor(store.database, tian.idNumber)).toEqual([
      {
        agentIdNumber: zhou.idNumber,
        principalIdNumber: tian.idNumber,
        way: 'principal-card',
        authorisation: null,
        act: 'certificate',
        subject: expect.stringMatching(/^[0-9A-Z-]+$/),
        actedAt: now,
      },
    ]);
    // Under the same number another agent asks for something else.
    expect(await issue({ agency: byAuthorisation('WT-2026-0001') })).toEqual({
      outcome: 'refused',
      reason: 'request-id-reused',
    });
  });

  test('that a clerk looks at first is asked for in both names', async () => {
    const withClerk = {
      ...testCatalogue,
      items: testCatalogue.items.map((item) => ({ ...item, approval: { workingDays: 3 } })),
    };
    const request = { agency: byCard(), requestId: 'aa6d2c1e-8a3b-4c5d-9e7f-0a1b2c3d4e5f' };
    for (const _again of [1, 2]) {
      expect(await issue(request, withClerk)).toEqual({ outcome: 'refused', reason: 'approval-pending' });
    }
    const acts = await agencyActsFor(store.database, tian.idNumber);
    expect(acts.filter(({ act }) => act === 'approval-request')).toMatchObject([
      { agentIdNumber: zhou.idNumber, subject: expect.stringMatching(/^SH-/), way: 'principal-card' },
    ]);
  });
});
