import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { migrations } from '../../../platform/store/migrations/all.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { startTestPlatform } from '../../helpers/platform.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

let server: PostgresqlServer;

beforeAll(async () => {
  server = await startPostgresql();
});
afterAll(() => server.stop());

describe('a PostgreSQL database', () => {
  test('is migrated once by eight instances that start at the same moment', async () => {
    const databaseUrl = await server.createDatabase();
    const stores = await Promise.all(
      Array.from({ length: 8 }, () => openStore({ databaseUrl, poolSize: 2 })),
    );
    const [first] = stores as [Store];
    const applied = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(
      first.database,
    );
    await Promise.all(stores.map((store) => store.close()));
    expect(applied.rows.map(({ name }) => name)).toEqual(Object.keys(migrations));
  });

  test('gives the same keys and documents to platforms that start at the same moment', async () => {
    const databaseUrl = await server.createDatabase();
    const store = { databaseUrl, poolSize: 3 };
    const platforms = await Promise.all(Array.from({ length: 4 }, () => startTestPlatform({ store })));
    const signedSets = await Promise.all(
      platforms.map(async ({ unsigned }) => (await unsigned.get('/v1/keys')).body as { jws: string }),
    );
    const [first] = platforms;
    const feeds = await Promise.all(platforms.map(({ get }) => get('/v1/feed?limit=100')));
    await Promise.all(platforms.map((platform) => platform.close()));
    expect(new Set(platforms.map(({ rootKey }) => rootKey.x))).toEqual(new Set([first?.rootKey.x]));
    expect(new Set(signedSets.map(({ jws }) => jws.split('.')[1])).size).toBe(1);
    expect(new Set(feeds.map(({ body }) => (body as { next: string }).next)).size).toBe(1);
  });

  test('written by a newer version is refused in words', async () => {
    const databaseUrl = await server.createDatabase();
    await (await openStore({ databaseUrl })).close();
    await server.query(
      databaseUrl,
      "INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2030-01-01')",
    );
    await expect(openStore({ databaseUrl })).rejects.toMatchObject({
      reason: 'from-the-future',
      message: expect.stringContaining('9999-later') as string,
    });
  });

  test('that would forget what it acknowledged is refused', async () => {
    const databaseUrl = await server.createDatabase();
    const { pathname } = new URL(databaseUrl.replace('postgresql://postgres@', 'postgresql://host'));
    await server.query(databaseUrl, `ALTER DATABASE ${pathname.slice(1)} SET synchronous_commit = off`);
    await expect(openStore({ databaseUrl })).rejects.toMatchObject({ reason: 'not-durable' });
  });

  test('that is not there is an error, not a wait', async () => {
    const nowhere = 'postgresql://postgres@127.0.0.1:1/nothing';
    await expect(openStore({ databaseUrl: nowhere })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('that crashed is used again, with everything that was committed, without a restart', async () => {
    const databaseUrl = await server.createDatabase();
    const store = await openStore({ databaseUrl });
    const stations = () => store.database.selectFrom('stations').select('station_code').execute();
    await store.database
      .insertInto('stations')
      .values({ station_code: 'QX-0007', created_at: new Date() })
      .execute();
    await server.crash();
    // What the pool still holds of the old server may fail first.
    await stations().catch(() => undefined);
    await expect.poll(() => stations().catch(() => [])).toEqual([{ station_code: 'QX-0007' }]);
    await store.close();
  });
});

const selectEveryType = async (database: Kysely<never>): Promise<unknown> =>
  (
    await sql`SELECT
      9007199254740991::bigint AS a_bigint, count(*) AS a_count, 12.50::numeric(10, 2) AS a_numeric, 7::smallint AS a_smallint,
      '2018-06-21'::date AS a_date, '2026-11-20T04:00:00.123Z'::timestamptz AS a_moment, '\\x00ff80'::bytea AS bytes,
      '{"a":[1,"二"]}'::jsonb AS a_json, 'txt'::text AS a_text, true AS a_boolean, NULL::bigint AS nothing,
      ARRAY['a', 'b'] AS a_list, '018f3c5e-7a00-7000-8000-000000000000'::uuid AS an_id`.execute(database)
  ).rows[0];

describe('values', () => {
  test('come out of both engines alike', async () => {
    const stores = await Promise.all([
      openStore('memory'),
      openStore({ databaseUrl: await server.createDatabase() }),
    ]);
    const [embedded, real] = await Promise.all(
      stores.map(({ database }) => selectEveryType(database as unknown as Kysely<never>)),
    );
    expect(real).toEqual(embedded);
    expect(real).toMatchObject({
      a_bigint: Number.MAX_SAFE_INTEGER,
      a_count: 1,
      a_numeric: '12.50',
      a_date: new Date('2018-06-21T00:00:00Z'),
      a_moment: new Date('2026-11-20T04:00:00.123Z'),
      bytes: new Uint8Array([0, 255, 128]),
      a_json: { a: [1, '二'] },
    });
    await Promise.all(stores.map((store) => store.close()));
  });

  test('a bigint that a number cannot hold is an error in both, not a wrong number', async () => {
    const stores = [
      await openStore('memory'),
      await openStore({ databaseUrl: await server.createDatabase() }),
    ];
    for (const { database, close } of stores) {
      await expect(sql`SELECT 9007199254740993::bigint AS n`.execute(database)).rejects.toThrow(RangeError);
      await close();
    }
  });
});
