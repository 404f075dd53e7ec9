import { type StorageFailure, toStorageFailure } from '../../../db/storage-failure.ts';
import type { HttpSigningKey } from '../../../platform/contract/http-signature/index.ts';
import { type Enrolment, type IdentityFiles, writeJson, writeKey } from './identity-files.ts';
import { generateKioskKey, type KioskKey } from './kiosk-key.ts';
import { destroyPrivateFile, movePrivateFile } from './private-file.ts';
import type { RequestSigner } from './signed-exchange.ts';
import type { WrappingSecret } from './wrapping-secret.ts';

/** What becomes of an identity in service. `not-kept`: the disk did not take what had to be written. */
export type IdentityEvent =
  | { readonly type: 'key-changed'; readonly keyId: string }
  | { readonly type: 'revoked'; readonly kioskId: string }
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
  onEvent(listener: (event: IdentityEvent) => void): void;
  /** The key to come: the one that was made already, or a fresh one, kept on the disk before it is handed out. */
  nextKey(): { readonly ok: true; readonly key: KioskKey } | StorageFailure;
}

/**
 * Makes the key in `keyFile` the one that signs. The enrolment names it first: a crash in between is finished by the next
 * start (load-identity.ts).
 * @throws the file system's error
 */
export const putKeyInPlace = (files: IdentityFiles, keyFile: string, enrolment: Enrolment): void => {
  writeJson(files.enrolment, enrolment);
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
  let revoked = false;
  const listeners = new Set<(event: IdentityEvent) => void>();
  const tell = (event: IdentityEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const onDisk = (write: () => void): { readonly ok: true } | StorageFailure => {
    try {
      write();
      return { ok: true };
    } catch (error) {
      return toStorageFailure(error, files.folder);
    }
  };

  return {
    kioskId: enrolment.kioskId,
    stationCode: enrolment.stationCode,
    presentKey: () => ({ keyId: key.keyId, since: enrolment.keySince }),
    isKeyChangeUnderWay: () => nextKey !== null,
    isRevoked: () => revoked,
    onEvent: (listener) => {
      listeners.add(listener);
    },
    signingKeys(): readonly HttpSigningKey[] {
      if (revoked) return [];
      return [key, ...(nextKey ? [nextKey] : [])].map(({ keyId, privateKey }) => ({ keyId, privateKey }));
    },
    nextKey() {
      if (nextKey) return { ok: true, key: nextKey };
      const fresh = generateKioskKey();
      const written = onDisk(() => writeKey(files.nextKey, fresh, wrapping));
      if (!written.ok) return written;
      nextKey = fresh;
      return { ok: true, key: fresh };
    },
    accepted(keyId) {
      const accepted = nextKey;
      if (accepted?.keyId !== keyId) return;
      const changed = { ...enrolment, keyId, keySince: options.platformNow() };
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
