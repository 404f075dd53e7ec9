import { existsSync } from 'node:fs';
import { type StorageFailure, toStorageFailure } from '../../../db/storage-failure.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { ProblemReason, PublicJwk } from '../../../platform/contract/api.ts';
import { enrolmentCodeSchema } from '../../../platform/contract/kiosks.ts';
import { createPlatformClient, type PlatformOutcome } from '../platform-client.ts';
import type { HttpTransport } from './http-transport.ts';
import {
  enrollingKeyFile,
  enrollingKeyFiles,
  type IdentityFiles,
  identityFiles,
  readKey,
  writeKey,
} from './identity-files.ts';
import { takeEnrolmentLock, withIdentityLock } from './identity-lock.ts';
import { isChainOf } from './kiosk-chain.ts';
import { generateKioskKey, type KioskKey } from './kiosk-key.ts';
import { putKeyInPlace } from './kiosk-identity.ts';
import { type IdentityProblem, loadIdentity } from './load-identity.ts';
import { createOpenExchange } from './open-exchange.ts';
import { createPlatformTime } from './platform-time.ts';
import { belongsToAnother, destroyPrivateFile, ensurePrivateFolder } from './private-file.ts';
import { createSignedExchange } from './signed-exchange.ts';
import { createTrustedKeySet } from './trusted-key-set.ts';
import type { WrappingSecret } from './wrapping-secret.ts';

export type EnrolOutcome =
  | { readonly outcome: 'enrolled'; readonly kioskId: string; readonly keyId: string }
  | { readonly outcome: 'already-enrolled'; readonly kioskId: string; readonly keyId: string }
  /** Unknown, used by another kiosk, or out of date: the centre gives another one. */
  | { readonly outcome: 'code-invalid' }
  /** The code is for another station than the settings name. */
  | { readonly outcome: 'station-mismatch' }
  /** Worth trying again with the same code; so is the next one. */
  | { readonly outcome: 'unreachable'; readonly detail: string }
  /** Who answers is not the platform whose root key the settings name. */
  | { readonly outcome: 'not-genuine'; readonly detail: string }
  /** The platform says no for another reason. */
  | { readonly outcome: 'refused'; readonly problem: ProblemReason }
  | { readonly outcome: 'malformed-reply'; readonly detail: string }
  /** Another process enrols this kiosk at this moment. */
  | { readonly outcome: 'enrolment-under-way' }
  /** The data folder belongs to another account: the kiosk could not read what this one writes. */
  | { readonly outcome: 'wrong-account'; readonly detail: string }
  /** What lies in `identity/` has to be looked at by a person first. */
  | { readonly outcome: 'identity-unusable'; readonly reason: IdentityProblem; readonly detail: string }
  | ({ readonly outcome: 'storage' } & StorageFailure);

export interface EnrolOptions {
  readonly dataFolder: string;
  readonly stationCode: string;
  readonly platform: { readonly url: string; readonly rootKey: PublicJwk };
  /** In the form of `enrolmentCodeSchema`; see `readEnrolmentCode`. */
  readonly code: string;
  /** Also where the kiosk is enrolled and sound: its identity is destroyed when the platform has taken the new one. */
  readonly anew?: boolean;
  readonly appVersion: string;
  readonly wrapping: WrappingSecret | null;
  readonly transport: HttpTransport;
  readonly clock: Clock;
  readonly randomBytes: (length: number) => Uint8Array;
}

/** A code as somebody typed it: Crockford's base 32 takes O for 0, I and L for 1, and no notice of case and hyphens. Null where it is none. */
export const readEnrolmentCode = (typed: string): string | null => {
  const characters = typed
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  const code = enrolmentCodeSchema.safeParse(characters.match(/.{1,5}/g)?.join('-'));
  return code.success ? code.data : null;
};

/** Problems of an identity that a new enrolment would only hide. */
const forAPerson: ReadonlySet<IdentityProblem> = new Set([
  'not-a-file',
  'foreign-owner',
  'unreadable',
  'key-locked',
]);

/** The key that goes with this code: the one of an earlier attempt, or a fresh one, on the disk before it is used. */
const keyForCode = (file: string, wrapping: WrappingSecret | null): KioskKey => {
  const kept = readKey(file, wrapping);
  if (kept.outcome === 'read') return kept.key;
  const fresh = generateKioskKey();
  writeKey(file, fresh, wrapping);
  return fresh;
};

