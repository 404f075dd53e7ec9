/** Object identifiers of CMS (RFC 5652), ESS (RFC 5035), names (RFC 5280) and the algorithms in use. */
export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  /** ESS signing-certificate-v2 (RFC 5035 §3). */
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  countryName: '2.5.4.6',
  organizationName: '2.5.4.10',
  organizationalUnitName: '2.5.4.11',
  commonName: '2.5.4.3',
  serialNumber: '2.5.4.5',
  /**
   * Signed attribute of this contract: the number of the certificate for whose document the signature was made, as a
   * UTF8String. Its arc is a UUID (ITU-T X.667), so that nobody had to register it; other readers pass it over.
   */
  certificateNumber: '2.25.23070074007702782381669849481726655952',
} as const;
