import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createEnrolmentCode } from '../../../platform/kiosks/enrolment-codes.ts';
import { openStore } from '../../../platform/store/open-store.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { startTestPlatform } from '../../helpers/platform.ts';
import { startPostgresql } from '../../helpers/postgresql.ts';

test('a platform clears away by itself what has run out', async () => {
  const server = await startPostgresql();
  const clock = createFakeClock();
  const store = { databaseUrl: await server.createDatabase() };
  const platform = await startTestPlatform({ store, clock });
  const beside = await openStore(store);
  try {
    await createEnrolmentCode(beside.database, 'QX-0009', {
      clock: { now: () => clock.now() - 60 * 86_400_000 },
      randomBytes: (length) => new Uint8Array(length),
    });
    await sql`
      INSERT INTO submission_results VALUES ('K-0000000001', gen_random_uuid(), sha256(''), 'received', NULL,
        ${new Date(clock.now() - 550 * 86_400_000)})`.execute(beside.database);
    const left = async () => {
      const { rows } = await sql<{ codes: number; results: number }>`
        SELECT (SELECT count(*) FROM enrolment_codes WHERE station_code = 'QX-0009') AS codes,
          (SELECT count(*) FROM submission_results) AS results`.execute(beside.database);
      return rows[0];
    };
    expect(await left()).toEqual({ codes: 1, results: 1 });
    await clock.advance(60_000);
    await expect.poll(left).toEqual({ codes: 0, results: 0 });
  } finally {
    await beside.close();
    await platform.close();
    await server.stop();
  }
});
