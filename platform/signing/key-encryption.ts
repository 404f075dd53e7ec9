import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Encrypts private keys at rest. */
export interface KeyEncryption {
  /** `text` under the key encryption key, bound to the id of the key that it belongs to. */
  encrypt(text: string, keyId: string): string;
  /** Undefined when it was encrypted under another key, for another key id, or was changed. */
  decrypt(encrypted: string, keyId: string): string | undefined;
}

const algorithm = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encryption of private keys with AES-256-GCM (NIST SP 800-38D): a random 96-bit nonce, the key's id as additional
 * authenticated data; nonce, ciphertext and tag one after the other as base64url.
 * @param base64 32 bytes as base64, e.g. of `openssl rand -base64 32`
 * @throws RangeError when it is not that; the message does not repeat it
 */
export const createKeyEncryption = (base64: string): KeyEncryption => {
  const key = Buffer.from(base64, 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== base64.trim()) {
    throw new RangeError('The key encryption key must be 32 bytes as base64');
  }
  return {
    encrypt(text, keyId) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(keyId));
      const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, ciphertext, cipher.getAuthTag()]).toString('base64url');
    },
    decrypt(encrypted, keyId) {
      const bytes = Buffer.from(encrypted, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) {
        return undefined;
      }
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(keyId))
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
        return Buffer.concat([text, decipher.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
};
