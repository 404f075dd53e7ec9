import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { parseWindowSize, readLaunchOptions } from '../../../electron/main/launch-options.ts';

const folders: string[] = [];
const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-launch-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('how the shell is started', () => {
  it('keeps its browser files beneath the data folder and fills the screen', () => {
    const folder = temporaryFolder();
    expect(readLaunchOptions({ YIZHAN_DATA_FOLDER: folder }, '/nowhere')).toEqual({
      dataFolder: folder,
      browserFolder: join(folder, 'shell'),
      dataFolderWritable: true,
      window: null,
    });
  });

  it('still comes up when the data folder cannot be written', () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    const options = readLaunchOptions({}, file);
    expect(options.dataFolderWritable).toBe(false);
    expect(options.browserFolder.startsWith(tmpdir())).toBe(true);
    folders.push(options.browserFolder);
  });

  it('makes a data folder with its parents, and does not hang where none can be made', () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    expect(readLaunchOptions({}, folder).dataFolderWritable).toBe(true);
    const nowhere = readLaunchOptions({}, '/proc/yizhan');
    expect(nowhere.dataFolderWritable).toBe(false);
    folders.push(nowhere.browserFolder);
  });

  it('takes a window size and names a wrong one', () => {
    expect(parseWindowSize('1080x1920')).toEqual({ width: 1080, height: 1920 });
    expect(() => parseWindowSize('big')).toThrow('YIZHAN_WINDOW: "big" is not WIDTHxHEIGHT');
  });
});
