import type { KeySet } from '../api.ts';
import type { CertificateClaims } from './claims.ts';
import { decodeQrPayload } from './qr-payload.ts';
import { type CertificateVerification, verifyCertificate } from './signed-certificate.ts';

/** What verifying the text of a certificate's QR code comes to, in every place that verifies. */
export const certificateOutcomes = [
  /** Signed by the department, and good now. */
  'genuine',
  /** Signed by the department, which has taken it back since. */
  'revoked',
  'expired',
  /** Dated in the future: either it or the clock is wrong. */
  'not-yet-valid',
  /** What it says is not what the department signed. */
  'altered',
  /** No department known here has the key that it names. */
  'unknown-issuer',
  /** Signed by a key of a department, but one that could not sign this: of another department, or at another time. */
  'key-not-valid',
  /** Begins as a certificate does, and is none that can be read. */
  'malformed',
  'not-a-certificate',
  /** Of a form that this version does not know yet. */
  'unknown-version',
] as const;
export type CertificateOutcome = (typeof certificateOutcomes)[number];

/** Outcomes of what a department has really signed: its claims are shown, to be held beside the paper. */
export const signedOutcomes = ['genuine', 'revoked', 'expired', 'not-yet-valid'] as const;
export type SignedOutcome = (typeof signedOutcomes)[number];

export interface Revocation {
  /** Milliseconds since the Unix epoch; null where only the fact is known. */
  readonly revokedAt: number | null;
}

export type CertificateJudgement =
  | {
      readonly outcome: SignedOutcome;
      readonly claims: CertificateClaims;
      /** Key of the department that signed. */
      readonly keyId: string;
      /** Null but for `revoked`. */
      readonly revocation: Revocation | null;
    }
  | {
      readonly outcome: Exclude<CertificateOutcome, SignedOutcome>;
      /** What exactly was wrong, as a literal; for staff and logs. */
      readonly reason: string;
    };

/** What a verifier goes by. */
export interface JudgementBasis {
  /** Keys that were themselves verified against the pinned root key. */
  readonly keySet: Pick<KeySet, 'keys'>;
  /** Asked only about numbers that a department has signed; null where nothing is known against it. */
  readonly revocationOf: (certificateNumber: string) => Revocation | null | Promise<Revocation | null>;
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}

/** Longest text that is looked at, characters: more than any QR code holds. */
export const longestVerifiedText = 8_192;

/**
 * The text of a code as it was encoded: what copying adds (space around it, breaks of the line) goes. Neither belongs to a
 * certificate: base45 text does not end in a space (RFC 9285 §4: the last digit of a group is 32 at most) and has no
 * control characters.
 */
const withoutCopyingMarks = (text: string): string => text.replace(/[\r\n\t]/g, '').trim();

type Refused = Exclude<CertificateVerification['outcome'], SignedOutcome>;

const outcomeOfRefusal = (refused: Refused): Exclude<CertificateOutcome, SignedOutcome> => {
  switch (refused) {
    case 'bad-signature':
      return 'altered';
    case 'unknown-key':
      return 'unknown-issuer';
    case 'wrong-department':
    case 'key-not-valid-at-issue':
      return 'key-not-valid';
    case 'claims-invalid':
    case 'malformed':
      return 'malformed';
  }
};

/**
 * Judges the text of a certificate's QR code: the one judgement that kiosk, command line and platform share. Signature
 * and key come first; of what a department has signed, a revocation counts before the time does. Never rejects for what
 * the text is, only when `revocationOf` does.
 */
export const judgeCertificate = async (
  text: string,
  { keySet, revocationOf, now }: JudgementBasis,
): Promise<CertificateJudgement> => {
  const decoded = decodeQrPayload(withoutCopyingMarks(text));
  switch (decoded.outcome) {
    case 'not-a-certificate':
    case 'unknown-version':
      return { outcome: decoded.outcome, reason: decoded.outcome };
    case 'too-large':
    case 'malformed':
      return { outcome: 'malformed', reason: decoded.outcome };
    case 'decoded':
      break;
  }
  const verified = verifyCertificate(decoded.certificate, keySet, now);
  switch (verified.outcome) {
    case 'genuine':
    case 'expired':
    case 'not-yet-valid': {
      const { claims, key } = verified;
      const revocation = await revocationOf(claims.certificateNumber);
      const outcome = revocation === null ? verified.outcome : 'revoked';
      return { outcome, claims, keyId: key.keyId, revocation };
    }
    default:
      return { outcome: outcomeOfRefusal(verified.outcome), reason: verified.outcome };
  }
};
