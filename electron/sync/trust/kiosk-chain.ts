import { createPublicKey, X509Certificate } from 'node:crypto';
import { type PublicJwk, publicJwkSchema } from '../../../platform/contract/api.ts';
import type { KioskChain } from '../../../platform/contract/kiosks.ts';
import { type DocumentSigner, readSigner } from '../../../platform/contract/pdf-signature/index.ts';
import { type KioskKey, thumbprintOf } from './kiosk-key.ts';

const der = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));

/**
 * Whether certificates are those of a key of this kiosk, under the platform's pinned root key. Never throws for what the
 * platform sent.
 */
export const isChainOf = (
  chain: KioskChain,
  key: Pick<KioskKey, 'keyId'>,
  kiosk: { readonly stationCode: string; readonly rootKey: PublicJwk },
): boolean => {
  const rootKey = createPublicKey({ key: { ...kiosk.rootKey }, format: 'jwk' });
  try {
    const own = new X509Certificate(der(chain.kiosk));
    const root = new X509Certificate(der(chain.root));
    const signer = readSigner(own);
    const jwk = publicJwkSchema.safeParse(own.publicKey.export({ format: 'jwk' }));
    return (
      own.verify(rootKey) &&
      root.verify(rootKey) &&
      signer?.role === 'kiosk' &&
      signer.code === kiosk.stationCode &&
      jwk.success &&
      thumbprintOf(jwk.data) === key.keyId
    );
  } catch {
    return false;
  }
};

/** A key with its certificates, to sign documents with. */
export const documentSignerOf = (
  { privateKey }: Pick<KioskKey, 'privateKey'>,
  { kiosk, root }: KioskChain,
): DocumentSigner => ({ privateKey, chain: [der(kiosk), der(root)] });
