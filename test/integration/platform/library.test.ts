import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addLibraryRoutes } from '../../../platform/api/routes/library.ts';
import { type LibraryQuery, libraryReplySchema } from '../../../platform/contract/library.ts';
import {
  accessTrailOf,
  certificatesOf,
  recordAccess,
} from '../../../platform/library/certificate-library.ts';
import { libraryGuides, serviceItem, serviceItems } from '../../../platform/library/service-items.ts';
import { seedServiceItems } from '../../../platform/seed/seed-service-items.ts';
import { demonstrationResident } from '../../../platform/seed/synthetic-population.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { fillTestStore, serveRoutes, testCatalogue, testGuides } from '../../helpers/platform-services.ts';

const now = Date.UTC(2026, 10, 20, 4);
const { idNumber, name, sex } = demonstrationResident;

let store: Store;
beforeAll(async () => {
  store = await openStore('memory');
  await fillTestStore(store.database);
});
afterAll(() => store.close());

const query = (changes: Partial<LibraryQuery> = {}): LibraryQuery => ({
  holder: { idNumber, name, sex },
  purpose: 'view',
  item: null,
  assuranceLevel: 2,
  consentedAt: now - 2_000,
  ...changes,
});

/** Asks as the kiosk K-0000000001 of the station QX-0007. */
const ask = async (body: LibraryQuery) => {
  const server = serveRoutes((routes) =>
    addLibraryRoutes(routes, {
      database: store.database,
      clock: { now: () => now },
      catalogue: testCatalogue,
    }),
  );
  const answer = await server.inject({ method: 'POST', url: '/v1/library/query', payload: body });
  return { status: answer.statusCode, cache: answer.headers['cache-control'], body: answer.json() };
};

describe('the certificate library', () => {
  test('shows a resident what she holds, and writes down who looked, when and why', async () => {
    const before = (await accessTrailOf(store.database, idNumber)).length;
    const answer = await ask(query({ purpose: 'application-material', item: 'elderly-allowance' }));
    expect(answer).toMatchObject({ status: 200, cache: 'no-store' });
    const { accessedAt, certificates } = libraryReplySchema.parse(answer.body);
    expect(accessedAt).toBe(now);
    expect(certificates).toContainEqual({
      kind: 'id-card',
      number: idNumber,
      issuer: '潇湘市公安局',
      validFrom: expect.stringMatching(/^\d{4}-05-20$/),
      validUntil: null,
      state: 'valid',
      facts: {},
    });
    const trail = await accessTrailOf(store.database, idNumber);
    expect(trail).toHaveLength(before + 1);
    expect(trail[0]).toEqual({
      holderIdNumber: idNumber,
      actor: 'kiosk:K-0000000001@QX-0007',
      purpose: 'application-material',
      item: 'elderly-allowance',
      consentedAt: now - 2_000,
      accessedAt: now,
      kinds: [...new Set(certificates.map(({ kind }) => kind))],
    });
  });

  test.each([
    ['a QR identity', query({ assuranceLevel: 1 }), 403, 'assurance-level-too-low'],
    ['a stranger', query({ holder: { idNumber: '110105194912310021', name, sex } }), 422, 'unknown-person'],
    ['another name', query({ holder: { idNumber, name: '林晓蓝', sex } }), 422, 'person-data-differs'],
    [
      'an item that is none',
      query({ purpose: 'application-material', item: 'no-such-item' }),
      400,
      'malformed-request',
    ],
    ['materials for nothing', query({ purpose: 'application-material' }), 400, 'malformed-request'],
    ['an item for which nothing is filed', query({ item: 'elderly-allowance' }), 400, 'malformed-request'],
  ])('refuses %s, and writes nothing down', async (_what, asked, status, reason) => {
    const before = await accessTrailOf(store.database, idNumber);
    expect(await ask(asked)).toMatchObject({ status, body: { reason } });
    expect(await accessTrailOf(store.database, idNumber)).toEqual(before);
  });

  test('says that a certificate has expired the day after its last day, and leaves a cancelled one cancelled', async () => {
    const certificate = {
      kind: 'driving-licence' as const,
      holder_id_number: '430199199909091370',
      issuer: '潇湘市公安局交通警察支队',
      valid_from: '2020-04-12',
      valid_until: '2026-04-12',
      facts: { class: 'C1' },
    };
    await store.database
      .insertInto('certificates_held')
      .values([
        { ...certificate, certificate_number: 'A', state: 'valid' },
        { ...certificate, certificate_number: 'B', state: 'cancelled' },
      ])
      .execute();
    const states = async (today: string) =>
      (await certificatesOf(store.database, certificate.holder_id_number, today)).map(({ state }) => state);
    expect(await states('2026-04-12')).toEqual(['valid', 'cancelled']);
    expect(await states('2026-04-13')).toEqual(['expired', 'cancelled']);
  });

  test('shows the trail to its holder only, the latest first', async () => {
    const access = {
      actor: 'department:xiaoxiang-civil-affairs:clerk-07',
      purpose: 'view',
      item: null,
    } as const;
    for (const accessedAt of [now, now + 1]) {
      await recordAccess(store.database, {
        ...access,
        holderIdNumber: '430199199909091370',
        consentedAt: now,
        accessedAt,
        kinds: [],
      });
    }
    const trail = await accessTrailOf(store.database, '430199199909091370');
    expect(trail.map(({ accessedAt }) => accessedAt)).toEqual([now + 1, now]);
  });
});

