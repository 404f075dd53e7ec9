import type { KeyObject } from 'node:crypto';
import { Certificate } from 'pkijs';
import { der, derObjectIdentifier, derSetOf, tag } from './der-writer.ts';
import { oid } from './object-identifiers.ts';
import { ecdsaP256, type SignatureAlgorithm } from './signature-algorithm.ts';
import { encodeSignedAttributes, retagged } from './signed-attributes.ts';

/** A key that signs documents, and the certificates that lead from it to the root: its own first. */
export interface DocumentSigner {
  readonly privateKey: KeyObject;
  /** X.509 in DER; the bytes must not change. */
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

/** IssuerAndSerialNumber by the bytes of a certificate: read once, for a signer signs many documents. */
const signerNames = new WeakMap<Uint8Array, Buffer>();

const signerNameOf = (certificate: Uint8Array): Buffer => {
  const known = signerNames.get(certificate);
  if (known !== undefined) return known;
  const { issuer, serialNumber } = Certificate.fromBER(new Uint8Array(certificate));
  const name = der(tag.sequence, Buffer.from(issuer.toSchema().toBER()), Buffer.from(serialNumber.toBER()));
  signerNames.set(certificate, name);
  return name;
};

/** AlgorithmIdentifier without parameters (RFC 5754 §2 and §3.3). */
const algorithmIdentifier = (identifier: string): Buffer =>
  der(tag.sequence, derObjectIdentifier(identifier));

/**
 * Makes a detached CMS signature (RFC 5652) of the PAdES baseline level B-B (EN 319 142-1 §6): one signer; signed
 * attributes content-type, message-digest and signing-certificate-v2, and the number of the certificate; its chain.
 *
 * @returns ContentInfo in DER
 * @throws RangeError when the digest has another length than the algorithm's
 */
export const signDetached = (
  { digest, certificateNumber }: DocumentDigest,
  { privateKey, chain }: DocumentSigner,
  algorithm: SignatureAlgorithm = ecdsaP256,
): Uint8Array => {
  if (digest.length !== algorithm.digestBytes) {
    throw new RangeError(`a digest of ${digest.length} bytes, not ${algorithm.digestBytes}`);
  }
  const attributes = encodeSignedAttributes({
    digest,
    certificateNumber,
    certificateHash: algorithm.digest(chain[0]),
  });
  const digestAlgorithm = algorithmIdentifier(algorithm.digestOid);
  const signerInfo = der(
    tag.sequence,
    version1,
    signerNameOf(chain[0]),
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
