import { createPrivateKey } from 'node:crypto';
import type { IdentityKey } from '../../platform/contract/api.ts';
import { type IdentityClaims, kioskAudience } from '../../platform/contract/identity-code/claims.ts';
import type { IdentitySigner } from '../../platform/contract/identity-code/signed-code.ts';
import { generatePrivateJwk, keyIdOf, publicPartOf } from '../../platform/signing/generate-key.ts';

/** Eight in the morning in China, milliseconds since the Unix epoch: when the codes of the tests are issued. */
export const codeIssuedAt = Date.UTC(2026, 10, 20);

const day = 86_400_000;

/** Claims of a code of the synthetic 林晓岚 that was issued at `codeIssuedAt` for a minute. */
export const identityClaims = (changes: Partial<IdentityClaims> = {}): IdentityClaims => ({
  issuer: 'city-app',
  audience: kioskAudience,
  issuedAt: codeIssuedAt / 1000,
  expiresAt: codeIssuedAt / 1000 + 60,
  id: 'q83vEjRWeJq83vEjRWeJqw',
  holder: { name: '林晓岚', sex: '女', idNumber: '430199195803120429' },
  ...changes,
});

export interface TestIdentityKey {
  readonly signer: IdentitySigner;
  readonly published: IdentityKey;
}

/** A key pair of a city's app, good a year before and after the codes of the tests unless told. */
export const createIdentityKey = async (changes: Partial<IdentityKey> = {}): Promise<TestIdentityKey> => {
  const issuer = changes.issuer ?? 'city-app';
  const jwk = generatePrivateJwk();
  const keyId = await keyIdOf(issuer, jwk);
  return {
    signer: { keyId, privateKey: createPrivateKey({ key: { ...jwk }, format: 'jwk' }) },
    published: {
      keyId,
      issuer,
      algorithm: 'ES256',
      jwk: publicPartOf(jwk),
      notBefore: codeIssuedAt - 365 * day,
      notAfter: codeIssuedAt + 365 * day,
      ...changes,
    },
  };
};
