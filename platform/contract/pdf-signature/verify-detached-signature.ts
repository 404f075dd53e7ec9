import { type KeyObject, X509Certificate } from 'node:crypto';
import { isAlgorithm } from './algorithm-identifier.ts';
import {
  der,
  derObjectIdentifier,
  type DerValue,
  readChildren,
  readDerValues,
  retagged,
  tag,
} from './der.ts';
import { oid } from './object-identifiers.ts';
import { ecdsaP256 } from './signature-algorithm.ts';
import { readSignedAttributes, type SignedAttributes } from './signed-attributes.ts';
import { issuerAndSerialNumber, readSigner, type SignerCertificate } from './signer-certificate.ts';

export type DetachedVerification =
  /** Made over this digest by the key of a certificate that the root signed. */
  | { readonly outcome: 'good'; readonly signer: SignerCertificate; readonly certificateNumber: string }
  /** Not a signature in the form of this contract. */
  | { readonly outcome: 'malformed' }
  /** A signature over other bytes. */
  | { readonly outcome: 'digest-differs' }
  | { readonly outcome: 'bad-signature' }
  /** Its signer's certificate is not of this root. */
  | { readonly outcome: 'unknown-signer' };

/** Longer than this is no signature of this contract, bytes. */
const longestSignature = 16 * 1024;

const version1 = der(tag.integer, Uint8Array.of(1));
const signedDataType = derObjectIdentifier(oid.signedData);
const detachedContent = derObjectIdentifier(oid.data);

interface ParsedSignature {
  readonly attributes: SignedAttributes;
  /** The attributes as they were signed. */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
  /** The certificate that the signer names, in DER. */
  readonly certificate: Uint8Array;
  readonly otherCertificates: readonly Uint8Array[];
}

const isVersion1 = (value: DerValue | undefined): boolean => value?.encoded.equals(version1) === true;

/**
 * Takes apart a SignedData (RFC 5652 §5) with one signer, certificates, no content and nothing unsigned that could be
 * changed unseen; undefined for anything else.
 */
const parse = (cms: Uint8Array): ParsedSignature | undefined => {
  const [contentInfo, ...behind] = readDerValues(cms) ?? [];
  const [type, explicit] = readChildren(contentInfo, tag.sequence) ?? [];
  const [signedData] = readChildren(explicit, tag.context0) ?? [];
  if (behind.length > 0 || !type?.encoded.equals(signedDataType)) return undefined;

  const [dataVersion, digests, content, certificates, signers, ...others] =
    readChildren(signedData, tag.sequence) ?? [];
  const isDetached = content?.tag === tag.sequence && content.content.equals(detachedContent);
  const [digest, ...otherDigests] = readChildren(digests, tag.set) ?? [];
  const [signer, ...otherSigners] = readChildren(signers, tag.set) ?? [];
  const hasMore = others.length + otherDigests.length + otherSigners.length > 0;
  if (!isVersion1(dataVersion) || !isDetached || hasMore) return undefined;

  const [version, name, digestAlgorithm, attributes, signatureAlgorithm, signature, ...unsigned] =
    readChildren(signer, tag.sequence) ?? [];
  const isOurs =
    isVersion1(version) &&
    unsigned.length === 0 &&
    isAlgorithm(digest, ecdsaP256.digestOid) &&
    isAlgorithm(digestAlgorithm, ecdsaP256.digestOid) &&
    isAlgorithm(signatureAlgorithm, ecdsaP256.signatureOid);
  const read = readSignedAttributes(readChildren(attributes, tag.context0) ?? []);
  const carried = readChildren(certificates, tag.context0) ?? [];
  const certificate = carried.find(
    ({ encoded }) => name && issuerAndSerialNumber(encoded)?.equals(name.encoded),
  );
  if (!isOurs || !read || !attributes || !certificate || signature?.tag !== tag.octetString) return undefined;
  return {
    attributes: read,
    signedBytes: retagged(attributes.encoded, tag.set),
    signature: signature.content,
    certificate: certificate.encoded,
    otherCertificates: carried.filter((other) => other !== certificate).map(({ encoded }) => encoded),
  };
};

const verify = (parsed: ParsedSignature, digest: Uint8Array, rootKey: KeyObject): DetachedVerification => {
  const { attributes } = parsed;
  const certificate = new X509Certificate(parsed.certificate);
  // The certificate meant by the signer, and not another one over the same key (RFC 5035 §1).
  const isMeant = Buffer.compare(ecdsaP256.digest(parsed.certificate), attributes.certificateHash) === 0;
  if (!isMeant || !ecdsaP256.verify(parsed.signedBytes, parsed.signature, certificate.publicKey)) {
    return { outcome: 'bad-signature' };
  }
  if (Buffer.compare(attributes.digest, digest) !== 0) return { outcome: 'digest-differs' };
  // Those on the way to the root are not needed to trust it, but they are part of the file.
  const others = parsed.otherCertificates.map((carried) => new X509Certificate(carried));
  const areGenuine = [certificate, ...others].every((carried) => carried.verify(rootKey));
  const signer = areGenuine ? readSigner(certificate) : undefined;
  if (signer === undefined) return { outcome: 'unknown-signer' };
  return { outcome: 'good', signer, certificateNumber: attributes.certificateNumber };
};

/**
 * Verifies a detached signature over a digest, up to the platform's root key. Whether the signer's key was good at the
 * time is for the caller to say, who knows the time and the key set. Never throws, whatever the bytes.
 */
export const verifyDetached = (
  cms: Uint8Array,
  digest: Uint8Array,
  rootKey: KeyObject,
): DetachedVerification => {
  const parsed = cms.length > longestSignature ? undefined : parse(cms);
  if (parsed === undefined) return { outcome: 'malformed' };
  try {
    return verify(parsed, digest, rootKey);
  } catch {
    // A key or a certificate inside that is none.
    return { outcome: 'malformed' };
  }
};
