import type { KeyObject } from 'node:crypto';
import { type StorageFailure, toStorageFailure } from '../../../db/storage-failure.ts';
import type { HttpSigningKey } from '../../../platform/contract/http-signature/index.ts';
import type { KioskChain } from '../../../platform/contract/kiosks.ts';
import type { DocumentSigner } from '../../../platform/contract/pdf-signature/index.ts';
import {
  type Enrolment,
  enrolmentSchema,
  type IdentityFiles,
  parseJson,
  writeJson,
  writeKey,
} from './identity-files.ts';
import { withIdentityLock } from './identity-lock.ts';
import { documentSignerOf, isChainOf } from './kiosk-chain.ts';
import { generateKioskKey, type KioskKey } from './kiosk-key.ts';
import { destroyPrivateFile, movePrivateFile, readPrivateFile } from './private-file.ts';
import type { RequestSigner } from './signed-exchange.ts';
import type { WrappingSecret } from './wrapping-secret.ts';

/** What becomes of an identity in service. `not-kept`: the disk did not take what had to be written. */
export type IdentityEvent =
  | { readonly type: 'key-changed'; readonly keyId: string }
  | { readonly type: 'revoked'; readonly kioskId: string }
  /** The platform does not know this kiosk, and has said so more than once; or it knows it again. */
  | { readonly type: 'unknown'; readonly kioskId: string }
  | { readonly type: 'known-again'; readonly kioskId: string }
  /** Somebody has enrolled this kiosk anew: what lies on the disk is another identity. */
  | { readonly type: 'replaced' }
  | { readonly type: 'not-kept'; readonly what: 'key-change' | 'revocation'; readonly detail: string };

/** As whom this kiosk speaks to the platform. */
export interface KioskIdentity extends RequestSigner {
  readonly kioskId: string;
  readonly stationCode: string;
  /** The key that signs, and since when (epoch milliseconds, platform time): tells when it is due to be changed. */
  presentKey(): { readonly keyId: string; readonly since: number };
  /** A next key lies ready: whether the platform has it is known only when it is asked again. */
  isKeyChangeUnderWay(): boolean;
  isRevoked(): boolean;
  /**
   * The platform does not know the kiosk's keys. Unlike a revocation this is not under the platform's word for a request
   * that it has verified, so nothing is destroyed for it and the next answer that knows the kiosk ends it.
   */
  isUnknown(): boolean;
  /** Another identity lies on the disk; looks there until it is so. */
  isReplaced(): boolean;
  onEvent(listener: (event: IdentityEvent) => void): void;
  /**
   * The key that signs, with its certificates, for documents that the department cannot sign. Null where the kiosk has been
   * revoked, or a lost answer has left the key without certificates: the next change of key brings some.
   */
  documentSigner(): DocumentSigner | null;
  /** The private half that opens what was sealed to this kiosk's key of that id; null where it is not the present one. */
  openingKey(keyId: string): KeyObject | null;
  /** Keeps the certificates of the key to come, before it takes its place. `foreign`: they are not of that key. */
  keepNextChain(
    chain: KioskChain,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'foreign' } | StorageFailure;
  /** The key to come: the one that was made already, or a fresh one, kept on the disk before it is handed out. */
  nextKey(): { readonly ok: true; readonly key: KioskKey } | StorageFailure;
}

/** Unknown is believed when it was said so often in a row: an answer may be about a request that the line has altered. */
export const unknownAfter = 3;

/**
 * Makes the key in `keyFile` the one that signs and destroys the one before. The enrolment names it first: a crash in
 * between is finished by the next start (load-identity.ts). Under the lock of the identity.
 * @throws the file system's error
 */
export const putKeyInPlace = (files: IdentityFiles, keyFile: string, enrolment: Enrolment): void => {
  writeJson(files.enrolment, enrolment);
  destroyPrivateFile(files.key);
  movePrivateFile(keyFile, files.key);
};

/** @throws the file system's error */
export const destroyKeys = (files: IdentityFiles): void => {
  destroyPrivateFile(files.key);
  destroyPrivateFile(files.nextKey);
};

/**
 * An identity whose parts were found to fit together (load-identity.ts). `platformNow` dates what it records. The disk
 * is written before memory changes; where it does not take a change of key, the old key goes on; where it does not take
 * a revocation, the kiosk still stops in this life and is told again in the next.
 */
