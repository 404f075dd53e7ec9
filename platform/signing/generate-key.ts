import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { PublicJwk } from '../contract/api.ts';

/** A key pair on P-256 as JWK (RFC 7517, RFC 7518 §6.2). */
export interface PrivateJwk extends PublicJwk {
  readonly d: string;
}

/** Characters of the thumbprint that go into a key id, which stands in every QR code. */
const thumbprintCharacters = 8;
const longestOwnerPart = 31;

export const generatePrivateJwk = (): PrivateJwk => {
  const { x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  if (x === undefined || y === undefined || d === undefined) {
    throw new Error('An EC key without coordinates');
  }
  return { kty: 'EC', crv: 'P-256', x, y, d };
};

export const publicPartOf = ({ x, y }: PublicJwk): PublicJwk => ({ kty: 'EC', crv: 'P-256', x, y });

export const keyObjectOf = ({ x, y, d }: PrivateJwk): KeyObject =>
  createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x, y, d }, format: 'jwk' });

/** Id of a key: its owner and the beginning of its thumbprint (RFC 7638), at most 40 characters. */
export const keyIdOf = async (owner: string, key: PublicJwk): Promise<string> => {
  const thumbprint = await calculateJwkThumbprint(publicPartOf(key), 'sha256');
  return `${owner.slice(0, longestOwnerPart)}-${thumbprint.slice(0, thumbprintCharacters)}`;
};
