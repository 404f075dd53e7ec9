import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrolKiosk } from '../../../platform/kiosks/enrol.ts';
import { createEnrolmentCode } from '../../../platform/kiosks/enrolment-codes.ts';
import { createSlowDown } from '../../../platform/kiosks/slow-down.ts';
import { type NonceStore, openNonceStore } from '../../../platform/kiosks/nonce-store.ts';
import { openStore, type Store, type StoreLocation } from '../../../platform/store/open-store.ts';
import { testNow } from '../../helpers/platform.ts';
import { createKioskKey } from '../../helpers/platform-kiosk.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';

const windowSeconds = 300;
let server: PostgresqlServer;

beforeAll(async () => {
  server = await startPostgresql();
});
afterAll(() => server.stop());

describe.each(['PGlite', 'PostgreSQL'] as const)('the nonces of a kiosk, on %s', (engine) => {
  let time = testNow;
  let store: Store;
  let nonces: NonceStore;
  let keyId: string;
  const clock = { now: () => time };
  const seconds = (): number => Math.floor(time / 1000);
  const take = (nonce: string, created = seconds()) => nonces.take({ keyId, nonce, created });
  const rows = async (): Promise<number> => {
    const { rows: counted } = await sql<{ n: number }>`SELECT count(*) AS n FROM request_nonces`.execute(
      store.database,
    );
    return counted[0]?.n ?? -1;
  };

  beforeAll(async () => {
    const location: StoreLocation =
      engine === 'PGlite' ? 'memory' : { databaseUrl: await server.createDatabase() };
    store = await openStore(location);
    const context = {
      database: store.database,
      clock,
      randomBytes,
      slowDown: createSlowDown(() => undefined),
    };
    const { code } = await createEnrolmentCode(store.database, 'QX-0007', context);
    const key = await createKioskKey();
    keyId = key.keyId;
    const request = { code, stationCode: 'QX-0007', publicKey: key.publicJwk, appVersion: '0.1.0' };
    await enrolKiosk(context, request, { keyId, address: '127.0.0.1' });
    nonces = openNonceStore(store.database, clock);
  });
  afterAll(() => store.close());

  test('taken together, some of them twice, are taken once each', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `together-${index % 200}`);
    const verdicts = await Promise.all(names.map((name) => take(name)));
    expect(verdicts.filter((verdict) => verdict === 'fresh')).toHaveLength(200);
    expect(verdicts.filter((verdict) => verdict === 'replayed')).toHaveLength(100);
  });

  test('signed twice with one nonce, one second after the other, are taken once, also when they come together', async () => {
    const nonce = randomBytes(16).toString('base64url');
    const verdicts = await Promise.all([take(nonce, seconds()), take(nonce, seconds() + 1)]);
    expect(verdicts.toSorted()).toEqual(['fresh', 'replayed']);
  });

  test('of a key that nobody has are unwelcome, and leave nothing behind', async () => {
    const before = await rows();
    const verdict = await nonces.take({ keyId: 'unknown', nonce: 'a', created: seconds() });
    expect([verdict, await rows()]).toEqual(['unwelcome', before]);
  });

  test('are never forgotten as long as they could come again, whenever the purge runs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -windowSeconds, max: windowSeconds }),
        fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 }),
        async (skew, steps) => {
          const created = seconds() + skew;
          const nonce = randomBytes(16).toString('base64url');
          expect(await take(nonce, created)).toBe('fresh');
          for (const step of steps) {
            time += step * 1000;
            await nonces.purge();
            if (Math.abs(created - seconds()) <= windowSeconds) {
              expect(await take(nonce, created)).toBe('replayed');
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('that have run out are cleared away by a purge every minute', async () => {
    await take('last');
    for (let minute = 0; minute < 45; minute += 1) {
      time += 60_000;
      await nonces.purge();
    }
    expect(await rows()).toBe(0);
  });
});

test('a nonce that was taken outlives a crash of the database: nothing can be played again', async () => {
  const databaseUrl = await server.createDatabase();
  const clock = { now: () => testNow };
  const key = await createKioskKey();
  const moment = { keyId: key.keyId, nonce: 'before-the-crash', created: testNow / 1000 };
  const before = await openStore({ databaseUrl });
  const context = {
    database: before.database,
    clock,
    randomBytes,
    slowDown: createSlowDown(() => undefined),
  };
  const { code } = await createEnrolmentCode(before.database, 'QX-0007', context);
  const request = { code, stationCode: 'QX-0007', publicKey: key.publicJwk, appVersion: '0.1.0' };
  await enrolKiosk(context, request, { keyId: key.keyId, address: '127.0.0.1' });
  expect(await openNonceStore(before.database, clock).take(moment)).toBe('fresh');
  await server.crash();
  await before.close();
  const after = await openStore({ databaseUrl });
  expect(await openNonceStore(after.database, clock).take(moment)).toBe('replayed');
  await after.close();
});
