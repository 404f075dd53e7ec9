import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { HealthReport } from '../contract/kiosks.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import type { PlatformSchema } from '../store/schema.ts';

/** Reports are kept this long, milliseconds. */
const reportHistory = 7 * 86_400_000;

type AlertKind = PlatformSchema['kiosk_alerts']['kind'];

/** Something is wrong at a kiosk. `raisedAt` is milliseconds since the Unix epoch. */
export interface KioskAlert {
  readonly alertId: number;
  readonly kioskId: string;
  readonly kind: AlertKind;
  readonly detail: Readonly<Record<string, number | string>>;
  readonly raisedAt: number;
}

/** Raises an alert, once for the same finding. */
const raiseAlert = async (
  transaction: PlatformTransaction,
  alert: Pick<KioskAlert, 'kioskId' | 'kind' | 'detail'>,
  at: Date,
): Promise<void> => {
  const detail = JSON.stringify(alert.detail);
  await sql`
    INSERT INTO kiosk_alerts (kiosk_id, kind, detail, raised_at)
    SELECT ${alert.kioskId}::text, ${alert.kind}::text, ${detail}::jsonb, ${at}::timestamptz
    WHERE NOT EXISTS (
      SELECT 1 FROM kiosk_alerts
      WHERE kiosk_id = ${alert.kioskId} AND kind = ${alert.kind} AND detail = ${detail}::jsonb
    )`.execute(transaction);
};

/** Keeps the head of a kiosk's audit log and compares it with those before: the log only grows. */
const checkAuditHead = async (
  transaction: PlatformTransaction,
  kioskId: string,
  { sequence, hash }: HealthReport['auditHead'],
  at: Date,
): Promise<void> => {
  const heads = transaction.selectFrom('kiosk_audit_heads').where('kiosk_id', '=', kioskId);
  const same = await heads.select('hash').where('sequence', '=', sequence).executeTakeFirst();
  if (same !== undefined && same.hash !== hash) {
    await raiseAlert(
      transaction,
      { kioskId, kind: 'audit-history-differs', detail: { sequence, before: same.hash, now: hash } },
      at,
    );
    return;
  }
  const { newest } = await heads
    .select(({ fn }) => fn.max('sequence').as('newest'))
    .executeTakeFirstOrThrow();
  if (newest !== null && sequence < newest) {
    await raiseAlert(
      transaction,
      { kioskId, kind: 'audit-sequence-went-back', detail: { sequence, before: newest } },
      at,
    );
  }
  if (same === undefined) {
    await transaction
      .insertInto('kiosk_audit_heads')
      .values({ kiosk_id: kioskId, sequence, hash, received_at: at })
      .execute();
  }
};

/** Keeps a kiosk's report on itself. What it says of its audit log is compared with what it said before. */
export const recordHealth = (
  database: PlatformDatabase,
  clock: PlatformClock,
  kioskId: string,
  report: HealthReport,
): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    const now = clock.now();
    const at = new Date(now);
    // Reports of one kiosk one after the other, whichever instance they reach.
    await transaction
      .updateTable('kiosks')
      .set({ app_version: report.appVersion })
      .where('kiosk_id', '=', kioskId)
      .execute();
    await checkAuditHead(transaction, kioskId, report.auditHead, at);
    await transaction
      .insertInto('kiosk_health_reports')
      .values({ kiosk_id: kioskId, received_at: at, report })
      .execute();
    await transaction
      .deleteFrom('kiosk_health_reports')
      .where('kiosk_id', '=', kioskId)
      .where('received_at', '<', new Date(now - reportHistory))
      .execute();
  });

/** The last report of a kiosk, and when it came in milliseconds since the Unix epoch. */
export interface LatestHealth {
  readonly receivedAt: number;
  readonly report: HealthReport;
}

/** The last report of each kiosk that sent one. */
export const latestHealth = async (database: PlatformDatabase): Promise<Map<string, LatestHealth>> => {
  const rows = await database
    .selectFrom('kiosk_health_reports')
    .distinctOn('kiosk_id')
    .selectAll()
    .orderBy('kiosk_id')
    .orderBy('received_at', 'desc')
    .execute();
  return new Map(
    rows.map(({ kiosk_id, received_at, report }) => [
      kiosk_id,
      { receivedAt: received_at.getTime(), report },
    ]),
  );
};

/** Alerts, newest first. */
export const listAlerts = async (database: PlatformDatabase, limit: number): Promise<KioskAlert[]> => {
  const rows = await database
    .selectFrom('kiosk_alerts')
    .selectAll()
    .orderBy('alert_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    alertId: row.alert_id,
    kioskId: row.kiosk_id,
    kind: row.kind,
    detail: row.detail,
    raisedAt: row.raised_at.getTime(),
  }));
};
