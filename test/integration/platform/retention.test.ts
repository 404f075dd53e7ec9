import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  auditHeadRetention,
  codeRetention,
  purgeAuditHeads,
  purgeEnrolmentCodes,
} from '../../../platform/kiosks/retention.ts';
import { createEnrolmentCode } from '../../../platform/kiosks/enrolment-codes.ts';
import { openStore, type Store } from '../../../platform/store/open-store.ts';
import { purgeResults, resultRetention } from '../../../platform/submissions/result-retention.ts';
import {
  createWorldOn,
  fileApplication,
  rate,
  type SubmissionWorld,
  submissionTestNow,
} from '../../helpers/platform-submissions.ts';

describe.each(['embedded', 'PostgreSQL'] as const)('%s:', (name) => {
  let world: SubmissionWorld;

  beforeAll(async () => {
    world = await createWorldOn(name);
  });
  afterAll(() => world.close());

  const count = async (table: string): Promise<number> => {
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(
      world.database,
    );
    return rows[0]?.n ?? -1;
  };

  test('the word on a message is kept for a year and a half, and what comes later is not filed twice', async () => {
    const [rating, application] = [rate(), await fileApplication(world.sealingKey)];
    const first = await world.submit([rating, application]);
    expect(await purgeResults(world.database, submissionTestNow + resultRetention)).toBe(0);
    expect(await world.submit([rating, application])).toEqual(first);

    world.advance(resultRetention + 1);
    expect(await purgeResults(world.database, submissionTestNow + resultRetention + 1)).toBe(2);
    expect(await count('submission_results')).toBe(0);
    const again = await world.submit([rating, application]);
    expect(again.map(({ outcome }) => outcome)).toEqual(['received', 'received']);
    expect([await count('ratings'), await count('applications')]).toEqual([1, 1]);
    const other = { ...application, key: uuidv7() };
    const taken = await fileApplication(world.sealingKey, {
      key: other.key,
      outside: { receiptNumber: application.receiptNumber },
    });
    expect(await world.submit([taken])).toMatchObject([
      { outcome: 'refused', reason: 'receipt-number-taken' },
    ]);
  });

  test('heads of audit logs are kept for 184 days, and the newest of each kiosk for ever', async () => {
    const { database } = world;
    const kiosk = { station_code: 'QX-0007', app_version: '1', revoked_at: null, revocation_reason: null };
    const at = new Date(submissionTestNow);
    await database.insertInto('stations').values({ station_code: 'QX-0007', created_at: at }).execute();
    const kioskIds = ['K-0000000001', 'K-0000000002'];
    await database
      .insertInto('kiosks')
      .values(kioskIds.map((kiosk_id) => ({ ...kiosk, kiosk_id, enrolled_at: at })))
      .execute();
    const head = (kiosk_id: string, sequence: number, days: number) => ({
      kiosk_id,
      sequence,
      hash: 'a'.repeat(64),
      received_at: new Date(submissionTestNow + days * 86_400_000),
    });
    await database
      .insertInto('kiosk_audit_heads')
      .values([
        head('K-0000000001', 1, 0),
        head('K-0000000001', 2, 1),
        head('K-0000000001', 3, 2),
        head('K-0000000002', 7, 0),
      ])
      .execute();
    const now = submissionTestNow + auditHeadRetention + 1.5 * 86_400_000;
    expect(await purgeAuditHeads(database, now)).toBe(2);
    const left = await database
      .selectFrom('kiosk_audit_heads')
      .select(['kiosk_id', 'sequence'])
      .orderBy('kiosk_id')
      .execute();
    expect(left).toEqual([
      { kiosk_id: 'K-0000000001', sequence: 3 },
      { kiosk_id: 'K-0000000002', sequence: 7 },
    ]);
    expect(await purgeAuditHeads(database, now + 10 * auditHeadRetention)).toBe(0);
  });

  test('enrolment codes go a month after they ran out', async () => {
    const { database } = world;
    const clock = { now: () => submissionTestNow };
    const { expiresAt } = await createEnrolmentCode(database, 'QX-0007', {
      clock,
      randomBytes: (length) => new Uint8Array(length),
    });
    await purgeEnrolmentCodes(database, expiresAt + codeRetention);
    expect(await count('enrolment_codes')).toBe(1);
    await purgeEnrolmentCodes(database, expiresAt + codeRetention + 1);
    expect(await count('enrolment_codes')).toBe(0);
  });
});

test('the embedded store gives room back that deleted rows took', async () => {
  const store: Store = await openStore('memory');
  const { database } = store;
  const size = async (): Promise<number> => {
    const { rows } = await sql<{ n: number }>`SELECT pg_relation_size('stations') AS n`.execute(database);
    return rows[0]?.n ?? -1;
  };
  await sql`INSERT INTO stations SELECT 'QX-' || n, now() FROM generate_series(1, 5000) n`.execute(database);
  await sql`DELETE FROM stations`.execute(database);
  expect(await size()).toBeGreaterThan(100_000);
  await store.maintain();
  expect(await size()).toBe(0);
  await store.close();
});
