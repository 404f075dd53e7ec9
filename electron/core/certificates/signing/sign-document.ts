import type { CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';
import {
  type DocumentSigner,
  type DocumentTrust,
  ecdsaP256,
  type PreparedSignature,
  prepareSignature,
  type SignatureAlgorithm,
  signDetached,
  verifySignatureAt,
} from '../../../../platform/contract/pdf-signature/index.ts';

export type RemoteSignature =
  | { readonly ok: true; readonly signature: Uint8Array }
  /**
   * `unavailable`: nobody answered in time, or the platform has trouble of its own. `refused`: it does not sign this
   * document. `detail` is for log and staff.
   */
  | { readonly ok: false; readonly reason: 'unavailable' | 'refused'; readonly detail: string };

/** The department's signature, from where its key is. */
export interface RemoteSigner {
  /** Asks for a signature over the digest of the document of a certificate that was issued to this kiosk. */
  sign(request: {
    readonly certificateNumber: string;
    readonly algorithm: SignatureAlgorithm['name'];
    readonly digest: Uint8Array;
  }): Promise<RemoteSignature>;
}

export type SignDocumentResult =
  | { readonly ok: true; readonly pdf: Uint8Array }
  /** `wrong`: there was a signature, and it is not the one that belongs here. */
  | { readonly ok: false; readonly reason: 'unavailable' | 'refused' | 'wrong'; readonly detail: string };

const wrong = (detail: string): SignDocumentResult => ({ ok: false, reason: 'wrong', detail });

/** Puts a signature in that is good for these bytes, this number and this signer at the time; nothing else. */
const verifyAndEmbed = (
  prepared: PreparedSignature,
  signature: Uint8Array,
  expected: {
    readonly certificateNumber: string;
    readonly role: 'department' | 'kiosk';
    readonly code: string;
    /** Of the signing as the document claims it, milliseconds since the Unix epoch. */
    readonly at: number;
  },
  trust: DocumentTrust,
): SignDocumentResult => {
  const verified = verifySignatureAt(signature, prepared.digest, expected.at, trust);
  if (verified.outcome !== 'good') return wrong(verified.outcome);
  const { signer, certificateNumber } = verified;
  if (certificateNumber !== expected.certificateNumber) return wrong('another-certificate');
  if (signer.role !== expected.role || signer.code !== expected.code) return wrong('another-signer');
  const embedded = prepared.embed(signature);
  return embedded.ok ? embedded : wrong(embedded.reason);
};

/**
 * Has a document signed by the department. What comes back is verified before it is put in: a signature over these
 * bytes, for this number, by this department's key under the pinned root, which was its key when it issued the
 * certificate.
 */
export const signByDepartment = async (
  pdf: Uint8Array,
  {
    certificateNumber,
    department,
    issuedAt,
  }: Pick<CertificateClaims, 'certificateNumber' | 'department' | 'issuedAt'>,
  remote: RemoteSigner,
  trust: DocumentTrust,
): Promise<SignDocumentResult> => {
  const prepared = prepareSignature(pdf);
  const reply = await remote.sign({ certificateNumber, algorithm: ecdsaP256.name, digest: prepared.digest });
  if (!reply.ok) return reply;
  const expected = {
    certificateNumber,
    role: 'department',
    code: department.code,
    at: issuedAt * 1000,
  } as const;
  return verifyAndEmbed(prepared, reply.signature, expected, trust);
};

/** Signs a document with the kiosk's own key, and looks whether its certificates are good at the time for that. */
export const signByKiosk = (
  pdf: Uint8Array,
  {
    certificateNumber,
    station,
    at,
  }: Pick<CertificateClaims, 'certificateNumber' | 'station'> & { readonly at: number },
  signer: DocumentSigner,
  trust: DocumentTrust,
): SignDocumentResult => {
  const prepared = prepareSignature(pdf);
  const signature = signDetached({ digest: prepared.digest, certificateNumber }, signer);
  return verifyAndEmbed(
    prepared,
    signature,
    { certificateNumber, role: 'kiosk', code: station.code, at },
    trust,
  );
};
