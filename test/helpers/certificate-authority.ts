import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import type {
  DepartmentKey,
  IssueCertificateRequest,
  KeySet,
  PublicJwk,
} from '../../platform/contract/api.ts';
import type { CertificateClaims } from '../../platform/contract/certificate/claims.ts';
import { signCertificate } from '../../platform/contract/certificate/signed-certificate.ts';
import type { IdentitySigner } from '../../platform/contract/identity-code/signed-code.ts';
import type { HttpSigningKey } from '../../platform/contract/http-signature/index.ts';
import type { KioskChain } from '../../platform/contract/kiosks.ts';
import { signKeySet } from '../../platform/contract/signed-key-set.ts';
import {
  createDocumentAuthority,
  issueRootCertificate,
} from '../../platform/signing/pdf/document-authority.ts';

const day = 86_400_000;

/** A platform's keys without the platform: a root, one department that signs, an answer key, a sealing key, and a city's app. */
export interface CertificateAuthority {
  readonly rootKey: PublicJwk;
  readonly keySet: KeySet;
  /** Signs answers and documents of the feed; its public half is in the key set. */
  readonly answerKey: HttpSigningKey;
  /** Opens what was sealed to the platform; its public half is in the key set. */
  readonly sealingPrivateKey: KeyObject;
  /** Signs identity codes as `city-app`; its public half is in the key set. */
  readonly identitySigner: IdentitySigner;
  /** The key set as the platform publishes it. */
  signedKeySet(keySet?: KeySet): Promise<string>;
  /** Certificates for a kiosk's key under the root. */
  kioskChain(stationCode: string, publicKey: PublicJwk): KioskChain;
  /** Claims that answer a request, as the department would state them. */
  claimsFor(request: IssueCertificateRequest, changes?: Partial<CertificateClaims>): CertificateClaims;
  /** A certificate over claims, as base64url. */
  certify(claims: CertificateClaims): string;
}

interface Pair {
  readonly privateKey: KeyObject;
  readonly jwk: PublicJwk;
}

const generatePair = (): Pair => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return { privateKey, jwk: { kty: 'EC', crv: 'P-256', x, y } };
};

/** Makes fresh keys; `now` in milliseconds since the Unix epoch. */
export const createCertificateAuthority = async (now: number): Promise<CertificateAuthority> => {
  const root = generatePair();
  const department = generatePair();
  const answer = generatePair();
  const sealing = generatePair();
  const identity = generatePair();
  const validity = { notBefore: now - day, notAfter: now + 365 * day };
  const key: DepartmentKey = {
    keyId: 'bdc-1',
    department: 'xx-bdc',
    algorithm: 'ES256',
    jwk: department.jwk,
    ...validity,
  };
  const keySet: KeySet = {
    issuedAt: now,
    keys: [key],
    answerKeys: [{ keyId: 'answer-1', algorithm: 'ES256', jwk: answer.jwk, ...validity }],
    sealingKeys: [{ keyId: 'sealing-1', algorithm: 'ECDH-ES', jwk: sealing.jwk, ...validity }],
    identityKeys: [
      { keyId: 'city-app-1', issuer: 'city-app', algorithm: 'ES256', jwk: identity.jwk, ...validity },
    ],
  };
  const documents = createDocumentAuthority({
    rootCertificate: issueRootCertificate({
      name: '测试平台',
      privateKey: root.privateKey,
      publicKey: createPublicKey(root.privateKey),
      notBefore: validity.notBefore,
      randomBytes,
    }),
    rootPrivateKey: root.privateKey,
    randomBytes,
  });
  return {
    rootKey: root.jwk,
    keySet,
    answerKey: { keyId: 'answer-1', privateKey: answer.privateKey },
    sealingPrivateKey: sealing.privateKey,
    identitySigner: { keyId: 'city-app-1', privateKey: identity.privateKey },
    signedKeySet: (set = keySet) => signKeySet(set, root.privateKey),
    kioskChain(stationCode, publicKey) {
      const [own, ofRoot] = documents.chainForKiosk({
        stationCode,
        stationName: '驿站',
        publicKey: createPublicKey({ key: { ...publicKey }, format: 'jwk' }),
        validity,
      });
      return {
        kiosk: Buffer.from(own).toString('base64url'),
        root: Buffer.from(ofRoot).toString('base64url'),
      };
    },
    claimsFor: (request, changes = {}) => ({
      certificateNumber: 'ZF20261120-7K3M9QXAB2',
      kind: request.kind,
      holder: request.holder,
      purpose: '子女入学',
      department: { code: 'xx-bdc', name: '潇湘市不动产登记中心' },
      station: request.station,
      assuranceLevel: request.assuranceLevel,
      issuedAt: Math.floor(now / 1000),
      expiresAt: Math.floor(now / 1000) + 30 * 86_400,
      facts: { scope: '潇湘市', result: '无' },
      tables: { properties: [] },
      ...changes,
    }),
    certify: (claims) =>
      Buffer.from(signCertificate(claims, { keyId: 'bdc-1', privateKey: department.privateKey })).toString(
        'base64url',
      ),
  };
};
