import { createPublicKey } from 'node:crypto';
import type { PublicJwk } from '../../../../platform/contract/api.ts';
import type { CertificateClaims } from '../../../../platform/contract/certificate/claims.ts';
import {
  type DocumentSigner,
  ecdsaP256,
  type PreparedSignature,
  prepareSignature,
  type SignatureAlgorithm,
  signDetached,
  verifyDetached,
} from '../../../../platform/contract/pdf-signature/index.ts';

/** The department's signature, from where its key is. */
export interface RemoteSigner {
  /** Asks for a signature over the digest of the document of a certificate that was issued to this kiosk. */
  sign(request: {
    readonly certificateNumber: string;
    readonly algorithm: SignatureAlgorithm['name'];
    readonly digest: Uint8Array;
  }): Promise<
    | { readonly ok: true; readonly signature: Uint8Array }
    /** `reason` is for the log: the line, the platform's refusal. */
    | { readonly ok: false; readonly reason: string }
  >;
}

export type SignDocumentResult =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly reason: string };

const embed = (prepared: PreparedSignature, signature: Uint8Array): SignDocumentResult =>
  prepared.embed(signature);

/**
 * Has a document signed by the department. What comes back is verified before it is put in: a signature over these
 * bytes, for this number, by this department's key under the pinned root.
 */
export const signByDepartment = async (
  pdf: Uint8Array,
  { certificateNumber, department }: Pick<CertificateClaims, 'certificateNumber' | 'department'>,
  remote: RemoteSigner,
  rootKey: PublicJwk,
): Promise<SignDocumentResult> => {
  const prepared = prepareSignature(pdf);
  const reply = await remote.sign({ certificateNumber, algorithm: ecdsaP256.name, digest: prepared.digest });
  if (!reply.ok) return reply;
  const root = createPublicKey({ key: { ...rootKey }, format: 'jwk' });
  const verified = verifyDetached(reply.signature, prepared.digest, root);
  if (verified.outcome !== 'good') return { ok: false, reason: `signature ${verified.outcome}` };
  const { signer } = verified;
  const isMeant =
    verified.certificateNumber === certificateNumber &&
    signer.role === 'department' &&
    signer.code === department.code;
  return isMeant
    ? embed(prepared, reply.signature)
    : { ok: false, reason: 'signature for another certificate' };
};

/** Signs a document with the kiosk's own key. */
export const signByKiosk = (
  pdf: Uint8Array,
  certificateNumber: string,
  signer: DocumentSigner,
): SignDocumentResult => {
  const prepared = prepareSignature(pdf);
  return embed(prepared, signDetached({ digest: prepared.digest, certificateNumber }, signer));
};
