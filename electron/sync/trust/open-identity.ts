import type { StorageFailureReason } from '../../../db/storage-failure.ts';
import type { PublicJwk } from '../../../platform/contract/api.ts';
import type { KioskIdentity } from './kiosk-identity.ts';
import { type IdentityNote, loadIdentity } from './load-identity.ts';
import { readWrappingSecret } from './wrapping-secret.ts';

/** Why a kiosk cannot speak to its platform, and so not serve. */
export const noIdentityReasons = [
  /** A technician enrols it: `npx yizhan enrol`. */
  'not-enrolled',
  /** The platform has revoked it. Enrolling it anew brings it back. */
  'kiosk-revoked',
  /** What lies in `identity/` has to be looked at; the detail says what. */
  'identity-unusable',
] as const;
export type NoIdentityReason = (typeof noIdentityReasons)[number];

export type OpenIdentityOutcome =
  | { readonly ok: true; readonly identity: KioskIdentity; readonly notes: readonly IdentityNote[] }
  | {
      readonly ok: false;
      readonly reason: NoIdentityReason | StorageFailureReason;
      /** For the staff: a literal reason, a file, a kiosk id. */
      readonly detail: string;
      readonly notes: readonly IdentityNote[];
    };

/** Opens the identity at the start of the kiosk: with the wrapping secret that the environment gives, told in words for the screen. */
export const openIdentity = (options: {
  readonly dataFolder: string;
  readonly settings: {
    readonly station: { readonly code: string };
    readonly platform: { readonly rootKey: PublicJwk };
  };
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Platform time, epoch milliseconds. */
  readonly platformNow: () => number;
}): OpenIdentityOutcome => {
  const { dataFolder, settings, environment, platformNow } = options;
  const secret = readWrappingSecret(environment);
  if (secret.outcome === 'refused') {
    return { ok: false, reason: 'identity-unusable', detail: secret.detail, notes: [] };
  }
  const loaded = loadIdentity({
    dataFolder,
    stationCode: settings.station.code,
    rootKey: settings.platform.rootKey,
    wrapping: secret.outcome === 'given' ? secret.secret : null,
    platformNow,
  });
  switch (loaded.outcome) {
    case 'enrolled':
      return { ok: true, identity: loaded.identity, notes: loaded.notes };
    case 'not-enrolled':
      return { ok: false, reason: 'not-enrolled', detail: 'npx yizhan enrol --code …', notes: loaded.notes };
    case 'kiosk-revoked': {
      const revokedAt = new Date(loaded.revokedAt).toISOString();
      return {
        ok: false,
        reason: 'kiosk-revoked',
        detail: `${loaded.kioskId}, ${revokedAt}`,
        notes: loaded.notes,
      };
    }
    case 'unusable':
      return {
        ok: false,
        reason: 'identity-unusable',
        detail: `${loaded.reason}: ${loaded.detail}`,
        notes: loaded.notes,
      };
    case 'storage':
      return { ok: false, reason: loaded.reason, detail: loaded.detail, notes: [] };
  }
};