export const createKioskIdentity = (options: {
  readonly files: IdentityFiles;
  readonly enrolment: Enrolment;
  readonly key: KioskKey;
  readonly nextKey: KioskKey | null;
  readonly wrapping: WrappingSecret | null;
  readonly platformNow: () => number;
}): KioskIdentity => {
  const { files, wrapping } = options;
  let { enrolment, key, nextKey } = options;
  const ownKeys = new Set([key.keyId, ...(nextKey ? [nextKey.keyId] : [])]);
  let revoked = false;
  let replaced = false;
  let timesUnknown = 0;
  const listeners = new Set<(event: IdentityEvent) => void>();
  const tell = (event: IdentityEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const isReplaced = (): boolean => {
    if (replaced) return true;
    const text = readPrivateFile(files.enrolment);
    const found = text.outcome === 'read' ? parseJson(enrolmentSchema, text.text) : null;
    if (found === null || ownKeys.has(found.keyId)) return false;
    replaced = true;
    tell({ type: 'replaced' });
    return true;
  };
  /** Writes, unless the folder is another identity's by now. */
  const onDisk = (write: () => void): { readonly ok: true } | StorageFailure => {
    try {
      const locked = withIdentityLock(files, () => {
        if (isReplaced()) return false;
        write();
        return true;
      });
      if (!locked.ok) return locked;
      return locked.value
        ? { ok: true }
        : { ok: false, reason: 'locked-by-another-process', detail: 'the kiosk was enrolled anew' };
    } catch (error) {
      return toStorageFailure(error, files.folder);
    }
  };
  const isUnknown = (): boolean => timesUnknown >= unknownAfter;

  return {
    kioskId: enrolment.kioskId,
    stationCode: enrolment.stationCode,
    presentKey: () => ({ keyId: key.keyId, since: enrolment.keySince }),
    isKeyChangeUnderWay: () => nextKey !== null,
    isRevoked: () => revoked,
    isUnknown,
    isReplaced,
    onEvent: (listener) => {
      listeners.add(listener);
    },
    signingKeys(): readonly HttpSigningKey[] {
      if (revoked) return [];
      return [key, ...(nextKey ? [nextKey] : [])].map(({ keyId, privateKey }) => ({ keyId, privateKey }));
    },
    documentSigner() {
      const kept = enrolment.chains.find(({ keyId }) => keyId === key.keyId);
      return revoked || !kept ? null : documentSignerOf(key, kept.chain);
    },
    openingKey: (keyId) => (!revoked && keyId === key.keyId ? key.privateKey : null),
    keepNextChain(chain) {
      if (nextKey === null || !isChainOf(chain, nextKey, enrolment)) return { ok: false, reason: 'foreign' };
      const present = enrolment.chains.filter(({ keyId }) => keyId === key.keyId);
      const changed = { ...enrolment, chains: [...present, { keyId: nextKey.keyId, chain }] };
      const written = onDisk(() => writeJson(files.enrolment, changed));
      if (written.ok) enrolment = changed;
      return written;
    },
    nextKey() {
      if (nextKey) return { ok: true, key: nextKey };
      const fresh = generateKioskKey();
      const written = onDisk(() => writeKey(files.nextKey, fresh, wrapping));
      if (!written.ok) return written;
      nextKey = fresh;
      ownKeys.add(fresh.keyId);
      return { ok: true, key: fresh };
    },
    unknown() {
      if (revoked) return;
      timesUnknown += 1;
      if (timesUnknown === unknownAfter) tell({ type: 'unknown', kioskId: enrolment.kioskId });
    },
    accepted(keyId) {
      const wasUnknown = isUnknown();
      timesUnknown = 0;
      if (wasUnknown) tell({ type: 'known-again', kioskId: enrolment.kioskId });
      const accepted = nextKey;
      if (accepted?.keyId !== keyId) return;
      const chains = enrolment.chains.filter((kept) => kept.keyId === keyId);
      const changed = { ...enrolment, keyId, keySince: options.platformNow(), chains };
      const written = onDisk(() => putKeyInPlace(files, files.nextKey, changed));
      // The platform no longer takes the old key, whatever the disk says: the new one signs from here on.
      enrolment = changed;
      key = accepted;
      nextKey = null;
      tell(
        written.ok
          ? { type: 'key-changed', keyId }
          : { type: 'not-kept', what: 'key-change', detail: written.detail },
      );
    },
    revoked() {
      if (revoked) return;
      revoked = true;
      const { kioskId, keyId } = enrolment;
      // Recorded before the keys go: a crash in between is finished by the next start.
      const written = onDisk(() => {
        writeJson(files.revocation, { schemaVersion: 1, kioskId, keyId, revokedAt: options.platformNow() });
        destroyKeys(files);
      });
      tell({ type: 'revoked', kioskId: enrolment.kioskId });
      if (!written.ok) tell({ type: 'not-kept', what: 'revocation', detail: written.detail });
    },
  };
};
