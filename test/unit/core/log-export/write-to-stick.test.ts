import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  streamAllToStick,
  streamToStick,
  writeAllToStick,
  writeToStick,
} from '../../../../electron/core/log-export/write-to-stick.ts';
import { temporaryFolder } from '../../../helpers/database.ts';
import { folderAsStick } from '../../../helpers/folder-as-stick.ts';

let drawer: string;
let folder: string;
beforeEach(() => {
  drawer = temporaryFolder();
  folder = join(drawer, 'KINGSTON');
  mkdirSync(folder);
});
afterEach(() => rmSync(drawer, { recursive: true, force: true }));

const bytes = Buffer.from('what is written');
/** Leaves what was written where the test finds it, and nothing where the stick was. */
const pullOut = (): string => {
  const pulled = join(drawer, 'pulled');
  renameSync(folder, pulled);
  return pulled;
};

describe('what is written to a stick', () => {
  it('is gone with it, and not refused by it, when its folder stays on a disk that may not be written', async () => {
    // Nothing can be made in /sys, not even by root: there it is the stick that was pulled out, and then one that is write-protected.
    const pulledOut = { folder: '/sys', device: statSync('/sys').dev + 1 };
    expect(await writeToStick(pulledOut, 'a.txt', bytes)).toBe('stick-gone');
    expect(await writeToStick(folderAsStick('/sys'), 'a.txt', bytes)).toBe('stick-refused');
  });

  it('of several files that belong together leaves none that is whole when it is pulled out in the second', async () => {
    let pulled = '';
    const problem = await streamAllToStick(folderAsStick(folder), [
      { name: 'a.json', work: (write) => write(bytes) },
      {
        name: 'b.pdf',
        work: async (write) => {
          await write(bytes);
          pulled = pullOut();
        },
      },
    ]);
    expect(problem).toBe('stick-gone');
    expect(readdirSync(pulled).sort()).toEqual(['a.json.partial', 'b.pdf.partial']);
  });

  it('of several files is all there, under their names alone', async () => {
    const files = ['a.json', 'b.pdf'].map((name) => ({ name, bytes }));
    expect(await writeAllToStick(folderAsStick(folder, { freeBytes: 10 }), files)).toBe('stick-full');
    expect(await writeAllToStick(folderAsStick(folder), files)).toBeNull();
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'b.pdf']);
  });

  it('that cannot be had from the kiosk’s own disk is no fault of the stick, and leaves nothing', async () => {
    const fault = Object.assign(new Error('the disk'), { code: 'EIO' });
    await expect(
      streamToStick(folderAsStick(folder), 'a.txt', async (write) => {
        await write(bytes);
        throw fault;
      }),
    ).rejects.toBe(fault);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('goes through no link and waits at no pipe that lies under its name', async () => {
    const elsewhere = join(drawer, 'elsewhere');
    writeFileSync(elsewhere, 'mine');
    symlinkSync(elsewhere, join(folder, 'a.txt.partial'));
    symlinkSync(elsewhere, join(folder, 'a.txt'));
    execFileSync('mkfifo', [join(folder, 'b.txt.partial')]);
    for (const name of ['a.txt', 'b.txt']) {
      expect(await writeToStick(folderAsStick(folder), name, bytes)).toBeNull();
      expect(readFileSync(join(folder, name))).toEqual(bytes);
    }
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['a.txt', 'b.txt']);
  });
});
