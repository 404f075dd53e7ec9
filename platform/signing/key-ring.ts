import type { KeyObject } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { DepartmentKey, KeySet, PublicJwk } from '../contract/api.ts';
import type { CertificateSigner } from '../contract/certificate/signed-certificate.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { PlatformSchema } from '../store/schema.ts';
import { generatePrivateJwk, keyIdOf, keyObjectOf, type PrivateJwk, publicPartOf } from './generate-key.ts';

const day = 86_400_000;

/** How long a department's key signs. */
const departmentKeyLifetime = 730 * day;

/** A department gets its next key this long before the present one ends, so that every kiosk has fetched it. */
const renewalLead = 30 * day;

/** The root is pinned at every kiosk; it is replaced by enrolling anew. */
const rootKeyLifetime = 3650 * day;

const rootOwner = 'root';

/** Keys of the root and of the departments. Private parts live in the store and in this process, nowhere else. */
export interface KeyRing {
  readonly rootPublicKey: PublicJwk;
  readonly rootPrivateKey: KeyObject;
  /** The key with which a department signs now. */
  signerOf(department: string): Promise<CertificateSigner>;
  /** Every public key of the departments, ended ones too: what they signed in their time stays good. */
  publicKeySet(): Promise<KeySet>;
}

interface KeyRow {
  readonly key_id: string;
  readonly jwk: PrivateJwk;
  readonly not_after: Date;
}

/** Makes of two instances behind one database the second wait, so that an owner never gets two keys at once. */
const lockKeys = (transaction: Transaction<PlatformSchema>) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('signing_keys'))`.execute(transaction);

const ensureKey = (
  database: PlatformDatabase,
  owner: string,
  { now, lifetime, lead }: { now: number; lifetime: number; lead: number },
): Promise<KeyRow> =>
  database.transaction().execute(async (transaction) => {
    await lockKeys(transaction);
    const present = await transaction
      .selectFrom('signing_keys')
      .select(['key_id', 'jwk', 'not_after'])
      .where('owner', '=', owner)
      .where('not_before', '<=', new Date(now))
      .where('not_after', '>', new Date(now + lead))
      .orderBy('not_after', 'desc')
      .executeTakeFirst();
    if (present !== undefined) {
      return present;
    }
    const jwk = generatePrivateJwk();
    // Claims count whole seconds: a certificate issued in the key's first second is not older than the key.
    const notBefore = Math.floor(now / 1000) * 1000;
    return transaction
      .insertInto('signing_keys')
      .values({
        key_id: await keyIdOf(owner, jwk),
        owner,
        jwk,
        not_before: new Date(notBefore),
        not_after: new Date(notBefore + lifetime),
      })
      .returning(['key_id', 'jwk', 'not_after'])
      .executeTakeFirstOrThrow();
  });

const publicKeysOf = async (database: PlatformDatabase): Promise<DepartmentKey[]> => {
  const rows = await database
    .selectFrom('signing_keys')
    .selectAll()
    .where('owner', '!=', rootOwner)
    .orderBy('not_before')
    .orderBy('key_id')
    .execute();
  return rows.map((row) => ({
    keyId: row.key_id,
    department: row.owner,
    algorithm: 'ES256',
    jwk: publicPartOf(row.jwk),
    notBefore: row.not_before.getTime(),
    notAfter: row.not_after.getTime(),
  }));
};

/** Opens the key ring, making the root's key and one for each of `departments` where there is none. */
export const openKeyRing = async (
  database: PlatformDatabase,
  departments: readonly string[],
  clock: PlatformClock,
): Promise<KeyRing> => {
  const root = await ensureKey(database, rootOwner, { now: clock.now(), lifetime: rootKeyLifetime, lead: 0 });
  const signers = new Map<string, CertificateSigner & { readonly renewAt: number }>();

  const signerOf = async (department: string): Promise<CertificateSigner> => {
    const now = clock.now();
    const known = signers.get(department);
    if (known !== undefined && now < known.renewAt) {
      return known;
    }
    const key = await ensureKey(database, department, {
      now,
      lifetime: departmentKeyLifetime,
      lead: renewalLead,
    });
    const signer = {
      keyId: key.key_id,
      privateKey: keyObjectOf(key.jwk),
      renewAt: key.not_after.getTime() - renewalLead,
    };
    signers.set(department, signer);
    return signer;
  };

  for (const department of departments) {
    await signerOf(department);
  }
  return {
    rootPublicKey: publicPartOf(root.jwk),
    rootPrivateKey: keyObjectOf(root.jwk),
    signerOf,
    publicKeySet: async () => ({ issuedAt: clock.now(), keys: await publicKeysOf(database) }),
  };
};
