import { createPublicKey, type KeyObject } from 'node:crypto';
import type { KeySet, PublicJwk } from '../contract/api.ts';

/** A published key as node:crypto takes it; undefined when its coordinates are not a point on P-256. */
export const keyObjectOf = (jwk: PublicJwk): KeyObject | undefined => {
  try {
    return createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    return undefined;
  }
};

/** Finds the published answer key of an id. */
export const answerKeyFinder =
  ({ answerKeys }: KeySet) =>
  (keyId: string): KeyObject | undefined => {
    const key = answerKeys.find((published) => published.keyId === keyId);
    return key && keyObjectOf(key.jwk);
  };
