import type { PlatformClock } from '../clock.ts';
import { revokeCertificate } from '../feed/revocations.ts';
import { createEnrolmentCode, type EnrolmentCode } from '../kiosks/enrolment-codes.ts';
import { type KioskAlert, type LatestHealth, latestHealth, listAlerts } from '../kiosks/health.ts';
import type { KioskRegistry, KioskSummary } from '../kiosks/kiosk-registry.ts';
import { rootOwner } from '../signing/key-owners.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** A kiosk and how it was when it last reported. */
export interface KioskOverview extends KioskSummary {
  readonly latestHealth: LatestHealth | null;
}

/** An entry of the administration's own log. `actedAt` is milliseconds since the Unix epoch. */
export interface AdminAuditEntry {
  readonly entryId: number;
  readonly actedAt: number;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, string>>;
}

/** What the centre does with its platform. Every act leaves an entry, written before the act itself. */
export interface Administration {
  /** @param stationCode as in `stationCodeSchema`; a new one makes the station */
  createEnrolmentCode(stationCode: string): Promise<EnrolmentCode>;
  listKiosks(): Promise<KioskOverview[]>;
  /** From now on nothing the kiosk signs is taken. False when there is no such kiosk or it is revoked already. */
  revokeKiosk(kioskId: string, reason: string): Promise<boolean>;
  /**
   * Makes the next key of a department, of `platform-answer` or of `platform-sealing` and returns its id; undefined for
   * an owner that has no key, and for the root, which is pinned at the kiosks.
   */
  rotateKeys(owner: string): Promise<string | undefined>;
  /** Ends a key now: nothing it signs from now on is good. False when there is none to end. */
  revokeKey(keyId: string): Promise<boolean>;
  /** The certificate is not honoured any more, and the kiosks are told. False when there is no such one or it is revoked already. */
  revokeCertificate(certificateNumber: string, reason: string): Promise<boolean>;
  listAlerts(): Promise<KioskAlert[]>;
  auditTrail(): Promise<AdminAuditEntry[]>;
}

export interface AdministrationContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly keyRing: KeyRing;
  readonly kiosks: KioskRegistry;
}

/** Alerts and entries that are listed at most, newest first. */
const listedAtMost = 1_000;

/** @param actor who acts, for the log: `console`, `http` */
export const createAdministration = (context: AdministrationContext, actor: string): Administration => {
  const { database, clock, keyRing, kiosks } = context;

  const note = async (act: string, subject: string, detail: Record<string, string> = {}): Promise<void> => {
    await database
      .insertInto('admin_audit')
      .values({ acted_at: new Date(clock.now()), actor, act, subject, detail })
      .execute();
  };

  const hasKey = async (owner: string): Promise<boolean> =>
    (await database
      .selectFrom('signing_keys')
      .select('key_id')
      .where('owner', '=', owner)
      .limit(1)
      .executeTakeFirst()) !== undefined;

  return {
    async createEnrolmentCode(stationCode) {
      await note('create-enrolment-code', stationCode);
      return createEnrolmentCode(database, stationCode, context);
    },
    async listKiosks() {
      const health = await latestHealth(database);
      return (await kiosks.list()).map((kiosk) => ({
        ...kiosk,
        latestHealth: health.get(kiosk.kioskId) ?? null,
      }));
    },
    async revokeKiosk(kioskId, reason) {
      await note('revoke-kiosk', kioskId, { reason });
      return kiosks.revoke(kioskId, reason);
    },
    async rotateKeys(owner) {
      if (owner === rootOwner || !(await hasKey(owner))) {
        return undefined;
      }
      await note('rotate-keys', owner);
      return keyRing.rotate(owner);
    },
    async revokeKey(keyId) {
      await note('revoke-key', keyId);
      return keyRing.revoke(keyId);
    },
    async revokeCertificate(certificateNumber, reason) {
      await note('revoke-certificate', certificateNumber, { reason });
      return (await revokeCertificate(database, clock, certificateNumber)) === 'revoked';
    },
    listAlerts: () => listAlerts(database, listedAtMost),
    async auditTrail() {
      const rows = await database
        .selectFrom('admin_audit')
        .selectAll()
        .orderBy('entry_id', 'desc')
        .limit(listedAtMost)
        .execute();
      return rows.map((row) => ({
        entryId: row.entry_id,
        actedAt: row.acted_at.getTime(),
        actor: row.actor,
        act: row.act,
        subject: row.subject,
        detail: row.detail,
      }));
    },
  };
};
