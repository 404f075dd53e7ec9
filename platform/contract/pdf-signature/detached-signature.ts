import type { KeyObject } from 'node:crypto';
import { algorithmIdentifier } from './algorithm-identifier.ts';
import { der, derObjectIdentifier, derSetOf, retagged, tag } from './der.ts';
import { oid } from './object-identifiers.ts';
import { ecdsaP256, type SignatureAlgorithm } from './signature-algorithm.ts';
import { encodeSignedAttributes } from './signed-attributes.ts';
import { issuerAndSerialNumber } from './signer-certificate.ts';

/** A key that signs documents, and the certificates that lead from it to the root: its own first. */
export interface DocumentSigner {
  readonly privateKey: KeyObject;
  /** X.509 in DER. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
}

/** What is signed. */
export interface DocumentDigest {
  /** Of the document's bytes without the signature, by the digest of the algorithm. */
  readonly digest: Uint8Array;
  readonly certificateNumber: string;
}

const version1 = der(tag.integer, Uint8Array.of(1));
const signedDataType = derObjectIdentifier(oid.signedData);
/** EncapsulatedContentInfo without content: it is the document itself. */
const detachedContent = der(tag.sequence, derObjectIdentifier(oid.data));

/**
 * Makes a detached CMS signature (RFC 5652) of the PAdES baseline level B-B (EN 319 142-1 §6): one signer; signed
 * attributes content-type, message-digest and signing-certificate-v2, and the number of the certificate; its chain.
 *
 * @returns ContentInfo in DER
 * @throws RangeError when the digest has another length than the algorithm's, or the signer has no certificate
 */
export const signDetached = (
  { digest, certificateNumber }: DocumentDigest,
  { privateKey, chain }: DocumentSigner,
  algorithm: SignatureAlgorithm = ecdsaP256,
): Uint8Array => {
  if (digest.length !== algorithm.digestBytes) {
    throw new RangeError(`a digest of ${digest.length} bytes, not ${algorithm.digestBytes}`);
  }
  const signerName = issuerAndSerialNumber(chain[0]);
  if (signerName === undefined) throw new RangeError('the signer’s certificate is none');
  const attributes = encodeSignedAttributes({
    digest,
    certificateNumber,
    certificateHash: algorithm.digest(chain[0]),
  });
  const digestAlgorithm = algorithmIdentifier(algorithm.digestOid);
  const signerInfo = der(
    tag.sequence,
    version1,
    signerName,
    digestAlgorithm,
    retagged(attributes, tag.context0),
    algorithmIdentifier(algorithm.signatureOid),
    der(tag.octetString, algorithm.sign(attributes, privateKey)),
  );
  const signedData = der(
    tag.sequence,
    version1,
    der(tag.set, digestAlgorithm),
    detachedContent,
    retagged(derSetOf(...chain), tag.context0),
    der(tag.set, signerInfo),
  );
  return new Uint8Array(der(tag.sequence, signedDataType, der(tag.context0, signedData)));
};
