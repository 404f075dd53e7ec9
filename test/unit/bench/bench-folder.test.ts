import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withFolder } from '../../../bench/queue/bench-folder.ts';

test('the folder is there for the work and gone afterwards, whatever came of it', async () => {
  const folders: string[] = [];
  const work = async (folder: string): Promise<string> => {
    folders.push(folder);
    writeFileSync(join(folder, 'file'), 'x');
    return 'done';
  };
  await expect(withFolder(work)).resolves.toBe('done');
  await expect(
    withFolder(async (folder) => {
      await work(folder);
      throw new Error('failed');
    }),
  ).rejects.toThrow('failed');
  expect(folders).toHaveLength(2);
  expect(folders.some((folder) => existsSync(folder))).toBe(false);
});

test('an ended process is asked to remove what it has not removed yet', async () => {
  const before = process.listenerCount('exit');
  await withFolder(async () => {
    expect(process.listenerCount('exit')).toBe(before + 1);
  });
  expect(process.listenerCount('exit')).toBe(before);
});
