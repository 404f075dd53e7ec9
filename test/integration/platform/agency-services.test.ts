import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencyActsFor, childrenOf } from '../../../platform/agency/registered-agency.ts';
import { addApplicationRoutes } from '../../../platform/api/routes/applications.ts';
import { addAppointmentRoutes } from '../../../platform/api/routes/appointments.ts';
import { addCreditRoutes } from '../../../platform/api/routes/credit.ts';
import { addIssuedProofRoutes } from '../../../platform/api/routes/issued-proofs.ts';
import { addLibraryRoutes } from '../../../platform/api/routes/library.ts';
import type { Agency } from '../../../platform/contract/agency.ts';
import { bookingReplySchema, slotReplySchema } from '../../../platform/contract/appointments.ts';
import { accessTrailReplySchema } from '../../../platform/contract/library.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { prepareDocument } from '../../../platform/feed/prepared-documents.ts';
import { approveProof } from '../../../platform/proofs/approve-proof.ts';
import { openKeyRing } from '../../../platform/signing/key-ring.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { registeredResidents } from '../../../scripts/station/station-cards.ts';
import { publishDirectory, smallDirectory } from '../../helpers/appointments.ts';
import { fillTestStore, serveRoutes, testCatalogue, verifiedKiosk } from '../../helpers/platform-services.ts';

/** 16:00 in China, the last day of nothing. */
const noon = Date.UTC(2026, 10, 20, 8);
let now = noon;
const clock = { now: () => now };

const holderOf = (idNumber: string) => {
  const found = registeredResidents.find((resident) => resident.idNumber === idNumber);
  if (found === undefined) throw new Error(`nobody has ${idNumber}`);
  return { idNumber, name: found.name, sex: found.sex };
};
const zhou = holderOf('430199197207051155');
const lin = holderOf('430199195803120429');
const tian = holderOf('430199194502281283');
const he = holderOf('43019919551011026X');
const xiang = holderOf('43019919861224019X');

const all: Agency = { agent: zhou, way: 'authorisation', authorisation: 'WT-2026-0001' };
const appointmentsOnly: Agency = { agent: zhou, way: 'authorisation', authorisation: 'WT-2026-0002' };
const byCard: Agency = { agent: zhou, way: 'principal-card', authorisation: null };
const asParent: Agency = { agent: xiang, way: 'child', authorisation: null };

let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
  await fillTestStore(store.database, { residents: registeredResidents });
  await publishDirectory(store.database, smallDirectory());
  await store.database
    .insertInto('stations')
    .values({ station_code: verifiedKiosk.stationCode, created_at: new Date(noon) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await store.database
    .insertInto('kiosks')
    .values({
      kiosk_id: verifiedKiosk.kioskId,
      station_code: verifiedKiosk.stationCode,
      app_version: '0.1.0',
      enrolled_at: new Date(noon),
      revoked_at: null,
      revocation_reason: null,
    })
    .execute();
});
afterAll(() => store.close());

const ask = async (url: string, payload: object) => {
  const context = { database: store.database, clock, catalogue: testCatalogue };
  const server = serveRoutes((routes) => {
    addApplicationRoutes(routes, context);
    addAppointmentRoutes(routes, context);
    addLibraryRoutes(routes, context);
    addIssuedProofRoutes(routes, context);
    addCreditRoutes(routes, context);
  });
  const answer = await server.inject({ method: 'POST', url, payload });
  return answer.json();
};

const item = 'id-card-issue';
type Who = { readonly holder: typeof zhou; readonly agency?: Agency };
const consent = (who: Who) => ({ ...who, assuranceLevel: 2, consentedAt: now });
const look = (who: Who) => ({ ...who, assuranceLevel: 2, askedAt: now });
const progress = (who: Who) => ask('/v1/applications/query', { ...look(who), receiptNumbers: [] });
const appointments = (who: Who) => ask('/v1/appointments/query', look(who));
const documents = (who: Who) => ask('/v1/library/query', { ...consent(who), purpose: 'view', item: null });
const proofs = (who: Who) => ask('/v1/issued-proofs/query', consent(who));
const credit = (who: Who, code: string) => ask('/v1/credit-checks', { ...consent(who), item: code });
const trailOf = async (holder: typeof zhou) =>
  accessTrailReplySchema.parse(await ask('/v1/library/access-trail', consent({ holder }))).entries;
const book = async (who: Who) => {
  const { days } = slotReplySchema.parse(await ask('/v1/appointment-slots/query', { item }));
  const slot = days.flatMap((day) => day.slots).find(({ free }) => free > 0);
  return ask('/v1/appointments', {
    requestId: uuidv7(),
    ...consent(who),
    item,
    counter: slot?.counter,
    startsAt: slot?.startsAt,
  });
};

