import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stampOf } from '../../../scripts/build/source-stamp.ts';

describe('stampOf', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'yizhan-stamp-'));
    mkdirSync(join(root, 'electron/main'), { recursive: true });
    writeFileSync(join(root, 'electron/main/main.ts'), 'start();');
    writeFileSync(join(root, 'lock.json'), '{}');
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const stamp = () => stampOf(root, ['electron', 'lock.json', 'absent']);

  it('stays the same while nothing changes', () => {
    expect(stamp()).toBe(stamp());
    expect(stamp()).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['a file changes', () => writeFileSync(join(root, 'electron/main/main.ts'), 'stop();')],
    ['a file is added', () => writeFileSync(join(root, 'electron/main/window.ts'), '')],
    ['a file is removed', () => rmSync(join(root, 'electron/main/main.ts'))],
    [
      'a file is renamed',
      () => renameSync(join(root, 'electron/main/main.ts'), join(root, 'electron/main.ts')),
    ],
    ['a path comes to be there', () => writeFileSync(join(root, 'absent'), '')],
  ])('changes when %s', (_, change) => {
    const before = stamp();
    change();
    expect(stamp()).not.toBe(before);
  });
});
