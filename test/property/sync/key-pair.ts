import { generateKeyPairSync } from 'node:crypto';
import type { PublicJwk } from '../../../platform/contract/api.ts';
import type { HttpSigningKey } from '../../../platform/contract/http-signature/index.ts';

/** A key of a platform that is made up for a test, with its public half as it is published. */
export interface PlatformKeyPair {
  readonly key: HttpSigningKey;
  readonly jwk: PublicJwk;
}

export const createKeyPair = (keyId: string): PlatformKeyPair => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return { key: { keyId, privateKey }, jwk: { kty: 'EC', crv: 'P-256', x, y } };
};
