import type { CertificateInWords } from '../../../platform/contract/certificate/certificate-in-words.ts';
import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import type {
  CertificateOutcome,
  SignedOutcome,
} from '../../../platform/contract/certificate/judge-certificate.ts';
import type { VerificationOutcome } from '../../contract/verification-view.ts';
import type { Failure } from '../session/visit-types.ts';

/** What this kiosk went by, and what it could not know. */
export interface VerificationGround {
  readonly revocations: 'current' | 'kept';
  readonly clockBelieved: boolean;
}

/** What verifying a scanned code came to. Lives in memory while it is on the screen. */
export type VerificationFinding = VerificationGround &
  (
    | {
        readonly outcome: SignedOutcome;
        readonly claims: CertificateClaims;
        readonly words: CertificateInWords;
      }
    | {
        readonly outcome: Exclude<VerificationOutcome | CertificateOutcome, SignedOutcome>;
        readonly claims: null;
        /** What exactly was wrong, as a literal. */
        readonly reason: string;
      }
  );

export type VerifyOutcome =
  | { readonly ok: true; readonly finding: VerificationFinding }
  | ({ readonly ok: false } & Failure);

/** Verifies what was scanned while nobody was being served. */
export type VerifyScannedCode = (scanned: ScannedCode) => Promise<VerifyOutcome>;

/** The text of a code, or why there is none. */
export type ScannedCode = { readonly text: string } | { readonly failure: Failure };
