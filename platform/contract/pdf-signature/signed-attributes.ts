import { fromBER, ObjectIdentifier, OctetString, Sequence, Utf8String } from 'asn1js';
import type { Attribute, SignedAndUnsignedAttributes } from 'pkijs';
import { der, derObjectIdentifier, derSetOf, tag } from './der-writer.ts';
import { certificateNumberOid, certificateNumberOidAsRead, oid } from './object-identifiers.ts';
import { ecdsaP256 } from './signature-algorithm.ts';

/** What a signature is made over: the attributes that PAdES B-B wants (EN 319 142-1 §6.3), and our own one. */
export interface SignedAttributes {
  /** Of the document's bytes, without the signature itself. */
  readonly digest: Uint8Array;
  /** SHA-256 of the signer's certificate in DER (ESSCertIDv2, RFC 5035 §4). */
  readonly certificateHash: Uint8Array;
  /** Number of the certificate for whose document it is. */
  readonly certificateNumber: string;
}

const attributeTypes = {
  contentType: derObjectIdentifier(oid.contentType),
  messageDigest: derObjectIdentifier(oid.messageDigest),
  signingCertificateV2: derObjectIdentifier(oid.signingCertificateV2),
  certificateNumber: derObjectIdentifier(certificateNumberOid),
};
const data = derObjectIdentifier(oid.data);

const attribute = (type: Uint8Array, value: Uint8Array): Buffer =>
  der(tag.sequence, type, der(tag.set, value));

/** SigningCertificateV2 with one ESSCertIDv2; SHA-256 is the default and left out, as DER wants it. */
const signingCertificate = (certificateHash: Uint8Array): Buffer =>
  der(tag.sequence, der(tag.sequence, der(tag.sequence, der(tag.octetString, certificateHash))));

/**
 * The attributes as a SET OF in DER, which is what is signed (RFC 5652 §5.4). There is no signing-time: PAdES has it in
 * the PDF (EN 319 142-1 §6.3, /M).
 */
export const encodeSignedAttributes = (attributes: SignedAttributes): Buffer =>
  derSetOf(
    attribute(attributeTypes.contentType, data),
    attribute(attributeTypes.messageDigest, der(tag.octetString, attributes.digest)),
    attribute(attributeTypes.signingCertificateV2, signingCertificate(attributes.certificateHash)),
    attribute(
      attributeTypes.certificateNumber,
      der(tag.utf8String, Buffer.from(attributes.certificateNumber)),
    ),
  );

/** Attributes under another tag: a SET OF where they are signed, [0] in its place where they stand in a SignerInfo. */
export const retagged = (encoded: Uint8Array, valueTag: number): Uint8Array => {
  const bytes = new Uint8Array(encoded);
  bytes[0] = valueTag;
  return bytes;
};

/** The only value of an attribute that is there exactly once. */
const singleValue = (attributes: readonly Attribute[], type: string): unknown => {
  const found = attributes.filter((attribute) => attribute.type === type);
  const [attribute] = found;
  return found.length === 1 && attribute?.values.length === 1 ? attribute.values[0] : undefined;
};

const bytesOf = (value: unknown): Uint8Array | undefined =>
  value instanceof OctetString ? new Uint8Array(value.valueBlock.valueHexView) : undefined;

const onlyChild = (value: unknown): unknown =>
  value instanceof Sequence && value.valueBlock.value.length === 1 ? value.valueBlock.value[0] : undefined;

/** Hash in a SigningCertificateV2 that names one certificate by SHA-256 alone. */
const readCertificateHash = (value: unknown): Uint8Array | undefined =>
  bytesOf(onlyChild(onlyChild(onlyChild(value))));

/** Reads signed attributes; undefined when one is missing, there twice, or of another form than the ones written here. */
export const readSignedAttributes = (read: SignedAndUnsignedAttributes): SignedAttributes | undefined => {
  const { attributes } = read;
  const contentType = singleValue(attributes, oid.contentType);
  const digest = bytesOf(singleValue(attributes, oid.messageDigest));
  const certificateHash = readCertificateHash(singleValue(attributes, oid.signingCertificateV2));
  const number = singleValue(attributes, certificateNumberOidAsRead);
  const isWhole =
    contentType instanceof ObjectIdentifier &&
    contentType.valueBlock.toString() === oid.data &&
    digest?.length === ecdsaP256.digestBytes &&
    certificateHash?.length === ecdsaP256.digestBytes &&
    number instanceof Utf8String &&
    attributes.every(({ type }) => type !== oid.signingTime);
  return isWhole ? { digest, certificateHash, certificateNumber: number.valueBlock.value } : undefined;
};

/** Whether bytes are one whole ASN.1 value and nothing behind it. */
export const isSingleValue = (bytes: Uint8Array): boolean =>
  fromBER(new Uint8Array(bytes)).offset === bytes.length;
