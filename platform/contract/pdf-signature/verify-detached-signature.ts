import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { PrintableString, Utf8String } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';
import { tag } from './der-writer.ts';
import { oid } from './object-identifiers.ts';
import { ecdsaP256 } from './signature-algorithm.ts';
import { isSingleValue, readSignedAttributes, retagged } from './signed-attributes.ts';
import type { CertificateRole, CertificateSubject } from './x509-certificate.ts';

/** Who signed, by a certificate that the root has signed. */
export interface SignerCertificate extends CertificateSubject {
  readonly role: Exclude<CertificateRole, 'root'>;
  readonly publicKey: KeyObject;
  /** Milliseconds since the Unix epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

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

const parseSignedData = (cms: Uint8Array): SignedData | undefined => {
  if (cms.length > longestSignature) return undefined;
  try {
    if (!isSingleValue(cms)) return undefined;
    const contentInfo = ContentInfo.fromBER(new Uint8Array(cms));
    if (contentInfo.contentType !== oid.signedData) return undefined;
    return new SignedData({ schema: contentInfo.content });
  } catch {
    return undefined;
  }
};

/** The certificate that the signer names by issuer and number. */
const findCertificate = (data: SignedData, signer: SignerInfo): Certificate | undefined => {
  const { sid } = signer;
  if (!(sid instanceof IssuerAndSerialNumber)) return undefined;
  return (data.certificates ?? [])
    .filter((item) => item instanceof Certificate)
    .find(({ issuer, serialNumber }) => issuer.isEqual(sid.issuer) && serialNumber.isEqual(sid.serialNumber));
};

const subjectText = (certificate: Certificate, type: string): string => {
  const value: unknown = certificate.subject.typesAndValues.find((entry) => entry.type === type)?.value;
  return value instanceof Utf8String || value instanceof PrintableString ? value.valueBlock.value : '';
};

/** Reads a certificate that the root's key has signed; undefined for any other. */
const readSigner = (
  der: Uint8Array,
  parsed: Certificate,
  rootKey: KeyObject,
): SignerCertificate | undefined => {
  const certificate = new X509Certificate(der);
  const role = subjectText(parsed, oid.organizationalUnitName);
  if (certificate.ca || (role !== 'department' && role !== 'kiosk') || !certificate.verify(rootKey)) {
    return undefined;
  }
  return {
    role,
    code: subjectText(parsed, oid.serialNumber),
    name: subjectText(parsed, oid.organizationName),
    publicKey: certificate.publicKey,
    notBefore: parsed.notBefore.value.getTime(),
    notAfter: parsed.notAfter.value.getTime(),
  };
};

const verifyParsed = (data: SignedData, digest: Uint8Array, rootKey: KeyObject): DetachedVerification => {
  const [signerInfo] = data.signerInfos;
  const isDetached = data.encapContentInfo.eContentType === oid.data && !data.encapContentInfo.eContent;
  if (data.signerInfos.length !== 1 || !signerInfo?.signedAttrs || !isDetached)
    return { outcome: 'malformed' };
  const attributes = readSignedAttributes(signerInfo.signedAttrs);
  const parsed = findCertificate(data, signerInfo);
  const isOurs =
    signerInfo.digestAlgorithm.algorithmId === ecdsaP256.digestOid &&
    signerInfo.signatureAlgorithm.algorithmId === ecdsaP256.signatureOid;
  if (attributes === undefined || parsed === undefined || !isOurs) return { outcome: 'malformed' };

  const der = new Uint8Array(parsed.toSchema(false).toBER());
  // The certificate meant by the signer, and not another one over the same key (RFC 5035 §1).
  if (!ecdsaP256.digest(der).every((byte, index) => byte === attributes.certificateHash[index])) {
    return { outcome: 'bad-signature' };
  }
  const publicKey = createPublicKey({
    key: Buffer.from(parsed.subjectPublicKeyInfo.toSchema().toBER()),
    format: 'der',
    type: 'spki',
  });
  const signedBytes = retagged(new Uint8Array(signerInfo.signedAttrs.encodedValue), tag.set);
  const signature = new Uint8Array(signerInfo.signature.valueBlock.valueHexView);
  if (!ecdsaP256.verify(signedBytes, signature, publicKey)) return { outcome: 'bad-signature' };
  if (Buffer.compare(attributes.digest, digest) !== 0) return { outcome: 'digest-differs' };
  const signer = readSigner(der, parsed, rootKey);
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
  const data = parseSignedData(cms);
  if (data === undefined) return { outcome: 'malformed' };
  try {
    return verifyParsed(data, digest, rootKey);
  } catch {
    // A key or a certificate inside that is none.
    return { outcome: 'malformed' };
  }
};
