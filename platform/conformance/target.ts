import type { PublicJwk } from '../contract/api.ts';
import type { CertificateClaims } from '../contract/certificate/claims.ts';

/** The platform that is put to the proof, and what it has to give for that. */
export interface Target {
  /** Base address, with a slash at its end. */
  readonly url: URL;
  /** Public half of the key that signs its key sets. */
  readonly rootKey: PublicJwk;
  /** Unused, for `stationCode`. */
  readonly enrolmentCode: string;
  readonly stationCode: string;
  /** A synthetic person for whom every kind of its catalogue can be issued; without one certificates are not looked at. */
  readonly holder: CertificateClaims['holder'] | null;
  /** Revokes the suite's kiosk by a way of the platform's own; without one revocation is not looked at. */
  readonly revoke: ((kioskId: string) => Promise<void>) | null;
  /** How long a request that does not come to its end may be kept waiting, milliseconds. */
  readonly patience: number;
}