const services = { progress, appointments, documents, proofs } as const;

const openKeys = () => {
  const departments = new Set(testCatalogue.items.map(({ department }) => department.code));
  return openKeyRing(store.database, [...departments], clock, undefined);
};

/** A department approves a proof of somebody: it is signed, before anybody comes for it. */
const approve = async (idNumber: string) => {
  const { database } = store;
  const keyRing = await openKeys();
  const randomBytes = (length: number): Uint8Array =>
    new TextEncoder().encode(idNumber.slice(-length).padStart(length, '0'));
  return approveProof(
    { database, catalogue: testCatalogue, issuers: certificateIssuers, keyRing, clock, randomBytes },
    {
      idNumber,
      kind: 'family-relation',
      purpose: 'notary',
      station: { code: verifiedKiosk.stationCode, name: '驿站' },
    },
  );
};

describe('what an agent may do beside items', () => {
  test.each(Object.keys(services) as (keyof typeof services)[])(
    '%s of the principal is told to whom the authorisation grants it, and both persons are on record',
    async (service) => {
      const before = (await agencyActsFor(store.database, tian.idNumber)).length;
      expect(await services[service]({ holder: tian, agency: all })).not.toHaveProperty('reason');
      const acts = await agencyActsFor(store.database, tian.idNumber);
      expect(acts).toHaveLength(before + 1);
      expect(acts[0]).toMatchObject({
        agentIdNumber: zhou.idNumber,
        principalIdNumber: tian.idNumber,
        way: 'authorisation',
        authorisation: 'WT-2026-0001',
        act: service === 'proofs' ? 'documents' : service,
      });
      expect((await trailOf(tian))[0]).toMatchObject({
        agent: { maskedName: '周**', way: 'authorisation' },
        by: { kind: 'kiosk' },
      });
    },
  );

  test.each([
    ['progress', 'authorisation-out-of-scope'],
    ['documents', 'authorisation-out-of-scope'],
    ['proofs', 'authorisation-out-of-scope'],
  ] as const)('%s is refused where the authorisation does not grant it', async (service, reason) => {
    expect(await services[service]({ holder: lin, agency: appointmentsOnly })).toMatchObject({ reason });
    expect(await agencyActsFor(store.database, lin.idNumber)).toEqual([]);
    expect((await trailOf(lin)).filter(({ agent }) => agent !== null)).toEqual([]);
  });

  test('the card of the principal opens progress and appointments, and not what the person has', async () => {
    expect(await progress({ holder: tian, agency: byCard })).toHaveProperty('applications');
    expect(await appointments({ holder: tian, agency: byCard })).toHaveProperty('appointments');
    for (const closed of [documents, proofs]) {
      expect(await closed({ holder: tian, agency: byCard })).toMatchObject({ reason: 'agency-not-admitted' });
    }
  });

  test('a parent does for a child what the child could do, and nobody else does', async () => {
    const [child = ''] = await childrenOf(store.database, xiang.idNumber, now);
    const {
      name,
      sex,
      id_number: idNumber,
    } = await store.database
      .selectFrom('residents')
      .selectAll()
      .where('id_number', '=', child)
      .executeTakeFirstOrThrow();
    const holder = { idNumber, name, sex } as typeof zhou;
    for (const service of Object.values(services)) {
      expect(await service({ holder, agency: asParent })).not.toHaveProperty('reason');
      expect(await service({ holder, agency: { ...asParent, agent: zhou } })).toMatchObject({
        reason: 'not-authorised',
      });
    }
    expect(await progress({ holder, agency: byCard })).toMatchObject({ reason: 'not-authorised' });
  });

  test('a proof that was signed before is handed over, and record and trail name both', async () => {
    const approved = await approve(tian.idNumber);
    const number = approved.outcome === 'approved' ? approved.certificateNumber : approved.reason;
    const handOver = (who: Who) => ask(`/v1/issued-proofs/${number}/handover`, consent(who));
    expect(await handOver({ holder: tian, agency: byCard })).toMatchObject({ reason: 'agency-not-admitted' });
    expect(await handOver({ holder: tian, agency: all })).toEqual({ certificate: expect.any(String) });
    expect((await agencyActsFor(store.database, tian.idNumber))[0]).toMatchObject({
      act: 'handover',
      subject: number,
      agentIdNumber: zhou.idNumber,
      principalIdNumber: tian.idNumber,
    });
    expect((await trailOf(tian))[0]).toMatchObject({
      purpose: 'issued-proofs',
      kinds: ['family-relation'],
      agent: { maskedName: '周**', way: 'authorisation' },
    });
  });

  test('nothing of a child is delivered in advance: no parent is known as one without a line', async () => {
    const [child = ''] = await childrenOf(store.database, xiang.idNumber, now);
    const approved = await approve(child);
    if (approved.outcome !== 'approved') throw new Error(approved.reason);
    const context = { database: store.database, clock, keyRing: await openKeys() };
    const { certificateNumber } = approved;
    const preparation = { certificateNumber, stationCode: verifiedKiosk.stationCode };
    expect(await prepareDocument(context, preparation)).toEqual({
      outcome: 'refused',
      reason: 'holder-too-young',
    });
  });

  test('who looked at the data of the principal is told to no agent', async () => {
    const answer = await ask('/v1/library/access-trail', consent({ holder: tian, agency: all }));
    expect(answer).toMatchObject({ reason: 'agency-not-admitted' });
  });
});

