import { scrypt } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { CertificateClaims } from '../certificate/claims.ts';
import { contentEncryption } from './sealed-header.ts';

/**
 * Documents that are delivered in advance lie on a kiosk until their holder stands there. They are found and opened with
 * what the holder's ID card says, at the kiosk for which they were sealed and at no other.
 *
 * Numbers of ID cards can be guessed, so each guess costs 64 MB and some 100 ms (RFC 7914): a stolen disk does not
 * yield its documents at a glance, but is no safe for them. Kiosks get them shortly before they are fetched, and delete
 * them when they expire.
 */
export interface HolderSecret {
  /** Finds the holder's documents at this kiosk; 43 characters of base64url. */
  readonly tag: string;
  /** Opens them: 256 bits. */
  readonly key: Uint8Array;
}

const partBytes = 32;
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 };

/** Direct encryption with the holder's key (RFC 7518 §4.5). */
const directEncryption = 'dir';
const preparedDocumentType = 'yizhan-prepared-document+jwe';

/** What a holder's documents are found and opened with at a kiosk. */
export const holderSecret = (
  { name, idNumber }: Pick<CertificateClaims['holder'], 'name' | 'idNumber'>,
  kioskId: string,
): Promise<HolderSecret> =>
  new Promise((resolve, reject) => {
    const password = JSON.stringify([idNumber.toUpperCase(), name.normalize('NFC')]);
    scrypt(password, `yizhan-prepared-document/${kioskId}`, 2 * partBytes, cost, (error, derived) => {
      if (error !== null) {
        reject(error);
        return;
      }
      resolve({
        tag: derived.subarray(0, partBytes).toString('base64url'),
        key: new Uint8Array(derived.subarray(partBytes)),
      });
    });
  });

/**
 * Seals a document to its holder: a compact JWE (dir, A256GCM).
 *
 * @param documentId id of the published document, bound to what is sealed
 */
export const sealToHolder = (
  plaintext: Uint8Array,
  { key }: HolderSecret,
  documentId: string,
): Promise<string> =>
  new CompactEncrypt(plaintext)
    .setProtectedHeader({
      alg: directEncryption,
      enc: contentEncryption,
      typ: preparedDocumentType,
      yzd: documentId,
    })
    .encrypt(key);

/** Opens a document for its holder; undefined for another holder, kiosk or document, and for anything changed. Never throws. */
export const openForHolder = async (
  sealed: string,
  { key }: HolderSecret,
  documentId: string,
): Promise<Uint8Array | undefined> => {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: [directEncryption],
      contentEncryptionAlgorithms: [contentEncryption],
    });
    const isItsOwn = protectedHeader.typ === preparedDocumentType && protectedHeader.yzd === documentId;
    return isItsOwn ? plaintext : undefined;
  } catch {
    return undefined;
  }
};
