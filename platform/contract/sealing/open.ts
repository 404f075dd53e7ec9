import { compactDecrypt, errors } from 'jose';
import { contentEncryption, keyAgreement, readSealedHeader, type SealedContext } from './sealed-header.ts';

/** Private half of a sealing key, as `importJWK` or node:crypto gives it. */
export type OpeningKey = Parameters<typeof compactDecrypt>[1] & object;

export type OpenedSealed =
  | { readonly outcome: 'opened'; readonly plaintext: Uint8Array; readonly context: SealedContext }
  /** `not-genuine`: sealed to another key of this id, or changed. */
  | { readonly outcome: 'refused'; readonly reason: 'malformed' | 'unknown-key' | 'not-genuine' };

const refused = (reason: 'malformed' | 'unknown-key' | 'not-genuine'): OpenedSealed => ({
  outcome: 'refused',
  reason,
});

/**
 * Opens a sealed part; what its context says is then proven.
 *
 * @param findKey the private sealing key of this id, or undefined; what it throws is passed on
 */
export const openSealed = async (
  jwe: string,
  findKey: (keyId: string) => Promise<OpeningKey> | OpeningKey | undefined,
): Promise<OpenedSealed> => {
  const header = readSealedHeader(jwe);
  if (header === undefined) {
    return refused('malformed');
  }
  const key = await findKey(header.keyId);
  if (key === undefined) {
    return refused('unknown-key');
  }
  try {
    const { plaintext } = await compactDecrypt(jwe, key, {
      keyManagementAlgorithms: [keyAgreement],
      contentEncryptionAlgorithms: [contentEncryption],
    });
    return { outcome: 'opened', plaintext, context: header.context };
  } catch (error) {
    return refused(error instanceof errors.JWEDecryptionFailed ? 'not-genuine' : 'malformed');
  }
};
