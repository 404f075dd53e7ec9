import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import {
  Set as ASN1Set,
  BitString,
  Integer,
  OctetString,
  PrintableString,
  Sequence,
  Utf8String,
} from 'asn1js';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  PublicKeyInfo,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';
import {
  type CertificateRole,
  type CertificateSubject,
  ecdsaP256,
  oid,
} from '../../contract/pdf-signature/index.ts';

/** Extensions of a certificate (RFC 5280 §4.2.1). */
const extensionOid = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  authorityKeyIdentifier: '2.5.29.35',
} as const;

/** Milliseconds since the Unix epoch; both ends belong to it. X.509 counts whole seconds. */
export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

export interface CertificateRequest {
  readonly subject: CertificateSubject;
  readonly publicKey: KeyObject;
  readonly validity: Validity;
  /** Positive and unpredictable, at most 20 bytes (RFC 5280 §4.1.2.2). */
  readonly serialNumber: Uint8Array;
}

/** Whose key signs a certificate. */
export interface CertificateIssuerKey {
  readonly subject: CertificateSubject;
  readonly privateKey: KeyObject;
}

/**
 * A name of one attribute a level (RFC 5280 §4.1.2.4); PrintableString where a standard wants it (appendix A.1), else
 * UTF8String. Built and read back, because the library's own way puts all attributes on one level.
 */
const nameOf = ({ role, code, name }: CertificateSubject): RelativeDistinguishedNames => {
  const attributes = [
    { type: oid.countryName, value: new PrintableString({ value: 'CN' }) },
    { type: oid.organizationName, value: new Utf8String({ value: name }) },
    { type: oid.organizationalUnitName, value: new Utf8String({ value: role }) },
    { type: oid.serialNumber, value: new PrintableString({ value: code }) },
    { type: oid.commonName, value: new Utf8String({ value: name }) },
  ];
  const levels = attributes.map(
    (attribute) => new ASN1Set({ value: [new AttributeTypeAndValue(attribute).toSchema()] }),
  );
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: levels }).toBER());
};

/** SHA-1 of the key's bits, as identifier only (RFC 5280 §4.2.1.2, method 1). */
const keyIdentifier = (publicKey: PublicKeyInfo): ArrayBuffer =>
  new Uint8Array(createHash('sha1').update(publicKey.subjectPublicKey.valueBlock.valueHexView).digest())
    .buffer;

/** keyCertSign and cRLSign for the root; digitalSignature and nonRepudiation for who signs documents (RFC 5280 §4.2.1.3). */
const keyUsageBits = (role: CertificateRole): BitString =>
  role === 'root'
    ? new BitString({ valueHex: Uint8Array.of(0b0000_0110).buffer, unusedBits: 1 })
    : new BitString({ valueHex: Uint8Array.of(0b1100_0000).buffer, unusedBits: 6 });

const extensionsOf = (role: CertificateRole, subjectKey: PublicKeyInfo, issuerKey: PublicKeyInfo) => [
  new Extension({
    extnID: extensionOid.basicConstraints,
    critical: true,
    extnValue: new BasicConstraints(role === 'root' ? { cA: true, pathLenConstraint: 0 } : { cA: false })
      .toSchema()
      .toBER(),
  }),
  new Extension({ extnID: extensionOid.keyUsage, critical: true, extnValue: keyUsageBits(role).toBER() }),
  new Extension({
    extnID: extensionOid.subjectKeyIdentifier,
    extnValue: new OctetString({ valueHex: keyIdentifier(subjectKey) }).toBER(),
  }),
  new Extension({
    extnID: extensionOid.authorityKeyIdentifier,
    extnValue: new AuthorityKeyIdentifier({
      keyIdentifier: new OctetString({ valueHex: keyIdentifier(issuerKey) }),
    })
      .toSchema()
      .toBER(),
  }),
];

const readKey = (key: KeyObject): PublicKeyInfo => {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return PublicKeyInfo.fromBER(publicKey.export({ type: 'spki', format: 'der' }));
};

/** Until 2049 as UTCTime, later as GeneralizedTime (RFC 5280 §4.1.2.5). */
const timeOf = (milliseconds: number): Time => {
  const value = new Date(Math.floor(milliseconds / 1000) * 1000);
  return new Time({ type: value.getUTCFullYear() < 2050 ? 0 : 1, value });
};

/** Issues an X.509 certificate (RFC 5280) in DER, signed with ECDSA on P-256 and SHA-256 (RFC 5758 §3.2). */
export const issueX509 = (request: CertificateRequest, issuer: CertificateIssuerKey): Uint8Array => {
  const subjectKey = readKey(request.publicKey);
  const certificate = new Certificate({
    // Version 3 (RFC 5280 §4.1.2.1).
    version: 2,
    serialNumber: new Integer({ valueHex: new Uint8Array(request.serialNumber).buffer }),
    signature: new AlgorithmIdentifier({ algorithmId: ecdsaP256.signatureOid }),
    issuer: nameOf(issuer.subject),
    notBefore: timeOf(request.validity.notBefore),
    notAfter: timeOf(request.validity.notAfter),
    subject: nameOf(request.subject),
    subjectPublicKeyInfo: subjectKey,
    extensions: extensionsOf(request.subject.role, subjectKey, readKey(issuer.privateKey)),
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: ecdsaP256.signatureOid }),
  });
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  const signature = ecdsaP256.sign(certificate.tbsView, issuer.privateKey);
  certificate.signatureValue = new BitString({ valueHex: new Uint8Array(signature).buffer });
  return new Uint8Array(certificate.toSchema(true).toBER());
};

/** A serial number out of random bytes: positive and never zero. */
export const serialNumberFrom = (randomBytes: (length: number) => Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(randomBytes(16));
  // The highest bit would make it negative; a leading one keeps its length, and it away from zero.
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
};
