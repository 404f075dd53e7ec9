import type { CertificateClaims } from '../contract/certificate/claims.ts';
import { encodeClaims } from '../contract/certificate/claims-encoding.ts';
import { encodeQrPayload, longestPrintedQrPayload } from '../contract/certificate/qr-payload.ts';
import {
  type CertificateSigner,
  maximumClaimsBytes,
  signCertificate,
} from '../contract/certificate/signed-certificate.ts';

/**
 * The signed certificate, if it can be printed: with all that it says in a QR code that has room on the page. Undefined
 * where the claims are too long for that.
 */
export const signPrintable = (
  claims: CertificateClaims,
  signer: CertificateSigner,
): Uint8Array | undefined => {
  if (encodeClaims(claims).length > maximumClaimsBytes) {
    return undefined;
  }
  const certificate = signCertificate(claims, signer);
  const qr = encodeQrPayload(certificate);
  return qr.outcome === 'encoded' && qr.text.length <= longestPrintedQrPayload ? certificate : undefined;
};
