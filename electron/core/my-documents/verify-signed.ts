import type { CertificateClaims } from '../../../platform/contract/certificate/claims.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import type { TrustedDocuments } from '../../sync/trusted-documents.ts';
import type { Log } from '../log/core-log.ts';

export type VerifiedClaims =
  | { readonly ok: true; readonly claims: CertificateClaims }
  | { readonly ok: false; readonly reason: string };

/** Verifies a signed certificate with the keys that the kiosk has, also without a line; a revoked one is none. */
export type VerifySigned = (signed: Uint8Array) => Promise<VerifiedClaims>;

export const createVerifySigned = (options: {
  readonly documents: Pick<TrustedDocuments, 'keySet' | 'refresh' | 'isRevoked'>;
  readonly now: () => number;
  readonly log: Pick<Log, 'error'>;
}): VerifySigned => {
  const { documents, now, log } = options;
  const refuse = (reason: string): VerifiedClaims => {
    log.error('certificate-not-genuine', { reason });
    return { ok: false, reason };
  };
  return async (signed) => {
    let verified = verifyCertificate(signed, documents.keySet(), now());
    if (verified.outcome === 'unknown-key') {
      // The department may have a new key since the key set was fetched.
      await documents.refresh();
      verified = verifyCertificate(signed, documents.keySet(), now());
    }
    if (verified.outcome !== 'genuine') return refuse(verified.outcome);
    const { claims } = verified;
    return documents.isRevoked(claims.certificateNumber) ? refuse('revoked') : { ok: true, claims };
  };
};
