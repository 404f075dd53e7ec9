import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const stickKeyName = 'stick-backup.key';
const keyBytes = 32;

/**
 * The key of this kiosk's backups on sticks: made with the first one, kept beside the database with mode 0600, never on a
 * stick. Whoever keeps a copy of it in a safe can bring such a backup to another machine (docs/operations.md).
 * @throws the file system's error; Error where the file is there and is no key: a new one would make all sticks useless
 */
export const loadStickKey = (dataFolder: string): Uint8Array => {
  const file = join(dataFolder, stickKeyName);
  if (existsSync(file)) {
    const kept = readFileSync(file);
    if (kept.length !== keyBytes) throw new Error(`${file} is no key of ${keyBytes} bytes`);
    return kept;
  }
  const key = randomBytes(keyBytes);
  writeFileSync(`${file}.new`, key, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return key;
};
