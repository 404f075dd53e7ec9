import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type {
  DepartmentKey,
  IssueCertificateRequest,
  KeySet,
  PublicJwk,
} from '../../platform/contract/api.ts';
import type { CertificateClaims } from '../../platform/contract/certificate/claims.ts';
import { signCertificate } from '../../platform/contract/certificate/signed-certificate.ts';
import { signKeySet } from '../../platform/contract/signed-key-set.ts';

const day = 86_400_000;

/** A platform's keys without the platform: a root, and one department that signs. */
export interface CertificateAuthority {
  readonly rootKey: PublicJwk;
  readonly keySet: KeySet;
  /** The key set as the platform publishes it. */
  signedKeySet(keySet?: KeySet): Promise<string>;
  /** Claims that answer a request, as the department would state them. */
  claimsFor(request: IssueCertificateRequest, changes?: Partial<CertificateClaims>): CertificateClaims;
  /** A certificate over claims, as base64url. */
  certify(claims: CertificateClaims): string;
}

/** Makes fresh keys; `now` in milliseconds since the Unix epoch. */
export const createCertificateAuthority = async (now: number): Promise<CertificateAuthority> => {
  const root = await generateKeyPair('ES256', { extractable: true });
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const key: DepartmentKey = {
    keyId: 'bdc-1',
    department: 'xx-bdc',
    algorithm: 'ES256',
    jwk: { kty: 'EC', crv: 'P-256', x, y },
    notBefore: now - day,
    notAfter: now + 365 * day,
  };
  const keySet: KeySet = { issuedAt: now, keys: [key] };
  const rootJwk = await exportJWK(root.publicKey);
  return {
    rootKey: { kty: 'EC', crv: 'P-256', x: rootJwk.x ?? '', y: rootJwk.y ?? '' },
    keySet,
    signedKeySet: (set = keySet) => signKeySet(set, root.privateKey),
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
      Buffer.from(signCertificate(claims, { keyId: 'bdc-1', privateKey })).toString('base64url'),
  };
};
