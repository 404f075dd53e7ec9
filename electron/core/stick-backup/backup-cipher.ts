import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { z } from 'zod';

/**
 * A backup as it lies on a stick: a line of JSON, the header, and the database in chunks, each under AES-256-GCM (NIST SP
 * 800-38D) with its tag behind it. The key of a file is derived from the kiosk's stick key and the header's salt (HKDF, RFC
 * 5869); the nonce counts the chunks and marks the last one, and each chunk is bound to the header, so that none can be left
 * out, moved, or put into another file.
 */
export const chunkBytes = 1_048_576;
export const tagBytes = 16;
/** A header is one short line. */
export const longestHeader = 1_000;

const headerSchema = z.strictObject({
  format: z.literal('yizhan-backup-1'),
  kioskId: z.string().min(1).max(100),
  /** As it is called in the kiosk's folder of backups (db/backup/backup-files.ts). */
  name: z.string().regex(/^kiosk-\d{6}-\d{8}T\d{6}Z-v\d{1,4}\.db$/),
  /** Of the database. */
  bytes: z.number().int().positive(),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
});
export type BackupHeader = z.infer<typeof headerSchema>;

/** Reads the first line of a file; null where it is no backup. */
export const parseHeader = (line: string): BackupHeader | null => {
  try {
    return headerSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
};

export const headerText = (header: BackupHeader): string => `${JSON.stringify(header)}\n`;

/** How many chunks a database of so many bytes takes. */
export const chunksOf = (bytes: number): number => Math.ceil(bytes / chunkBytes);

/** Bytes of the whole file. */
export const fileBytesOf = (header: BackupHeader): number =>
  Buffer.byteLength(headerText(header)) + header.bytes + chunksOf(header.bytes) * tagBytes;

export interface BackupCipher {
  seal(chunk: Uint8Array, index: number): Uint8Array;
  /** Null where it is not what was sealed with this key, in this place of this file. */
  open(sealed: Uint8Array, index: number): Uint8Array | null;
}

/** @param key the kiosk's stick key, 32 bytes */
export const backupCipher = (key: Uint8Array, header: BackupHeader): BackupCipher => {
  const bound = Buffer.from(headerText(header));
  const fileKey = Buffer.from(hkdfSync('sha256', key, Buffer.from(header.salt, 'hex'), header.format, 32));
  const last = chunksOf(header.bytes) - 1;
  const nonceOf = (index: number): Buffer => {
    const nonce = Buffer.alloc(12);
    nonce.writeUInt32BE(index, 4);
    nonce.writeUInt8(index === last ? 1 : 0, 11);
    return nonce;
  };
  return {
    seal: (chunk, index) => {
      const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(index)).setAAD(bound);
      return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    },
    open: (sealed, index) => {
      if (sealed.length <= tagBytes) return null;
      const options = { authTagLength: tagBytes };
      const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(index), options)
        .setAAD(bound)
        .setAuthTag(sealed.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
};
