import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const stickKeyName = 'stick-backup.key';
const keyBytes = 32;

/**
 * The key of this kiosk's backups on sticks as it is kept; null where there is none.
 * @throws the file system's error; Error where the file is there and is no key: a new one would make all sticks useless
 */
export const readStickKey = (dataFolder: string): Uint8Array | null => {
  const file = join(dataFolder, stickKeyName);
  if (!existsSync(file)) return null;
  const kept = readFileSync(file);
  if (kept.length !== keyBytes) throw new Error(`${file} is no key of ${keyBytes} bytes`);
  return kept;
};

/**
 * The key of this kiosk's backups on sticks: made with the first one, kept beside the database with mode 0600, never on a
 * stick. Whoever keeps a copy of it in a safe can bring such a backup to another machine (docs/operations.md).
 * @throws as `readStickKey`
 */
export const loadStickKey = (dataFolder: string): Uint8Array => {
  const kept = readStickKey(dataFolder);
  if (kept !== null) return kept;
  const file = join(dataFolder, stickKeyName);
  const key = randomBytes(keyBytes);
  writeFileSync(`${file}.new`, key, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return key;
};
