import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const saltFileName = 'pseudonym.salt';
const saltBytes = 32;

/** The salt that is there; null where there is none, or one that a power cut left cut short. */
const keptSalt = (file: string): Uint8Array | null => {
  if (!existsSync(file)) return null;
  const salt = readFileSync(file);
  return salt.length === saltBytes ? salt : null;
};

/**
 * Salt of this kiosk's pseudonyms: made at first start, kept beside the database with mode 0600, never sent anywhere. It
 * takes its name only when it is whole on the disk: an HMAC under an empty key would be no secret at all.
 * @throws the file system's error where the data folder cannot be read or written.
 */
export const loadPseudonymSalt = (dataFolder: string): Uint8Array => {
  const file = join(dataFolder, saltFileName);
  const kept = keptSalt(file);
  if (kept) return kept;
  const salt = randomBytes(saltBytes);
  writeFileSync(`${file}.new`, salt, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return salt;
};

/** The salt of the kiosk in a data folder; null where there is none, or it may not be read. Makes none. */
export const keptPseudonymSalt = (dataFolder: string): Uint8Array | null => {
  try {
    return keptSalt(join(dataFolder, saltFileName));
  } catch {
    return null;
  }
};

/** HMAC-SHA-256 of an id number, 64 hexadecimal digits: tells that two visits were by one person without telling who. */
export const pseudonymOf = (salt: Uint8Array, idNumber: string): string =>
  createHmac('sha256', salt).update(idNumber).digest('hex');
