import { scrypt } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, importJWK } from 'jose';
import type { PublicJwk } from '../api.ts';
import type { CertificateClaims } from '../certificate/claims.ts';
import type { OpeningKey } from './open.ts';
import { contentEncryption, keyAgreement } from './sealed-header.ts';

/**
 * Documents that are delivered in advance lie on a kiosk until their holder stands there. Each is sealed twice: within
 * under a key made of what the chip of the holder's ID card says, around that to the key of the one kiosk. Neither the
 * kiosk nor the card opens it alone.
 *
 * Who takes the disk and cannot open the kiosk's key (a systemd credential sealed to the TPM encrypts it) learns how many
 * documents there are and when they run out. Who has that key, too, has to know or to guess what a card says: a name, a
 * number and the days of its term, each guess for 64 MB and some 100 ms (RFC 7914). For a given neighbour whose number he
 * knows only the term is left, some thousands of days, so that he is through in minutes: against him the seal is a hurdle
 * and no safe. Hence documents are delivered shortly before they are fetched, and deleted when they are collected or have
 * run out.
 */
export interface HolderCard extends Pick<CertificateClaims['holder'], 'name' | 'idNumber'> {
  /** YYYY-MM-DD. */
  readonly validFrom: string;
  /** YYYY-MM-DD, or `long-term`. */
  readonly validUntil: string;
}

/** The kiosk for which a document is sealed. */
export interface PreparedFor {
  readonly kioskId: string;
  /** RFC 7638 thumbprint of its key. */
  readonly keyId: string;
  readonly jwk: PublicJwk;
}

const keyBytes = 32;
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 2 ** 27 };

/** Direct encryption with the holder's key (RFC 7518 §4.5). */
const directEncryption = 'dir';
const innerType = 'yizhan-prepared-document+jwe';
const outerType = 'yizhan-prepared-for-kiosk+jwe';

/** What a holder's documents are opened with at a kiosk, beside the kiosk's own key: 256 bits. */
export const holderKey = (
  { name, idNumber, validFrom, validUntil }: HolderCard,
  kioskId: string,
): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const password = JSON.stringify([idNumber.toUpperCase(), name.normalize('NFC'), validFrom, validUntil]);
    scrypt(password, `yizhan-prepared-document/${kioskId}`, keyBytes, cost, (error, derived) => {
      if (error === null) resolve(new Uint8Array(derived));
      else reject(error);
    });
  });

/**
 * Seals a document to its holder at a kiosk: a compact JWE (ECDH-ES, A256GCM) around a compact JWE (dir, A256GCM).
 *
 * @param holder as `holderKey` made it for this kiosk
 * @param documentId id of the published document, bound to what is sealed
 */
export const sealPrepared = async (
  plaintext: Uint8Array,
  { holder, kiosk }: { readonly holder: Uint8Array; readonly kiosk: PreparedFor },
  documentId: string,
): Promise<string> => {
  const inner = await new CompactEncrypt(plaintext)
    .setProtectedHeader({ alg: directEncryption, enc: contentEncryption, typ: innerType, yzd: documentId })
    .encrypt(holder);
  return new CompactEncrypt(Buffer.from(inner))
    .setProtectedHeader({
      alg: keyAgreement,
      enc: contentEncryption,
      typ: outerType,
      kid: kiosk.keyId,
      yzd: documentId,
    })
    .encrypt(await importJWK(kiosk.jwk, keyAgreement));
};

/** One layer; undefined for another key or document, and for anything changed. Never throws. */
const openLayer = async (
  sealed: string,
  key: OpeningKey | Uint8Array,
  {
    algorithm,
    type,
    documentId,
  }: { readonly algorithm: string; readonly type: string; readonly documentId: string },
): Promise<Uint8Array | undefined> => {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: [algorithm],
      contentEncryptionAlgorithms: [contentEncryption],
    });
    return protectedHeader.typ === type && protectedHeader.yzd === documentId ? plaintext : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Opens a document for its holder at its kiosk; undefined for another holder, card, kiosk or document, and for anything
 * changed. Never throws.
 */
export const openPrepared = async (
  sealed: string,
  { holder, kioskKey }: { readonly holder: Uint8Array; readonly kioskKey: OpeningKey },
  documentId: string,
): Promise<Uint8Array | undefined> => {
  const inner = await openLayer(sealed, kioskKey, { algorithm: keyAgreement, type: outerType, documentId });
  return (
    inner &&
    openLayer(Buffer.from(inner).toString('latin1'), holder, {
      algorithm: directEncryption,
      type: innerType,
      documentId,
    })
  );
};
