import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const saltFileName = 'pseudonym.salt';
const saltBytes = 32;

/**
 * Salt of this kiosk's pseudonyms: made at first start, kept beside the database with mode 0600, never sent anywhere.
 * Throws where the data folder cannot be read or written; the caller has made sure that it can.
 */
export const loadPseudonymSalt = (dataFolder: string): Uint8Array => {
  const file = join(dataFolder, saltFileName);
  try {
    writeFileSync(file, randomBytes(saltBytes), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file);
};

/** HMAC-SHA-256 of an id number, 64 hexadecimal digits: tells that two visits were by one person without telling who. */
export const pseudonymOf = (salt: Uint8Array, idNumber: string): string =>
  createHmac('sha256', salt).update(idNumber).digest('hex');
