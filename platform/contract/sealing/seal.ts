import { CompactEncrypt, importJWK } from 'jose';
import type { SealingKey } from '../api.ts';
import { contentEncryption, headerOfContext, keyAgreement, type SealedContext } from './sealed-header.ts';

type ImportedKey = Awaited<ReturnType<typeof importJWK>>;

/** Importing costs a good part of a seal, and a kiosk uses one key for months. */
const imported = new Map<string, Promise<ImportedKey>>();
const importedAtMost = 16;

const importOnce = ({ jwk }: SealingKey): Promise<ImportedKey> => {
  const name = `${jwk.x}.${jwk.y}`;
  const known = imported.get(name);
  if (known !== undefined) {
    return known;
  }
  if (imported.size >= importedAtMost) {
    imported.clear();
  }
  const key = importJWK(jwk, keyAgreement);
  imported.set(name, key);
  // A key that cannot be imported is not kept: the caller learns why each time.
  key.catch(() => imported.delete(name));
  return key;
};

/**
 * Seals bytes to the platform's sealing key: a compact JWE with ECDH-ES and A256GCM (RFC 7516, RFC 7518 §4.6, §5.3). A
 * fresh key pair is used for each seal and forgotten, so the sealing side cannot open it again.
 *
 * @throws when the sealing key is no point on P-256 (the key set was verified before, so this does not happen)
 */
export const sealToPlatform = async (
  plaintext: Uint8Array,
  sealingKey: SealingKey,
  context: SealedContext,
): Promise<string> =>
  new CompactEncrypt(plaintext)
    .setProtectedHeader({
      alg: keyAgreement,
      enc: contentEncryption,
      kid: sealingKey.keyId,
      ...headerOfContext(context),
    })
    .encrypt(await importOnce(sealingKey));
