import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { Backup } from '../../../db/backup/backup-files.ts';
import type { Stick } from '../log-export/find-sticks.ts';
import { fileNameOn, type StickProblem, streamToStick } from '../log-export/write-to-stick.ts';
import {
  backupCipher,
  type BackupHeader,
  chunkBytes,
  chunksOf,
  fileBytesOf,
  headerText,
} from './backup-cipher.ts';

/** What ends the name of a backup on a stick. */
export const stickBackupExtension = 'yzb';

/**
 * Writes a kept backup to a stick, encrypted, whole or not at all. Null when it is there for good.
 * @throws Error, the file system's own or one of another length, where the backup itself cannot be read
 */
export const writeStickBackup = async (options: {
  readonly stick: Stick;
  readonly backup: Pick<Backup, 'file' | 'name' | 'bytes' | 'madeAt'>;
  readonly kioskId: string;
  readonly key: Uint8Array;
}): Promise<StickProblem | null> => {
  const { stick, backup, kioskId } = options;
  const salt = randomBytes(16).toString('hex');
  const { name, bytes } = backup;
  const header: BackupHeader = { format: 'yizhan-backup-1', kioskId, name, bytes, salt };
  if (stick.freeBytes < fileBytesOf(header)) return 'stick-full';
  const cipher = backupCipher(options.key, header);
  const source = await open(backup.file, 'r');
  try {
    const target = fileNameOn('backup', kioskId, backup.madeAt, stickBackupExtension);
    return await streamToStick(stick, target, async (write) => {
      await write(Buffer.from(headerText(header)));
      const chunk = Buffer.alloc(chunkBytes);
      for (let index = 0; index < chunksOf(bytes); index += 1) {
        const wanted = Math.min(chunkBytes, bytes - index * chunkBytes);
        const { bytesRead } = await source.read(chunk, 0, wanted, index * chunkBytes);
        if (bytesRead !== wanted) throw new Error(`${name} is shorter than it was`);
        await write(cipher.seal(chunk.subarray(0, wanted), index));
      }
    });
  } finally {
    await source.close();
  }
};
