import { der, derObjectIdentifier, derSetOf, type DerValue, readChildren, tag } from './der.ts';
import { isAlgorithm } from './algorithm-identifier.ts';
import { oid } from './object-identifiers.ts';
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

const types = {
  contentType: derObjectIdentifier(oid.contentType),
  messageDigest: derObjectIdentifier(oid.messageDigest),
  signingTime: derObjectIdentifier(oid.signingTime),
  signingCertificateV2: derObjectIdentifier(oid.signingCertificateV2),
  certificateNumber: derObjectIdentifier(oid.certificateNumber),
};
const dataType = derObjectIdentifier(oid.data);

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
    attribute(types.contentType, dataType),
    attribute(types.messageDigest, der(tag.octetString, attributes.digest)),
    attribute(types.signingCertificateV2, signingCertificate(attributes.certificateHash)),
    attribute(types.certificateNumber, der(tag.utf8String, Buffer.from(attributes.certificateNumber))),
  );

/** Values of attributes by type (in hexadecimal digits); undefined when one is there twice or has not one value. */
const valuesByType = (attributes: readonly DerValue[]): ReadonlyMap<string, DerValue> | undefined => {
  const values = new Map<string, DerValue>();
  for (const item of attributes) {
    const [type, set, ...more] = readChildren(item, tag.sequence) ?? [];
    const [value, ...others] = readChildren(set, tag.set) ?? [];
    const key = type?.encoded.toString('hex') ?? '';
    if (value === undefined || others.length + more.length > 0 || values.has(key)) return undefined;
    values.set(key, value);
  }
  return values;
};

const octets = (value: DerValue | undefined): Uint8Array | undefined =>
  value?.tag === tag.octetString && value.content.length === ecdsaP256.digestBytes
    ? value.content
    : undefined;

/** Hash in a SigningCertificateV2 that names the signer's certificate alone, by SHA-256. */
const readCertificateHash = (value: DerValue | undefined): Uint8Array | undefined => {
  const [list] = readChildren(value, tag.sequence) ?? [];
  const [identifier, ...others] = readChildren(list, tag.sequence) ?? [];
  const [first, second] = readChildren(identifier, tag.sequence) ?? [];
  if (others.length > 0) return undefined;
  // The algorithm may stand there though it is the default; an issuerSerial may follow the hash.
  return first?.tag === tag.sequence
    ? isAlgorithm(first, ecdsaP256.digestOid)
      ? octets(second)
      : undefined
    : octets(first);
};

/** Reads signed attributes; undefined when one of those above is missing or of another form, or one is there twice. */
export const readSignedAttributes = (attributes: readonly DerValue[]): SignedAttributes | undefined => {
  const values = valuesByType(attributes);
  const valueOfType = (type: Buffer): DerValue | undefined => values?.get(type.toString('hex'));
  const digest = octets(valueOfType(types.messageDigest));
  const certificateHash = readCertificateHash(valueOfType(types.signingCertificateV2));
  const number = valueOfType(types.certificateNumber);
  const isWhole =
    valueOfType(types.contentType)?.encoded.equals(dataType) &&
    valueOfType(types.signingTime) === undefined &&
    number?.tag === tag.utf8String;
  return isWhole && digest && certificateHash
    ? { digest, certificateHash, certificateNumber: number.content.toString('utf8') }
    : undefined;
};
