import type { CertificateClaims } from '../certificate/claims.ts';
import { decodeQrPayload } from '../certificate/qr-payload.ts';
import { verifyCertificate } from '../certificate/signed-certificate.ts';
import { claimsTextOf } from './claims-text.ts';
import { readSignature } from './signature-space.ts';
import type { SignerCertificate } from './signer-certificate.ts';
import { type DocumentTrust, verifySignatureAt } from './verify-signature-at.ts';

export interface SignedDocument {
  /**
   * `department`: the department itself. `kiosk`: only the kiosk that rendered it, at a time when the department's
   * signature could not be had; the department then vouches for the claims alone.
   */
  readonly signedBy: SignerCertificate['role'];
  /** Code and name of department or station, from the signer's certificate. */
  readonly signer: { readonly code: string; readonly name: string };
  /** As the document claims it, milliseconds since the Unix epoch. */
  readonly signedAt: number;
  /** What the department states, under its own signature, as the QR code on the page holds it too. */
  readonly claims: CertificateClaims;
}

export type DocumentVerification =
  | ({ readonly outcome: 'genuine' } & SignedDocument)
  | {
      readonly outcome:
        | 'unsigned'
        /** Something was added to the file, taken away or changed since it was signed. */
        | 'altered'
        | 'malformed'
        | 'bad-signature'
        | 'unknown-signer'
        /** The signer's key or certificate was not good at the time. */
        | 'signer-not-valid-then'
        /** Signed, but it does not carry the department's claims of the certificate that it was signed for. */
        | 'claims-differ';
    };

/** The claims that a document carries, verified as of a time; undefined when they are not those of this number. */
const readClaims = (
  pdf: Uint8Array,
  certificateNumber: string,
  at: number,
  { keySet }: DocumentTrust,
): CertificateClaims | undefined => {
  const payload = claimsTextOf(pdf);
  const decoded = payload === undefined ? undefined : decodeQrPayload(payload);
  if (decoded?.outcome !== 'decoded') return undefined;
  const verified = verifyCertificate(decoded.certificate, keySet, at);
  const isItsOwn = verified.outcome === 'genuine' && verified.claims.certificateNumber === certificateNumber;
  return isItsOwn ? verified.claims : undefined;
};

/**
 * Verifies the signature of a whole PDF file: that it covers every byte, that it was made over these bytes, and by whom,
 * and that the claims which it carries are those of the certificate that it was signed for. Whether that is still valid
 * today (`claims.expiresAt`, revocation) is for the caller to say. Never throws, whatever the file.
 */
export const verifyPdfSignature = (pdf: Uint8Array, trust: DocumentTrust): DocumentVerification => {
  const read = readSignature(pdf);
  if (read.outcome !== 'read') return { outcome: read.outcome === 'unsigned' ? 'unsigned' : 'altered' };
  const { cms, digest, claimedAt } = read.signature;
  const verified = verifySignatureAt(cms, digest, claimedAt, trust);
  if (verified.outcome !== 'good') {
    return { outcome: verified.outcome === 'digest-differs' ? 'altered' : verified.outcome };
  }
  const { signer, certificateNumber } = verified;
  const claims = readClaims(pdf, certificateNumber, claimedAt, trust);
  if (claims === undefined) return { outcome: 'claims-differ' };
  return {
    outcome: 'genuine',
    signedBy: signer.role,
    signer: { code: signer.code, name: signer.name },
    signedAt: claimedAt,
    claims,
  };
};
