import { type Selectable, sql } from 'kysely';
import type { PublicJwk } from '../contract/api.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import type { PlatformSchema } from '../store/schema.ts';
import { StoreUnavailable } from '../store/store-unavailable.ts';
import { generatePrivateJwk, keyIdOf, type PrivateJwk, publicPartOf } from './generate-key.ts';
import type { KeyEncryption } from './key-encryption.ts';
import { lifetimeOf, rootOwner } from './key-owners.ts';

type KeyRow = Selectable<PlatformSchema['signing_keys']>;

/** A key pair of the store. Times are milliseconds since the Unix epoch. */
export interface StoredKey {
  readonly keyId: string;
  readonly owner: string;
  readonly privateJwk: PrivateJwk;
  readonly notBefore: number;
  readonly notAfter: number;
}

/** The public half of one. */
export interface StoredPublicKey extends Omit<StoredKey, 'privateJwk'> {
  readonly jwk: PublicJwk;
  readonly changedAt: number;
}

/** Rows of `signing_keys`, private parts encrypted where there is a key for that. */
export interface KeyStore {
  /** The owner's key that is good now and began last; made when there is none, and its successor in time. */
  current(owner: string, now: number): Promise<StoredKey>;
  /** Makes the owner's next key, good from now on; the present one stays good until its own end. */
  rotate(owner: string, now: number): Promise<string>;
  /** Ends a key now; false when there is no such key or it has ended already. The root cannot be ended. */
  revoke(keyId: string, now: number): Promise<boolean>;
  find(keyId: string): Promise<StoredKey | undefined>;
  /** Every public key but the root's, oldest first. */
  published(): Promise<StoredPublicKey[]>;
}

