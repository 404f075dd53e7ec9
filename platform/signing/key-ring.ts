import type { KeyObject } from 'node:crypto';
import type { PlatformClock } from '../clock.ts';
import type {
  AnswerKey,
  DepartmentKey,
  IdentityKey,
  KeySet,
  PublicJwk,
  SealingKey,
} from '../contract/api.ts';
import type { CertificateSigner } from '../contract/certificate/signed-certificate.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { keyObjectOf, publicPartOf } from './generate-key.ts';
import type { KeyEncryption } from './key-encryption.ts';
import { answerOwner, identityOwner, rootOwner, sealingOwner } from './key-owners.ts';
import type { DepartmentSigningKey } from './pdf/document-authority.ts';
import { openKeyStore, type StoredKey, type StoredPublicKey } from './key-store.ts';

/** Another instance's rotation or revocation is seen after this long, milliseconds. */
const freshFor = 5_000;

/** As many of the platform's own keys as a key set may hold; the newest count. */
const publishedPlatformKeys = 20;

/** Keys of the root, of the departments, and of the platform itself. Private parts never leave store and process. */
export interface KeyRing {
  readonly rootPublicKey: PublicJwk;
  readonly rootPrivateKey: KeyObject;
  /** The key with which a department signs now. */
  signerOf(department: string): Promise<CertificateSigner>;
  /** A department's key by its id, ended or not, with the time for which it is good; undefined when it is none. */
  departmentKey(keyId: string): Promise<DepartmentSigningKey | undefined>;
  /** The key with which the platform signs answers and feed documents now. */
  answerSigner(): Promise<CertificateSigner>;
  /** The key with which the city's app signs identity codes now. */
  identitySigner(): Promise<CertificateSigner>;
  /** A private key to which kiosks seal or once sealed; undefined when the platform never had it. */
  sealingPrivateKey(keyId: string): Promise<KeyObject | undefined>;
  /**
   * Public keys, ended ones too: what they signed in their time stays good. `issuedAt` is when the set last changed.
   */
  publicKeySet(): Promise<KeySet>;
  /** Makes the next key of a department or of the platform and returns its id; the present one stays good until its end. */
  rotate(owner: string): Promise<string>;
  /** Ends a key now: nothing signed from now on is good. False when there is none to end. */
  revoke(keyId: string): Promise<boolean>;
}

const toDepartmentKey = ({ keyId, owner, jwk, notBefore, notAfter }: StoredPublicKey): DepartmentKey => ({
  keyId,
  department: owner,
  algorithm: 'ES256',
  jwk,
  notBefore,
  notAfter,
});

const toAnswerKey = ({ keyId, jwk, notBefore, notAfter }: StoredPublicKey): AnswerKey => ({
  keyId,
  algorithm: 'ES256',
  jwk,
  notBefore,
  notAfter,
});

const toSealingKey = (key: StoredPublicKey): SealingKey => ({ ...toAnswerKey(key), algorithm: 'ECDH-ES' });

const toIdentityKey = (key: StoredPublicKey): IdentityKey => ({ ...toAnswerKey(key), issuer: key.owner });

/** Owners that are no departments: a certificate under their keys is none. */
const platformOwners: readonly string[] = [answerOwner, sealingOwner, identityOwner];

const isDepartment = (owner: string): boolean => owner !== rootOwner && !platformOwners.includes(owner);

const toKeySet = (keys: readonly StoredPublicKey[]): KeySet => ({
  issuedAt: Math.max(...keys.map(({ changedAt }) => changedAt)),
  keys: keys.filter(({ owner }) => !platformOwners.includes(owner)).map(toDepartmentKey),
  answerKeys: keys
    .filter(({ owner }) => owner === answerOwner)
    .slice(-publishedPlatformKeys)
    .map(toAnswerKey),
  sealingKeys: keys
    .filter(({ owner }) => owner === sealingOwner)
    .slice(-publishedPlatformKeys)
    .map(toSealingKey),
  identityKeys: keys
    .filter(({ owner }) => owner === identityOwner)
    .slice(-publishedPlatformKeys)
    .map(toIdentityKey),
});

interface Kept<Value> {
  readonly value: Promise<Value>;
  readonly until: number;
}

/** Values that are read once in `freshFor`; one that failed is read again. */
const createCache = <Value>(clock: PlatformClock) => {
  const kept = new Map<string, Kept<Value>>();
  return {
    get(key: string, read: () => Promise<Value>): Promise<Value> {
      const now = clock.now();
      const known = kept.get(key);
      // A clock that was set back must not keep a value for as long as it was set back.
      if (known !== undefined && now < known.until && now >= known.until - freshFor) {
        return known.value;
      }
      const value = read();
      kept.set(key, { value, until: now + freshFor });
      value.catch(() => kept.delete(key));
      return value;
    },
    clear: () => kept.clear(),
  };
};

/** Opens the key ring, making root key, platform keys and one for each of `departments` where there is none. */
export const openKeyRing = async (
  database: PlatformDatabase,
  departments: readonly string[],
  clock: PlatformClock,
  encryption?: KeyEncryption,
): Promise<KeyRing> => {
  const store = await openKeyStore(database, encryption);
  const root = await store.current(rootOwner, clock.now());
  const signers = createCache<CertificateSigner>(clock);
  const keySets = createCache<KeySet>(clock);
  const departmentKeys = createCache<DepartmentSigningKey | undefined>(clock);
  const sealingKeys = new Map<string, KeyObject>();

  const toSigner = ({ keyId, privateJwk }: StoredKey): CertificateSigner => ({
    keyId,
    privateKey: keyObjectOf(privateJwk),
  });

  const signerOf = (owner: string): Promise<CertificateSigner> =>
    signers.get(owner, async () => toSigner(await store.current(owner, clock.now())));

  const forget = (): void => {
    signers.clear();
    keySets.clear();
    departmentKeys.clear();
  };

  /** A key set names a key for every owner; looking at each makes the successors that are due. */
  const readKeySet = async (): Promise<KeySet> => {
    for (const owner of [...platformOwners, ...departments]) {
      await signerOf(owner);
    }
    return toKeySet(await store.published());
  };
  await readKeySet();

  return {
    rootPublicKey: publicPartOf(root.privateJwk),
    rootPrivateKey: keyObjectOf(root.privateJwk),
    signerOf,
    departmentKey: (keyId) =>
      departmentKeys.get(keyId, async () => {
        const stored = await store.find(keyId);
        if (stored === undefined || !isDepartment(stored.owner)) {
          return undefined;
        }
        const { owner, notBefore, notAfter } = stored;
        return { ...toSigner(stored), department: owner, notBefore, notAfter };
      }),
    answerSigner: () => signerOf(answerOwner),
    identitySigner: () => signerOf(identityOwner),
    async sealingPrivateKey(keyId) {
      const known = sealingKeys.get(keyId);
      if (known !== undefined) {
        return known;
      }
      const stored = await store.find(keyId);
      if (stored?.owner !== sealingOwner) {
        return undefined;
      }
      const privateKey = keyObjectOf(stored.privateJwk);
      sealingKeys.set(keyId, privateKey);
      return privateKey;
    },
    publicKeySet: () => keySets.get('all', readKeySet),
    async rotate(owner) {
      const keyId = await store.rotate(owner, clock.now());
      forget();
      return keyId;
    },
    async revoke(keyId) {
      const revoked = await store.revoke(keyId, clock.now());
      forget();
      return revoked;
    },
  };
};
