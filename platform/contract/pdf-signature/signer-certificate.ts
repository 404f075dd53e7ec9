import type { KeyObject, X509Certificate } from 'node:crypto';
import { der, derObjectIdentifier, type DerValue, readChildren, readDerValues, tag } from './der.ts';
import { oid } from './object-identifiers.ts';

/** For whom a certificate is: the platform's root, a department, or a single kiosk. */
export type CertificateRole = 'root' | 'department' | 'kiosk';

export interface CertificateSubject {
  readonly role: CertificateRole;
  /** Code of the department or the station; of a root the platform's. */
  readonly code: string;
  /** Name of the office, as people read it. */
  readonly name: string;
}

/** Who signed, by a certificate that the root has signed. */
export interface SignerCertificate extends CertificateSubject {
  readonly role: Exclude<CertificateRole, 'root'>;
  readonly publicKey: KeyObject;
  /** Milliseconds since the Unix epoch. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** The parts of a TBSCertificate that are needed here (RFC 5280 §4.1). */
const partsOf = (certificate: Uint8Array) => {
  const [whole] = readDerValues(certificate) ?? [];
  const [toBeSigned] = readChildren(whole, tag.sequence) ?? [];
  const [version, serialNumber, , issuer, , subject] = readChildren(toBeSigned, tag.sequence) ?? [];
  return version?.tag === tag.context0 && serialNumber && issuer && subject
    ? { serialNumber, issuer, subject }
    : undefined;
};

/** IssuerAndSerialNumber (RFC 5652 §10.2.4) of a certificate in DER; undefined when it is no X.509 certificate of version 3. */
export const issuerAndSerialNumber = (certificate: Uint8Array): Buffer | undefined => {
  const parts = partsOf(certificate);
  return parts && der(tag.sequence, parts.issuer.encoded, parts.serialNumber.encoded);
};

/** Text of an attribute of a name; empty where it is missing, there twice, or no plain text. */
const textOf = (name: DerValue, type: string): string => {
  const wanted = derObjectIdentifier(type);
  const found = (readChildren(name, tag.sequence) ?? [])
    .flatMap((level) => readChildren(level, tag.set) ?? [])
    .map((attribute) => readChildren(attribute, tag.sequence) ?? [])
    .filter(([attributeType]) => attributeType?.encoded.equals(wanted));
  const [, value] = found[0] ?? [];
  const isText = value?.tag === tag.utf8String || value?.tag === tag.printableString;
  return found.length === 1 && isText ? value.content.toString('utf8') : '';
};

const isRole = (text: string): text is CertificateRole =>
  text === 'root' || text === 'department' || text === 'kiosk';

/** For whom a certificate in DER is, as it says itself; undefined when it is none of this contract. */
export const readSubject = (certificate: Uint8Array): CertificateSubject | undefined => {
  const parts = partsOf(certificate);
  const role = parts ? textOf(parts.subject, oid.organizationalUnitName) : '';
  if (parts === undefined || !isRole(role)) return undefined;
  return {
    role,
    code: textOf(parts.subject, oid.serialNumber),
    name: textOf(parts.subject, oid.organizationName),
  };
};

/** Who a certificate is for, as the root's signature on it vouches for; undefined when it is for nobody who signs documents. */
export const readSigner = (certificate: X509Certificate): SignerCertificate | undefined => {
  const subject = readSubject(certificate.raw);
  if (subject === undefined || certificate.ca || subject.role === 'root') return undefined;
  const { role, code, name } = subject;
  return {
    role,
    code,
    name,
    publicKey: certificate.publicKey,
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
  };
};
