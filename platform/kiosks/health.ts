import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { HealthReport } from '../contract/kiosks.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import type { PlatformSchema } from '../store/schema.ts';
import { severityOf } from './kiosk-light.ts';
import { recordOutcomes } from './remote-commands.ts';

/** Reports are kept this long, milliseconds. */
const reportHistory = 7 * 86_400_000;

type AlertKind = PlatformSchema['kiosk_alerts']['kind'];

/** Something is wrong at a kiosk. Times are milliseconds since the Unix epoch. */
export interface KioskAlert {
  readonly alertId: number;
  readonly kioskId: string;
  readonly kind: AlertKind;
  /** Of the first time. */
  readonly detail: Readonly<Record<string, number | string>>;
  readonly raisedAt: number;
  /** How often it was found since, and when last. */
  readonly times: number;
  readonly lastAt: number;
  /** Null while it is open. */
  readonly settledAt: number | null;
}

/** Raises an alert; while one of this kind is open at the kiosk it is counted in that one. */
const raiseAlert = async (
  transaction: PlatformTransaction,
  alert: Pick<KioskAlert, 'kioskId' | 'kind' | 'detail'>,
  at: Date,
): Promise<void> => {
  await sql`
    INSERT INTO kiosk_alerts AS a (kiosk_id, kind, detail, raised_at, last_at)
    VALUES (${alert.kioskId}, ${alert.kind}, ${JSON.stringify(alert.detail)}::jsonb, ${at}::timestamptz,
      ${at}::timestamptz)
    ON CONFLICT (kiosk_id, kind) WHERE settled_at IS NULL
    DO UPDATE SET times = a.times + 1, last_at = excluded.last_at`.execute(transaction);
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
    const state = { received_at: at, severity: severityOf(report), report: JSON.stringify(report) };
    await transaction
      .insertInto('kiosk_states')
      .values({ kiosk_id: kioskId, ...state })
      .onConflict((conflict) => conflict.column('kiosk_id').doUpdateSet(state))
      .execute();
    await recordOutcomes(transaction, kioskId, report.commands);
  });

/** The last report of a kiosk, and when it came in milliseconds since the Unix epoch. */
export interface LatestHealth {
  readonly receivedAt: number;
  readonly report: HealthReport;
}

/** The last report of each kiosk that sent one. */
export const latestHealth = async (database: PlatformDatabase): Promise<Map<string, LatestHealth>> => {
  const rows = await database.selectFrom('kiosk_states').selectAll().execute();
  return new Map(
    rows.map(({ kiosk_id, received_at, report }) => [
      kiosk_id,
      { receivedAt: received_at.getTime(), report },
    ]),
  );
};

/**
 * Closes an alert: somebody has seen to it. What is found from now on raises another. False when there is none that is
 * open.
 */
export const settleAlert = async (
  database: PlatformDatabase,
  clock: PlatformClock,
  alertId: number,
): Promise<boolean> => {
  const settled = await database
    .updateTable('kiosk_alerts')
    .set({ settled_at: new Date(clock.now()) })
    .where('alert_id', '=', alertId)
    .where('settled_at', 'is', null)
    .returning('alert_id')
    .executeTakeFirst();
  return settled !== undefined;
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
    times: row.times,
    lastAt: row.last_at.getTime(),
    settledAt: row.settled_at?.getTime() ?? null,
  }));
};
