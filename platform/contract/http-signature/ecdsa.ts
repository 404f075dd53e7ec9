import { type KeyObject, sign, verify } from 'node:crypto';
import { type InnerList, serializeDictionary } from 'structured-headers';

/** ecdsa-p256-sha256 (RFC 9421 §3.3.4): the signature is r ‖ s, 64 bytes. */
const p1363 = (key: KeyObject) => ({ key, dsaEncoding: 'ieee-p1363' }) as const;

export const verifySignatureBase = (base: string, signature: Uint8Array, publicKey: KeyObject): boolean =>
  verify('sha256', Buffer.from(base), p1363(publicKey), signature);

/** The fields Signature-Input and Signature for a signature base (RFC 9421 §4). */
export const signSignatureBase = (
  base: string,
  label: string,
  input: InnerList,
  privateKey: KeyObject,
): Record<string, string> => ({
  'signature-input': serializeDictionary(new Map([[label, input]])),
  signature: serializeDictionary(
    new Map([[label, [sign('sha256', Buffer.from(base), p1363(privateKey)), new Map()]]]),
  ),
});
