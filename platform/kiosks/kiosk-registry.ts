import { createPublicKey, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { PublicJwk } from '../contract/api.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** A kiosk's key as requests are verified with it. */
export interface KioskKey {
  readonly keyId: string;
  readonly kioskId: string;
  readonly stationCode: string;
  readonly state: 'next' | 'active';
  readonly publicKey: KeyObject;
}

export type KioskKeySearch =
  | { readonly outcome: 'found'; readonly key: KioskKey }
  | { readonly outcome: 'refused'; readonly reason: 'unknown-kiosk' }
  /** Only who has its key is told so. */
  | { readonly outcome: 'refused'; readonly reason: 'kiosk-revoked'; readonly publicKey: KeyObject };

/** A kiosk as the administration sees it. Times are milliseconds since the Unix epoch. */
export interface KioskSummary {
  readonly kioskId: string;
  readonly stationCode: string;
  readonly appVersion: string;
  readonly enrolledAt: number;
  readonly revokedAt: number | null;
  readonly revocationReason: string | null;
}

/** Kiosks and their keys. */
export interface KioskRegistry {
  /** The kiosk's key of this id, read from the store once in two seconds. */
  findKey(keyId: string): Promise<KioskKeySearch>;
  /** Forgets what was read of a key: the store has said otherwise. */
  forget(keyId: string): void;
  /** Announces a kiosk's next key in place of any earlier that was never used. */
  addNextKey(
    kioskId: string,
    key: { readonly keyId: string; readonly jwk: PublicJwk },
  ): Promise<'added' | 'taken'>;
  /** The next key has signed a request: from now on it is the only one. */
  activate(key: KioskKey): Promise<void>;
  /** From now on nothing this kiosk signs is taken. False when there is no such kiosk or it is revoked already. */
  revoke(kioskId: string, reason: string): Promise<boolean>;
  list(): Promise<KioskSummary[]>;
}

/** How long what was read of a key counts, milliseconds. A revocation is seen at once: kiosks/nonce-store.ts. */
const freshFor = 2_000;

/** Keys that are kept at most; the unknown ones among them are whatever somebody sent. */
const keptKeys = 50_000;

interface Kept {
  readonly search: Promise<KioskKeySearch>;
  readonly readAt: number;
}

const readKey = async (database: PlatformDatabase, keyId: string): Promise<KioskKeySearch> => {
  const row = await database
    .selectFrom('kiosk_keys')
    .innerJoin('kiosks', 'kiosks.kiosk_id', 'kiosk_keys.kiosk_id')
    .select(['kiosk_keys.x', 'kiosk_keys.y', 'kiosk_keys.state'])
    .select(['kiosks.kiosk_id', 'kiosks.station_code', 'kiosks.revoked_at'])
    .where('kiosk_keys.key_id', '=', keyId)
    .executeTakeFirst();
  if (row === undefined) {
    return { outcome: 'refused', reason: 'unknown-kiosk' };
  }
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: row.x, y: row.y },
    format: 'jwk',
  });
  if (row.revoked_at !== null) {
    return { outcome: 'refused', reason: 'kiosk-revoked', publicKey };
  }
  // A key that was replaced is nobody's.
  if (row.state === 'retired') {
    return { outcome: 'refused', reason: 'unknown-kiosk' };
  }
  return {
    outcome: 'found',
    key: {
      keyId,
      kioskId: row.kiosk_id,
      stationCode: row.station_code,
      state: row.state,
      publicKey,
    },
  };
};

/** Opens the registry of kiosks. */
export const openKioskRegistry = (database: PlatformDatabase, clock: PlatformClock): KioskRegistry => {
  const kept = new Map<string, Kept>();

  const keep = (keyId: string, search: Promise<KioskKeySearch>): void => {
    kept.delete(keyId);
    kept.set(keyId, { search, readAt: clock.now() });
    search.catch(() => kept.delete(keyId));
    const oldest = kept.keys().next();
    if (kept.size > keptKeys && oldest.done === false) {
      kept.delete(oldest.value);
    }
  };

  return {
    findKey(keyId) {
      const known = kept.get(keyId);
      if (known !== undefined && Math.abs(clock.now() - known.readAt) < freshFor) {
        return known.search;
      }
      const search = readKey(database, keyId);
      keep(keyId, search);
      return search;
    },
    forget(keyId) {
      kept.delete(keyId);
    },
    addNextKey: (kioskId, { keyId, jwk }) =>
      database.transaction().execute(async (transaction) => {
        // Two rotations at once: the later one counts.
        await sql`SELECT 1 FROM kiosks WHERE kiosk_id = ${kioskId} FOR UPDATE`.execute(transaction);
        const same = await transaction
          .selectFrom('kiosk_keys')
          .select(['kiosk_id', 'state'])
          .where('key_id', '=', keyId)
          .executeTakeFirst();
        if (same !== undefined) {
          return same.kiosk_id === kioskId && same.state !== 'retired' ? 'added' : 'taken';
        }
        await transaction
          .deleteFrom('kiosk_keys')
          .where('kiosk_id', '=', kioskId)
          .where('state', '=', 'next')
          .execute();
        await transaction
          .insertInto('kiosk_keys')
          .values({
            key_id: keyId,
            kiosk_id: kioskId,
            x: jwk.x,
            y: jwk.y,
            state: 'next',
            added_at: new Date(clock.now()),
            retired_at: null,
          })
          .execute();
        kept.delete(keyId);
        return 'added';
      }),
    async activate({ keyId, kioskId }) {
      await database.transaction().execute(async (transaction) => {
        await sql`SELECT 1 FROM kiosks WHERE kiosk_id = ${kioskId} FOR UPDATE`.execute(transaction);
        const next = await transaction
          .selectFrom('kiosk_keys')
          .select('key_id')
          .where('key_id', '=', keyId)
          .where('state', '=', 'next')
          .executeTakeFirst();
        if (next === undefined) {
          return;
        }
        await transaction
          .updateTable('kiosk_keys')
          .set({ state: 'retired', retired_at: new Date(clock.now()) })
          .where('kiosk_id', '=', kioskId)
          .where('state', '=', 'active')
          .execute();
        await transaction
          .updateTable('kiosk_keys')
          .set({ state: 'active' })
          .where('key_id', '=', keyId)
          .execute();
      });
      kept.clear();
    },
    async revoke(kioskId, reason) {
      const revoked = await database
        .updateTable('kiosks')
        .set({ revoked_at: new Date(clock.now()), revocation_reason: reason })
        .where('kiosk_id', '=', kioskId)
        .where('revoked_at', 'is', null)
        .returning('kiosk_id')
        .executeTakeFirst();
      kept.clear();
      return revoked !== undefined;
    },
    async list() {
      const rows = await database.selectFrom('kiosks').selectAll().orderBy('enrolled_at').execute();
      return rows.map((row) => ({
        kioskId: row.kiosk_id,
        stationCode: row.station_code,
        appVersion: row.app_version,
        enrolledAt: row.enrolled_at.getTime(),
        revokedAt: row.revoked_at?.getTime() ?? null,
        revocationReason: row.revocation_reason,
      }));
    },
  };
};
