import { existsSync } from 'node:fs';
import { type StorageFailure, toStorageFailure } from '../../../db/storage-failure.ts';
import type { PublicJwk } from '../../../platform/contract/api.ts';
import {
  type Enrolment,
  enrolmentSchema,
  enrollingKeyFiles,
  type IdentityFiles,
  identityFiles,
  type KeyFileOutcome,
  parseJson,
  readKey,
  revocationSchema,
  writeKey,
} from './identity-files.ts';
import { withIdentityLock } from './identity-lock.ts';
import { createKioskIdentity, destroyKeys, type KioskIdentity } from './kiosk-identity.ts';
import { type KioskKey, thumbprintOf } from './kiosk-key.ts';
import { destroyPrivateFile, ensurePrivateFolder, movePrivateFile, readPrivateFile } from './private-file.ts';
import type { WrappingSecret } from './wrapping-secret.ts';

/** Why what lies in `identity/` is no identity. Enrolling anew cures all of them except the first four. */
export const identityProblems = [
  /** Somebody else's file, a link or a folder under a name of ours; or the disk does not give it. */
  'not-a-file',
  'foreign-owner',
  'unreadable',
  /** The key is encrypted, and the wrapping secret is missing or another one. */
  'key-locked',
  'key-missing',
  'key-damaged',
  'key-foreign',
  /** The key that lies there is not the one that was enrolled. */
  'key-mismatch',
  'enrolment-malformed',
  'revocation-malformed',
  /** Enrolled, but for another station or at another platform than the settings name. */
  'other-station',
  'other-platform',
] as const;
export type IdentityProblem = (typeof identityProblems)[number];

/** What was found and put right on the way; to be logged. */
export type IdentityNote =
  | 'folder-mode-repaired'
  | 'file-mode-repaired'
  | 'plain-key-wrapped'
  | 'key-change-finished'
  | 'revocation-finished';

export type LoadIdentityOutcome =
  | {
      readonly outcome: 'enrolled';
      readonly identity: KioskIdentity;
      readonly notes: readonly IdentityNote[];
    }
  | { readonly outcome: 'not-enrolled'; readonly notes: readonly IdentityNote[] }
  | {
      readonly outcome: 'kiosk-revoked';
      readonly kioskId: string;
      /** Epoch milliseconds, platform time. */
      readonly revokedAt: number;
      readonly notes: readonly IdentityNote[];
    }
  | {
      readonly outcome: 'unusable';
      readonly reason: IdentityProblem;
      readonly detail: string;
      readonly notes: readonly IdentityNote[];
    }
  | ({ readonly outcome: 'storage' } & StorageFailure);

/** The kiosk whose identity it should be. */
export interface IdentityExpectation {
  readonly dataFolder: string;
  readonly stationCode: string;
  /** The platform's pinned root key. */
  readonly rootKey: PublicJwk;
  readonly wrapping: WrappingSecret | null;
  /** Dates what is recorded later: platform time, epoch milliseconds. */
  readonly platformNow: () => number;
}

interface Found {
  readonly outcome: 'found';
  readonly enrolment: Enrolment;
  readonly key: KioskKey;
  readonly nextKey: KioskKey | null;
}

const unusable = (reason: IdentityProblem, detail: string) =>
  ({ outcome: 'unusable', reason, detail }) as const;
type Unusable = ReturnType<typeof unusable>;

type ReadKey = Extract<KeyFileOutcome, { outcome: 'read' }>;