describe('the service item library', () => {
  test('leads from a department to its items, their sub-items and situations', async () => {
    const main = await serviceItems(store.database, { department: 'xiaoxiang-market-regulation' });
    expect(main.map(({ code }) => code)).toContain('food-licence');
    const subItems = await serviceItems(store.database, { parentCode: 'food-licence' });
    expect(subItems.map(({ code }) => code)).toEqual([
      'food-licence-change',
      'food-licence-new',
      'food-licence-renew',
    ]);
    const situations = await serviceItems(store.database, { parentCode: 'food-licence-new' });
    expect(situations.map(({ elements }) => elements.situation)).toEqual(['委托他人办理', '本人办理']);
  });

  test('has the guides to everything that kiosks offer', async () => {
    const guides = await libraryGuides(store.database, testCatalogue);
    expect(guides.toSorted((a, b) => (a.item < b.item ? -1 : 1))).toEqual(
      testGuides.toSorted((a, b) => (a.item < b.item ? -1 : 1)),
    );
    const [item] = testCatalogue.applications;
    if (item === undefined) {
      throw new Error('The catalogue offers nothing');
    }
    const more = { ...testCatalogue, applications: [{ ...item, code: 'unexplained' }] };
    await expect(libraryGuides(store.database, more)).rejects.toThrow('unexplained');
  });

  test('makes a new version of an item that says something new, and of no other', async () => {
    const changed = {
      ...testCatalogue,
      applications: testCatalogue.applications.map((item) =>
        item.code === 'elderly-allowance' ? { ...item, promisedWorkingDays: 7 } : item,
      ),
    };
    const seed = (catalogue: typeof testCatalogue) =>
      store.database
        .transaction()
        .execute((transaction) => seedServiceItems(transaction, catalogue, testGuides));
    await seed(changed);
    await seed(changed);
    expect(await serviceItem(store.database, 'elderly-allowance')).toMatchObject({
      version: 2,
      promisedWorkingDays: 7,
      effectiveFrom: '2026-01-01',
      elements: { promisedLimit: { amount: 7 } },
    });
    expect(await serviceItem(store.database, 'senior-citizen-card')).toMatchObject({ version: 1 });
    const kept = await store.database
      .selectFrom('service_items')
      .select(['version', 'promised_working_days', 'is_current'])
      .where('code', '=', 'elderly-allowance')
      .orderBy('version')
      .execute();
    expect(kept).toEqual([
      { version: 1, promised_working_days: 10, is_current: false },
      { version: 2, promised_working_days: 7, is_current: true },
    ]);
  });
});
