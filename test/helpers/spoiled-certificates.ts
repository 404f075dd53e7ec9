import { sign } from 'node:crypto';
import type { CertificateClaims } from '../../platform/contract/certificate/claims.ts';
import { encodeClaims } from '../../platform/contract/certificate/claims-encoding.ts';
import {
  decodeCoseSign1,
  encodeCoseSign1,
  toBeSigned,
} from '../../platform/contract/certificate/cose-sign1.ts';
import { encodeQrPayload } from '../../platform/contract/certificate/qr-payload.ts';
import type { CertificateSigner } from '../../platform/contract/certificate/signed-certificate.ts';

/** Text of the QR code of a signed certificate. */
export const codeOf = (certificate: Uint8Array): string => {
  const encoded = encodeQrPayload(certificate);
  if (encoded.outcome !== 'encoded') throw new Error(`no QR code holds it: ${encoded.characters} characters`);
  return encoded.text;
};

/** The same certificate with other claims under the old signature: what a forger can do with a pen or a printer. */
export const altered = (certificate: Uint8Array, claims: CertificateClaims): Uint8Array => {
  const message = decodeCoseSign1(certificate);
  if (!message) throw new Error('that is no certificate');
  return encodeCoseSign1({ ...message, payload: encodeClaims(claims) });
};

/** Claims that somebody signed with a key of their own, in the name of a department's key. */
export const forged = (claims: CertificateClaims, keyId: string, forger: CertificateSigner): Uint8Array => {
  const message = { keyId, payload: encodeClaims(claims) };
  const key = { key: forger.privateKey, dsaEncoding: 'ieee-p1363' } as const;
  return encodeCoseSign1({ ...message, signature: new Uint8Array(sign('sha256', toBeSigned(message), key)) });
};

/** Three kilobytes of characters that a QR code may hold, behind the beginning of a certificate. */
export const noiseCode = (random: () => number): string =>
  `YZ1:${Array.from({ length: 3_000 }, () => '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'.charAt(random() % 45)).join('')}`;