/** Reads everything and looks whether it fits together; repairs modes and wraps plain keys as it goes. */
const look = (
  files: IdentityFiles,
  { stationCode, rootKey, wrapping }: IdentityExpectation,
  note: (note: IdentityNote) => void,
): Found | Unusable | { readonly outcome: 'not-enrolled' } => {
  const text = readPrivateFile(files.enrolment);
  if (text.outcome === 'refused') return unusable(text.reason, text.detail);
  if (text.outcome === 'absent') return { outcome: 'not-enrolled' };
  if (text.wasOpen) note('file-mode-repaired');
  const enrolment = parseJson(enrolmentSchema, text.text);
  if (!enrolment) return unusable('enrolment-malformed', files.enrolment);
  if (thumbprintOf(enrolment.rootKey) !== thumbprintOf(rootKey)) {
    return unusable(
      'other-platform',
      'enrolled under another root key than platform.rootKey of the settings',
    );
  }
  if (enrolment.stationCode !== stationCode) {
    return unusable(
      'other-station',
      `enrolled for ${enrolment.stationCode}, the settings say ${stationCode}`,
    );
  }

  const sound = (file: string): ReadKey | Unusable | null => {
    const found = readKey(file, wrapping);
    if (found.outcome === 'absent') return null;
    if (found.outcome === 'refused') return unusable(found.reason, found.detail);
    if (found.wasOpen) note('file-mode-repaired');
    if (wrapping && !found.wrapped) {
      writeKey(file, found.key, wrapping);
      note('plain-key-wrapped');
    }
    return found;
  };
  const enrolledKey = (candidate: ReadKey | Unusable | null): KioskKey | null =>
    candidate?.outcome === 'read' && candidate.key.keyId === enrolment.keyId ? candidate.key : null;
  const present = sound(files.key);
  const presentKey = enrolledKey(present);
  if (presentKey) {
    const next = sound(files.nextKey);
    // A next key that cannot be used is made anew when the key is changed next.
    const nextKey = next?.outcome === 'read' ? next.key : null;
    return { outcome: 'found', enrolment, key: presentKey, nextKey };
  }
  for (const file of [files.nextKey, ...enrollingKeyFiles(files)]) {
    const key = enrolledKey(sound(file));
    if (!key) continue;
    movePrivateFile(file, files.key);
    note('key-change-finished');
    return { outcome: 'found', enrolment, key, nextKey: null };
  }
  if (present === null) return unusable('key-missing', files.key);
  return present.outcome === 'read' ? unusable('key-mismatch', files.key) : present;
};

const load = (
  files: IdentityFiles,
  expected: IdentityExpectation,
  notes: IdentityNote[],
): LoadIdentityOutcome => {
  const note = (found: IdentityNote): void => {
    if (!notes.includes(found)) notes.push(found);
  };
  if (ensurePrivateFolder(files.folder)) note('folder-mode-repaired');

  const revocationText = readPrivateFile(files.revocation);
  if (revocationText.outcome === 'refused') {
    return { ...unusable(revocationText.reason, revocationText.detail), notes };
  }
  const revocation =
    revocationText.outcome === 'read' ? parseJson(revocationSchema, revocationText.text) : null;
  if (revocationText.outcome === 'read' && !revocation) {
    return { ...unusable('revocation-malformed', files.revocation), notes };
  }
  if (revocation) {
    const text = readPrivateFile(files.enrolment);
    const enrolment = text.outcome === 'read' ? parseJson(enrolmentSchema, text.text) : null;
    if (!enrolment || enrolment.keyId === revocation.keyId) {
      if (existsSync(files.key) || existsSync(files.nextKey)) {
        destroyKeys(files);
        note('revocation-finished');
      }
      return {
        outcome: 'kiosk-revoked',
        kioskId: revocation.kioskId,
        revokedAt: revocation.revokedAt,
        notes,
      };
    }
    // Enrolled anew since: the record of the earlier life has had its day.
    destroyPrivateFile(files.revocation);
  }

  const found = look(files, expected, note);
  if (found.outcome !== 'found') return { ...found, notes };
  const { enrolment, key, nextKey } = found;
  const { wrapping, platformNow } = expected;
  return {
    outcome: 'enrolled',
    identity: createKioskIdentity({ files, enrolment, key, nextKey, wrapping, platformNow }),
    notes,
  };
};

/**
 * Reads this kiosk's identity from its data folder, finishes what a crash had left half done, and repairs modes that let
 * others in; all under the lock of the identity, so that nothing is judged or destroyed while an enrolment is put in
 * place. Never throws for what lies there.
 */
export const loadIdentity = (expected: IdentityExpectation): LoadIdentityOutcome => {
  const files = identityFiles(expected.dataFolder);
  try {
    if (!existsSync(files.folder)) return { outcome: 'not-enrolled', notes: [] };
    const loaded = withIdentityLock(files, () => load(files, expected, []));
    return loaded.ok ? loaded.value : { outcome: 'storage', ...loaded };
  } catch (error) {
    return { outcome: 'storage', ...toStorageFailure(error, files.folder) };
  }
};