describe('an appointment for another', () => {
  test('is booked and given back by the agent, and both acts name both persons', async () => {
    const reply = bookingReplySchema.parse(await book({ holder: lin, agency: appointmentsOnly }));
    const number = reply.outcome === 'booked' ? reply.appointment.number : '';
    expect(await appointments({ holder: lin })).toMatchObject({ appointments: [{ number }] });
    expect(await appointments({ holder: zhou })).toMatchObject({ appointments: [] });
    expect(
      await ask(`/v1/appointments/${number}/cancellation`, look({ holder: lin, agency: appointmentsOnly })),
    ).toEqual({ outcome: 'cancelled' });
    expect(await agencyActsFor(store.database, lin.idNumber)).toMatchObject([
      { act: 'cancellation', subject: number, agentIdNumber: zhou.idNumber },
      { act: 'booking', subject: number, authorisation: 'WT-2026-0002' },
    ]);
  });
});

describe('credit', () => {
  test('is that of the principal, asked by whoever may file the item', async () => {
    const code = 'elderly-allowance';
    await store.database
      .insertInto('accepted_forms')
      .values({
        item: code,
        form_version: 1,
        assurance_level: 2,
        agency: ['authorisation'],
        credit: 'limits-promises',
      })
      .execute();
    // 田𠮷生 is of exemplary standing, 周海峰 is not.
    expect(await credit({ holder: tian, agency: all }, code)).toMatchObject({ standing: 'exemplary' });
    expect(await credit({ holder: zhou }, code)).toMatchObject({ standing: 'ordinary' });
    expect((await agencyActsFor(store.database, tian.idNumber))[0]).toMatchObject({
      act: 'credit-check',
      subject: code,
    });
    expect(await credit({ holder: tian, agency: byCard }, code)).toMatchObject({
      reason: 'agency-not-admitted',
    });
  });
});

describe('the register is looked at again each time', () => {
  test.each([
    ['agent-is-principal', { holder: zhou, agency: all }],
    ['not-authorised', { holder: lin, agency: all }],
    ['not-authorised', { holder: tian, agency: asParent }],
    ['not-authorised', { holder: tian, agency: { ...all, agent: { ...zhou, name: '周某' } } }],
    ['principal-deceased', { holder: he, agency: { ...all, authorisation: 'WT-2025-0003' } }],
  ] as const)('and %s is said at every service', async (reason, who) => {
    for (const service of Object.values(services)) expect(await service(who)).toMatchObject({ reason });
    expect(await book(who)).toMatchObject({ reason });
  });

  test('so that an authorisation that ends while the agent stands there opens nothing any more', async () => {
    // WT-2026-0001 is good up to and with 2030-12-31 in China.
    now = Date.UTC(2030, 11, 31, 15, 59, 59);
    expect(await progress({ holder: tian, agency: all })).toHaveProperty('applications');
    now += 1_000;
    for (const service of Object.values(services)) {
      expect(await service({ holder: tian, agency: all })).toMatchObject({ reason: 'authorisation-expired' });
    }
    now = noon;
  });

  test('so that one that is withdrawn while the agent stands there opens nothing any more', async () => {
    const withdrawn = (at: Date | null) =>
      store.database
        .updateTable('agent_authorisations')
        .set({ withdrawn_at: at })
        .where('authorisation_id', '=', 'WT-2026-0001')
        .execute();
    await withdrawn(new Date(now));
    expect(await documents({ holder: tian, agency: all })).toMatchObject({ reason: 'not-authorised' });
    await withdrawn(null);
  });
});
