import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { healthSchema, problemSchema } from '../../../platform/contract/api.ts';
import { alone } from '../../../platform/store/alone.ts';
import { openStore } from '../../../platform/store/open-store.ts';
import { startTestPlatform } from '../../helpers/platform.ts';
import { readGenuineAnswer, send } from '../../helpers/platform-kiosk.ts';
import { type PostgresqlServer, startPostgresql } from '../../helpers/postgresql.ts';
import { openSilentLine, type SilentLine } from '../../helpers/silent-line.ts';

/** Milliseconds; what takes less than this did not wait for the server. */
const patience = 800;

let server: PostgresqlServer;
let line: SilentLine;

beforeAll(async () => {
  server = await startPostgresql();
});
afterAll(() => server.stop());
beforeEach(async () => {
  line = await openSilentLine(await server.createDatabase());
  return () => line.close();
});

/** Milliseconds that it took, and the name of the error. */
const failure = async (work: () => Promise<unknown>): Promise<{ name: string; took: number }> => {
  const start = performance.now();
  const error = await work().then(
    () => new Error('did not fail'),
    (reason: Error) => reason,
  );
  return { name: error.name, took: performance.now() - start };
};

describe('a line to the database that swallows every byte', () => {
  test('fails the statement under way, then everything at once, until the server answers again', async () => {
    const store = await openStore({ databaseUrl: line.databaseUrl, patience });
    const ask = () => store.database.selectFrom('stations').selectAll().execute();
    await ask();
    line.silence();
    expect(await failure(ask)).toMatchObject({ name: 'StoreUnreachable' });
    const later = await failure(ask);
    expect(later.name).toBe('StoreUnreachable');
    expect(later.took).toBeLessThan(patience / 2);
    line.restore();
    await expect.poll(() => ask().catch(() => 'not yet'), { timeout: 20_000 }).toEqual([]);
    await store.close();
  });

  test('fails a transaction that it meets in the middle, and its connection is not used again', async () => {
    const store = await openStore({ databaseUrl: line.databaseUrl, patience, poolSize: 1 });
    const add = (code: string, inTheMiddle: () => void) =>
      store.database.transaction().execute(async (transaction) => {
        const row = { station_code: code, created_at: new Date() };
        await transaction.insertInto('stations').values(row).execute();
        inTheMiddle();
      });
    const failed = await failure(() => add('QX-0001', () => line.silence()));
    expect(failed.name).toBe('StoreUnreachable');
    line.restore();
    await expect
      .poll(
        () =>
          add('QX-0002', () => undefined).then(
            () => 'added',
            () => 'not yet',
          ),
        { timeout: 20_000 },
      )
      .toBe('added');
    await store.close();
  });

  test('does not hang an instance that waits for another at its start', async () => {
    const direct = await openStore({ databaseUrl: line.databaseUrl, patience: 60_000 });
    const other = await openSilentLine(
      `postgresql://postgres@/${new URL(line.databaseUrl).pathname.slice(1)}?host=${encodeURIComponent(server.folder)}`,
    );
    const waiting = await openStore({ databaseUrl: other.databaseUrl, patience: 3_000 });
    const failed = await alone(direct.database, 'a-lock', async () => {
      const result = failure(() => alone(waiting.database, 'a-lock', async () => undefined));
      await expect
        .poll(
          async () =>
            (
              await server.query(
                line.databaseUrl,
                "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
              )
            ).length,
        )
        .toBe(1);
      other.silence();
      return result;
    });
    expect(failed.name).toBe('StoreUnreachable');
    await Promise.all([direct.close(), waiting.close()]);
    await other.close();
  });
});

describe('a platform whose database went silent', () => {
  test('answers 503 under its signature with a time to come again, says that it is degraded, and recovers', async () => {
    const platform = await startTestPlatform({ store: { databaseUrl: line.databaseUrl, patience } });
    const status = async (): Promise<string> =>
      healthSchema.parse((await platform.unsigned.get('/v1/health')).body).status;
    try {
      expect(await status()).toBe('ok');
      line.silence();
      const answers = [];
      for (let request = 0; request < 3; request += 1) {
        const signed = platform.kiosk.sign({ method: 'GET', path: '/v1/feed?limit=1' });
        const start = performance.now();
        const response = await send(platform.url, signed);
        answers.push({
          status: response.status,
          retryAfter: response.headers.get('retry-after'),
          reason: problemSchema.parse((await readGenuineAnswer(platform, response, signed)).body).reason,
          atOnce: performance.now() - start < patience / 2,
        });
      }
      const busy = { status: 503, retryAfter: '5', reason: 'busy' };
      expect(answers).toMatchObject([busy, busy, busy]);
      expect(answers.slice(1).some(({ atOnce }) => atOnce)).toBe(true);
      await expect.poll(status).toBe('degraded');
      line.restore();
      await expect
        .poll(async () => (await platform.get('/v1/feed?limit=1')).status, { timeout: 20_000 })
        .toBe(200);
      await expect.poll(status).toBe('ok');
    } finally {
      line.restore();
      await platform.close();
    }
  });
});
