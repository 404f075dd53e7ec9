import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Flushes one file to the disk; of a folder: which entries it has (fsync(2)). */
export const flushPath = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Flushes a folder and everything in it to the disk, the folder last. */
export const flushFolder = async (folder: string): Promise<void> => {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await flushFolder(path);
    } else if (entry.isFile()) {
      await flushPath(path);
    }
  }
  await flushPath(folder);
};
