import type { PlatformClock } from '../clock.ts';
import type { HealthReport } from '../contract/kiosks.ts';
import { type KioskLight, kioskLights, severityOf, silentBefore } from '../kiosks/kiosk-light.ts';
import { type KioskCommand, listCommands } from '../kiosks/remote-commands.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { PlatformSchema } from '../store/schema.ts';
import { type ListedKioskDocument, listKioskDocuments } from '../submissions/kiosk-documents.ts';
import { reportInterval } from './report-interval.ts';

/** Everything that is known of one kiosk. Times are milliseconds since the Unix epoch. */
export interface KioskDetail {
  readonly kioskId: string;
  readonly stationCode: string;
  readonly appVersion: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  readonly light: KioskLight;
  readonly heardAt: number | null;
  readonly isSilent: boolean;
  readonly report: HealthReport | null;
  /** Heads of its audit log as they came, the newest first. */
  readonly heads: readonly { sequence: number; hash: string; receivedAt: number }[];
  readonly alerts: readonly {
    readonly alertId: number;
    readonly kind: PlatformSchema['kiosk_alerts']['kind'];
    readonly raisedAt: number;
    readonly times: number;
  }[];
  readonly commands: readonly KioskCommand[];
  /** Logs and readiness reports that it handed in, the newest first. */
  readonly documents: readonly ListedKioskDocument[];
}

/** Heads, and commands, that are shown. */
const shownAtMost = 30;

/** A kiosk as the console shows it; undefined for one that is not there. */
export const kioskDetail = async (
  database: PlatformDatabase,
  clock: PlatformClock,
  kioskId: string,
): Promise<KioskDetail | undefined> => {
  const kiosk = await database
    .selectFrom('kiosks')
    .leftJoin('kiosk_states', 'kiosk_states.kiosk_id', 'kiosks.kiosk_id')
    .select(['kiosks.station_code', 'kiosks.app_version', 'kiosks.enrolled_at', 'kiosks.revoked_at'])
    .select(['kiosk_states.received_at', 'kiosk_states.report'])
    .where('kiosks.kiosk_id', '=', kioskId)
    .executeTakeFirst();
  if (kiosk === undefined) {
    return undefined;
  }
  const heads = await database
    .selectFrom('kiosk_audit_heads')
    .select(['sequence', 'hash', 'received_at'])
    .where('kiosk_id', '=', kioskId)
    .orderBy('sequence', 'desc')
    .limit(shownAtMost)
    .execute();
  const alerts = await database
    .selectFrom('kiosk_alerts')
    .select(['alert_id', 'kind', 'raised_at', 'times'])
    .where('kiosk_id', '=', kioskId)
    .where('settled_at', 'is', null)
    .orderBy('alert_id')
    .execute();
  const heardAt = kiosk.received_at?.getTime() ?? null;
  const isSilent = heardAt !== null && heardAt < silentBefore(clock.now(), await reportInterval(database));
  const severity = kiosk.report === null ? 1 : severityOf(kiosk.report);
  return {
    kioskId,
    stationCode: kiosk.station_code,
    appVersion: kiosk.app_version,
    enrolledAt: kiosk.enrolled_at.getTime(),
    revokedAt: kiosk.revoked_at?.getTime() ?? null,
    light: kioskLights[isSilent ? 2 : severity] ?? 'red',
    heardAt,
    isSilent,
    report: kiosk.report,
    heads: heads.map(({ sequence, hash, received_at }) => ({
      sequence,
      hash,
      receivedAt: received_at.getTime(),
    })),
    alerts: alerts.map(({ alert_id, kind, raised_at, times }) => ({
      alertId: alert_id,
      kind,
      raisedAt: raised_at.getTime(),
      times,
    })),
    commands: await listCommands(database, clock, kioskId, shownAtMost),
    documents: await listKioskDocuments(database, kioskId),
  };
};
