import { type KeyObject, X509Certificate } from 'node:crypto';
import type { CertificateSigner } from '../../contract/certificate/signed-certificate.ts';
import {
  type CertificateSubject,
  type DocumentSigner,
  readSubject,
} from '../../contract/pdf-signature/index.ts';
import { issueX509, serialNumberFrom, type Validity } from './x509-certificate.ts';

const year = 365 * 86_400_000;
/** The root's X.509 certificate outlives every document that is signed under it. */
const rootYears = 20;
/** Clocks of kiosks and readers differ a little. */
const clockTolerance = 5 * 60_000;

/** A department's key with the time for which it is good (`DepartmentKey` of the key set). */
export interface DepartmentSigningKey extends CertificateSigner, Validity {
  readonly department: string;
}

/** The platform as a certification authority: root → department or kiosk, in X.509. */
export interface DocumentAuthority {
  /** The root's own certificate in DER, for those who verify with programs that know nothing of key sets. */
  readonly rootCertificate: Uint8Array;
  /** The department's key with its chain. A key has one certificate for as long as this process runs. */
  signerOf(key: DepartmentSigningKey, departmentName: string): DocumentSigner;
  /** The chain for a kiosk's own key, with which it signs when the department cannot be reached. */
  chainForKiosk(kiosk: {
    readonly stationCode: string;
    readonly stationName: string;
    readonly publicKey: KeyObject;
    readonly validity: Validity;
  }): readonly [kiosk: Uint8Array, root: Uint8Array];
}

/** The certificate that a root key has of itself. */
export const issueRootCertificate = (options: {
  /** Name of the platform. */
  readonly name: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** Not later than the first key that will sign under it; milliseconds since the Unix epoch. */
  readonly notBefore: number;
  readonly randomBytes: (length: number) => Uint8Array;
}): Uint8Array => {
  const { name, privateKey, publicKey, randomBytes } = options;
  const subject: CertificateSubject = { role: 'root', code: 'root', name };
  const notBefore = options.notBefore - clockTolerance;
  return issueX509(
    {
      subject,
      publicKey,
      validity: { notBefore, notAfter: notBefore + rootYears * year },
      serialNumber: serialNumberFrom(randomBytes),
    },
    { subject, privateKey },
  );
};

/**
 * An authority over the platform's root key, the one that is pinned at every kiosk: nobody has to trust anything more.
 * The key signs key sets as JWS besides; what is signed there is text (RFC 7515 §5.1) and what is signed here begins
 * with 30 82 (DER), so that neither passes for the other. A department signs with the key of its claims, whose
 * Sig_structure (84…) and signed attributes (31…) cannot be taken for each other either; so rotation and revocation of
 * that key, as the key set tells them, hold for documents too.
 *
 * @throws RangeError when the root's certificate is none of `issueRootCertificate`
 */
export const createDocumentAuthority = (options: {
  /** In DER. */
  readonly rootCertificate: Uint8Array;
  readonly rootPrivateKey: KeyObject;
  readonly randomBytes: (length: number) => Uint8Array;
}): DocumentAuthority => {
  const { rootCertificate, randomBytes } = options;
  const root = readSubject(rootCertificate);
  if (root?.role !== 'root') throw new RangeError('the root’s certificate is none');
  const issuer = { subject: root, privateKey: options.rootPrivateKey };
  const { validFrom, validTo } = new X509Certificate(rootCertificate);
  const [rootNotBefore, rootEnd] = [Date.parse(validFrom), Date.parse(validTo)];
  const issue = (
    subject: CertificateSubject,
    publicKey: KeyObject,
    { notBefore, notAfter }: Validity,
  ): readonly [Uint8Array, Uint8Array] => [
    issueX509(
      {
        subject,
        publicKey,
        // Never longer than the root's own, or no reader would follow the chain (RFC 5280 §6.1).
        validity: {
          notBefore: Math.max(rootNotBefore, notBefore - clockTolerance),
          notAfter: Math.min(rootEnd, notAfter),
        },
        serialNumber: serialNumberFrom(randomBytes),
      },
      issuer,
    ),
    rootCertificate,
  ];
  const signers = new Map<string, DocumentSigner>();
  return {
    rootCertificate,
    signerOf(key, departmentName) {
      const known = signers.get(key.keyId);
      if (known !== undefined) return known;
      const subject = { role: 'department', code: key.department, name: departmentName } as const;
      const signer = { privateKey: key.privateKey, chain: issue(subject, key.privateKey, key) };
      signers.set(key.keyId, signer);
      return signer;
    },
    chainForKiosk: ({ stationCode, stationName, publicKey, validity }) =>
      issue({ role: 'kiosk', code: stationCode, name: stationName }, publicKey, validity),
  };
};