const toOutcome = (
  failed: Exclude<PlatformOutcome<unknown>, { ok: true }>,
): Exclude<EnrolOutcome, { outcome: 'enrolled' }> => {
  switch (failed.reason) {
    case 'unreachable':
    case 'not-genuine':
    case 'malformed-reply':
      return { outcome: failed.reason, detail: failed.detail };
    case 'refused':
      if (failed.problem === 'enrolment-code-invalid') return { outcome: 'code-invalid' };
      if (failed.problem === 'station-mismatch') return { outcome: 'station-mismatch' };
      return { outcome: 'refused', problem: failed.problem };
  }
};

const askAndKeep = async (files: IdentityFiles, options: EnrolOptions): Promise<EnrolOutcome> => {
  const { platform, code, stationCode, appVersion, wrapping, transport, clock, randomBytes } = options;
  const keyFile = enrollingKeyFile(files, code);
  ensurePrivateFolder(files.folder);
  const key = keyForCode(keyFile, wrapping);

  const open = createOpenExchange({ url: platform.url, transport });
  const keys = createTrustedKeySet({ rootKey: platform.rootKey, fetchKeySet: open.keySet });
  const fetched = await keys.refresh();
  if (!fetched.ok) return toOutcome(fetched);

  const platformTime = createPlatformTime({ clock, kept: null });
  const exchange = createSignedExchange({
    url: platform.url,
    transport,
    keys,
    platformTime,
    randomBytes,
    signer: {
      signingKeys: () => [key],
      accepted: () => undefined,
      revoked: () => undefined,
    },
  });
  const reply = await createPlatformClient({ exchange, open }).enrol({
    code,
    stationCode,
    publicKey: key.publicJwk,
    appVersion,
  });
  if (!reply.ok) return toOutcome(reply);
  const { kioskId, keyId, chain } = reply.value;
  if (keyId !== key.keyId) return { outcome: 'malformed-reply', detail: 'enrolled another key' };
  if (!isChainOf(chain, key, { stationCode, rootKey: platform.rootKey })) {
    return { outcome: 'malformed-reply', detail: 'certificates of another key' };
  }

  const enrolledAt = platformTime.now();
  const kept = withIdentityLock(files, () => {
    putKeyInPlace(files, keyFile, {
      schemaVersion: 1,
      kioskId,
      keyId,
      keySince: enrolledAt,
      stationCode,
      enrolledAt,
      rootKey: platform.rootKey,
      chains: [{ keyId, chain }],
    });
    // Of an earlier life, or of codes that came to nothing.
    for (const file of [files.nextKey, files.revocation, ...enrollingKeyFiles(files)])
      destroyPrivateFile(file);
  });
  return kept.ok ? { outcome: 'enrolled', kioskId, keyId } : { outcome: 'storage', ...kept };
};

/** What a process does that is the only one to enrol. */
const enrolAlone = async (files: IdentityFiles, options: EnrolOptions): Promise<EnrolOutcome> => {
  const { dataFolder, stationCode, platform, wrapping, clock } = options;
  const found = loadIdentity({
    dataFolder,
    stationCode,
    rootKey: platform.rootKey,
    wrapping,
    platformNow: () => clock.now(),
  });
  if (found.outcome === 'storage') return found;
  if (found.outcome === 'enrolled' && !options.anew) {
    const { kioskId, presentKey } = found.identity;
    return { outcome: 'already-enrolled', kioskId, keyId: presentKey().keyId };
  }
  if (found.outcome === 'unusable' && forAPerson.has(found.reason)) {
    return { outcome: 'identity-unusable', reason: found.reason, detail: found.detail };
  }
  return askAndKeep(files, options);
};

/**
 * Makes this kiosk known to the platform with a code that the centre has given out for its station.
 *
 * The key is made and kept before the request leaves; after a lost answer or a crash the same code may be sent again and
 * comes to the same kiosk. The platform's key set is fetched first and verified with the pinned root key, so that the
 * answer is provably the platform's. What was enrolled before stays in place until the new enrolment is whole; a kiosk
 * that is enrolled and sound is left alone unless it is to be enrolled `anew`. Only files in `identity/` and two locks are
 * written: a kiosk that runs finds them when it looks next.
 */
export const enrol = async (options: EnrolOptions): Promise<EnrolOutcome> => {
  const { dataFolder } = options;
  const files = identityFiles(dataFolder);
  try {
    for (const path of [dataFolder, files.folder]) {
      if (existsSync(path) && belongsToAnother(path)) return { outcome: 'wrong-account', detail: path };
    }
    const lock = takeEnrolmentLock(files);
    if (!lock.ok) {
      return lock.reason === 'locked-by-another-process'
        ? { outcome: 'enrolment-under-way' }
        : { outcome: 'storage', ...lock };
    }
    try {
      return await enrolAlone(files, options);
    } finally {
      lock.lock.release();
    }
  } catch (error) {
    return { outcome: 'storage', ...toStorageFailure(error, files.folder) };
  }
};
