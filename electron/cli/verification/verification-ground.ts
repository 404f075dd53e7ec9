import type { KeySet, PublicJwk } from '../../../platform/contract/api.ts';
import type { JudgementBasis } from '../../../platform/contract/certificate/judge-certificate.ts';
import type { DatabaseRefusalReason } from '../queue/kiosk-database.ts';

/** Why nothing could be verified. */
export type VerificationFailureReason =
  | DatabaseRefusalReason
  /** The kiosk has never had a key set, or the one that it keeps is not of this root key. */
  | 'no-keys'
  /** A list of revocations on the disk is not what the platform has signed. */
  | 'revocations-damaged'
  | 'platform-unreachable'
  /** Somebody answered, but not provably the platform. */
  | 'platform-not-genuine';

/** What a certificate is verified by. */
export interface VerificationGround extends Pick<JudgementBasis, 'revocationOf' | 'now'> {
  readonly keySet: KeySet;
  readonly rootKey: PublicJwk;
  readonly source: 'platform' | 'kept';
  /** Of what the kiosk keeps: when the platform last answered it, epoch milliseconds; null where nobody knows. */
  readonly lastContactAt: number | null;
}

export interface GroundFailure {
  readonly ok: false;
  readonly reason: VerificationFailureReason;
  /** A path, or what SQLite, system or line said. */
  readonly detail: string;
}

export type GroundOutcome = { readonly ok: true; readonly ground: VerificationGround } | GroundFailure;

/** Thrown by `revocationOf` where the platform cannot be asked; nothing else that it throws is expected. */
export class GroundLost extends Error {
  readonly failure: GroundFailure;
  constructor(failure: GroundFailure) {
    super(failure.reason);
    this.name = 'GroundLost';
    this.failure = failure;
  }
}
