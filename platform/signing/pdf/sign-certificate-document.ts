import {
  type DocumentSigner,
  findSignatureAlgorithm,
  type SignatureAlgorithmName,
  signDetached,
} from '../../contract/pdf-signature/index.ts';

/**
 * Signing a document of which the signer sees only a digest.
 *
 * What the platform cannot know: 32 bytes say nothing of what they are a digest of. A kiosk that somebody has taken over
 * can have any PDF signed that it likes, so the signature must not be worth more than the certificate behind it.
 *
 * What it does know, and checks: who asks (the request is signed by an enrolled kiosk); that a certificate of this
 * number was issued, to this kiosk, a short while ago, and that neither it nor the key that signed it is revoked or
 * expired. There is one signature for one number, for one digest, for ever: asking again with the same digest gets the
 * same signature (an answer may have been lost), asking with another one gets nothing. Each is kept: number, digest,
 * kiosk, time.
 *
 * What it adds: the number itself stands among the signed attributes. Whoever verifies a document compares it with the
 * number in the claims, which the department's key has signed too and the document carries; a signature that was got for
 * one certificate is worth nothing on a paper about another, nor on a paper that carries no claims. What is left to the
 * thief of an enrolled kiosk is a page that contradicts the claims in its own QR code, about a certificate that he had
 * issued, under a record that names the kiosk.
 */

/** How long after its issue a certificate's document is signed, milliseconds: a print takes seconds. */
export const signableFor = 15 * 60_000;

/** What the platform has on record of a certificate that it issued. */
export interface IssuedCertificate {
  readonly certificateNumber: string;
  /** The department's key that signed its claims: the document is signed with the same. */
  readonly keyId: string;
  /** The kiosk that asked for it, or to which it was handed over; null where that is not on record. */
  readonly kioskId: string | null;
  /** When that kiosk got it: its issue, or its handing over. Milliseconds since the Unix epoch. */
  readonly givenAt: number;
  readonly expiresAt: number;
  readonly revoked: boolean;
}

/** The one signature of a certificate's document, as it was made. */
export interface DocumentSignature {
  readonly certificateNumber: string;
  readonly kioskId: string;
  readonly digest: Uint8Array;
  /** CMS in DER. */
  readonly signature: Uint8Array;
  /** Milliseconds since the Unix epoch. */
  readonly signedAt: number;
}

/** Where signatures are kept. */
export interface DocumentSignatures {
  find(certificateNumber: string): Promise<DocumentSignature | undefined>;
  /** Keeps a signature unless the number has one, in one step for all instances; answers with the one that is kept. */
  keepFirst(signature: DocumentSignature): Promise<DocumentSignature>;
}

export interface SignDocumentOrder {
  readonly certificateNumber: string;
  readonly algorithm: SignatureAlgorithmName;
  readonly digest: Uint8Array;
  /** Who asks, as the signature of the request proved. */
  readonly kioskId: string;
}

export type SignDocumentRefusal =
  /** No such certificate, or not one of this kiosk: the two are not told apart. */
  | 'not-found'
  /** It, or the key that signed it. */
  | 'revoked'
  | 'expired'
  /** Issued too long ago to be printed for the first time. */
  | 'too-late'
  /** It was signed for another document. */
  | 'already-signed'
  | 'digest-malformed'
  | 'algorithm-unavailable';

export type SignDocumentOutcome =
  | { readonly outcome: 'signed'; readonly signature: Uint8Array }
  | { readonly outcome: 'refused'; readonly reason: SignDocumentRefusal };

const refused = (reason: SignDocumentRefusal): SignDocumentOutcome => ({ outcome: 'refused', reason });

/** The remote signer of departments. Rejects only when store or key ring do. */
export const createDocumentSigning = (options: {
  readonly findIssued: (certificateNumber: string) => Promise<IssuedCertificate | undefined>;
  readonly signatures: DocumentSignatures;
  /** A department's key with its chain; undefined where it has ended. */
  readonly signerOf: (keyId: string) => Promise<DocumentSigner | undefined>;
  readonly clock: { now(): number };
}): ((order: SignDocumentOrder) => Promise<SignDocumentOutcome>) => {
  const { findIssued, signatures, signerOf, clock } = options;

  const answer = (kept: DocumentSignature, { kioskId, digest }: SignDocumentOrder): SignDocumentOutcome =>
    kept.kioskId === kioskId && Buffer.compare(kept.digest, digest) === 0
      ? { outcome: 'signed', signature: kept.signature }
      : refused('already-signed');

  return async (order) => {
    const { certificateNumber, digest, kioskId } = order;
    const found = findSignatureAlgorithm(order.algorithm);
    if (!found.ok) return refused(found.reason);
    if (digest.length !== found.algorithm.digestBytes) return refused('digest-malformed');
    const issued = await findIssued(certificateNumber);
    if (issued === undefined || issued.kioskId !== kioskId) return refused('not-found');
    const now = clock.now();
    if (issued.revoked) return refused('revoked');
    if (issued.expiresAt <= now) return refused('expired');
    const kept = await signatures.find(certificateNumber);
    if (kept !== undefined) return answer(kept, order);
    if (now - issued.givenAt > signableFor) return refused('too-late');
    const signer = await signerOf(issued.keyId);
    if (signer === undefined) return refused('revoked');
    const signature = signDetached({ digest, certificateNumber }, signer, found.algorithm);
    const first = await signatures.keepFirst({
      certificateNumber,
      kioskId,
      digest,
      signature,
      signedAt: now,
    });
    return answer(first, order);
  };
};