/** Makes of two instances behind one database the second wait, so that an owner never gets two keys at once. */
const lockKeys = (transaction: PlatformTransaction) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('signing_keys'))`.execute(transaction);

const openPrivatePart = (row: KeyRow, encryption: KeyEncryption | undefined): string => {
  if (row.jwk.d !== undefined) {
    return row.jwk.d;
  }
  const opened =
    row.encrypted_private === null ? undefined : encryption?.decrypt(row.encrypted_private, row.key_id);
  if (opened === undefined) {
    throw new StoreUnavailable(
      'key-encryption',
      `Key ${row.key_id} cannot be decrypted: start with the key encryption key it was stored under`,
    );
  }
  return opened;
};

/** Claims count whole seconds: what is signed in a key's first second is not older than the key. */
const wholeSecond = (time: number): number => Math.floor(time / 1000) * 1000;

/**
 * Now, or just after the last change: a kiosk keeps the newer of two key sets, so no change may have the time of the
 * one before, whatever the clock says. Only under the lock.
 */
const changeTime = async (transaction: PlatformTransaction, now: number): Promise<Date> => {
  const { last } = await transaction
    .selectFrom('signing_keys')
    .select(({ fn }) => fn.max('changed_at').as('last'))
    .executeTakeFirstOrThrow();
  return new Date(Math.max(now, last === null ? 0 : last.getTime() + 1));
};

/** Encrypts what an instance without a key encryption key stored in plain. */
const encryptPlainKeys = async (database: PlatformDatabase, encryption: KeyEncryption): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    await lockKeys(transaction);
    const rows = await transaction
      .selectFrom('signing_keys')
      .selectAll()
      .where('encrypted_private', 'is', null)
      .execute();
    for (const { key_id, jwk } of rows) {
      if (jwk.d === undefined) {
        throw new Error(`Key ${key_id} has no private part`);
      }
      await transaction
        .updateTable('signing_keys')
        .set({ jwk: publicPartOf(jwk), encrypted_private: encryption.encrypt(jwk.d, key_id) })
        .where('key_id', '=', key_id)
        .execute();
    }
  });

/** Opens the keys of a store. With `encryption`, keys that lie there in plain are encrypted first. */
export const openKeyStore = async (
  database: PlatformDatabase,
  encryption: KeyEncryption | undefined,
): Promise<KeyStore> => {
  if (encryption !== undefined) {
    await encryptPlainKeys(database, encryption);
  }

  const storedKey = (row: KeyRow): StoredKey => ({
    keyId: row.key_id,
    owner: row.owner,
    privateJwk: { ...publicPartOf(row.jwk), d: openPrivatePart(row, encryption) },
    notBefore: row.not_before.getTime(),
    notAfter: row.not_after.getTime(),
  });

  const make = async (
    transaction: PlatformTransaction,
    owner: string,
    { now, notBefore }: { readonly now: number; readonly notBefore: number },
  ): Promise<KeyRow> => {
    const jwk = generatePrivateJwk();
    const keyId = await keyIdOf(owner, jwk);
    const from = wholeSecond(notBefore);
    return transaction
      .insertInto('signing_keys')
      .values({
        key_id: keyId,
        owner,
        jwk: encryption === undefined ? jwk : publicPartOf(jwk),
        encrypted_private: encryption?.encrypt(jwk.d, keyId) ?? null,
        not_before: new Date(from),
        not_after: new Date(from + lifetimeOf(owner).lifetime),
        changed_at: await changeTime(transaction, now),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  };

  const keysOf = (connection: PlatformDatabase, owner: string, now: number): Promise<KeyRow[]> =>
    connection
      .selectFrom('signing_keys')
      .selectAll()
      .where('owner', '=', owner)
      .where('not_after', '>', new Date(now))
      .orderBy('not_before', 'desc')
      .orderBy('changed_at', 'desc')
      .execute();

  const choose = (rows: readonly KeyRow[], owner: string, now: number) => {
    const present = rows.find((row) => row.not_before.getTime() <= now);
    const lastEnd = Math.max(0, ...rows.map((row) => row.not_after.getTime()));
    return { present, successorIsDue: lastEnd - now <= lifetimeOf(owner).lead };
  };

  /** What `choose` found missing, made under the lock, after another look. */
  const makeMissing = (owner: string, now: number): Promise<KeyRow> =>
    database.transaction().execute(async (transaction) => {
      await lockKeys(transaction);
      const { present, successorIsDue } = choose(await keysOf(transaction, owner, now), owner, now);
      if (present === undefined) {
        return make(transaction, owner, { now, notBefore: now });
      }
      if (successorIsDue) {
        const announced = now + lifetimeOf(owner).announcement;
        // A platform that was off when the successor was due: there may be less time than announcements take.
        await make(transaction, owner, { now, notBefore: Math.min(announced, present.not_after.getTime()) });
      }
      return present;
    });

  return {
    async current(owner, now) {
      const { present, successorIsDue } = choose(await keysOf(database, owner, now), owner, now);
      return storedKey(present === undefined || successorIsDue ? await makeMissing(owner, now) : present);
    },
    rotate: (owner, now) =>
      database.transaction().execute(async (transaction) => {
        await lockKeys(transaction);
        return (await make(transaction, owner, { now, notBefore: now })).key_id;
      }),
    revoke: (keyId, now) =>
      database.transaction().execute(async (transaction) => {
        await lockKeys(transaction);
        const end = new Date(now);
        const ended = await transaction
          .updateTable('signing_keys')
          .set({
            not_after: sql`GREATEST(not_before, ${end}::timestamptz)`,
            changed_at: await changeTime(transaction, now),
          })
          .where('key_id', '=', keyId)
          .where('owner', '!=', rootOwner)
          .where('not_after', '>', end)
          .returning('key_id')
          .executeTakeFirst();
        return ended !== undefined;
      }),
    async find(keyId) {
      const row = await database
        .selectFrom('signing_keys')
        .selectAll()
        .where('key_id', '=', keyId)
        .executeTakeFirst();
      return row && storedKey(row);
    },
    async published() {
      const rows = await database
        .selectFrom('signing_keys')
        .selectAll()
        .where('owner', '!=', rootOwner)
        .orderBy('not_before')
        .orderBy('key_id')
        .execute();
      return rows.map((row) => ({
        keyId: row.key_id,
        owner: row.owner,
        jwk: publicPartOf(row.jwk),
        notBefore: row.not_before.getTime(),
        notAfter: row.not_after.getTime(),
        changedAt: row.changed_at.getTime(),
      }));
    },
  };
};
