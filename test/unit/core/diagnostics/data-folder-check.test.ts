import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkDataFolder } from '../../../../electron/core/diagnostics/checks/check-machine.ts';

it('a look at the data folder writes nothing into it, whatever it finds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-looked-at-'));
  try {
    const then = new Date(2020, 0, 1);
    utimesSync(folder, then, then);
    expect(checkDataFolder(folder).verdict).not.toBe('warning');
    chmodSync(folder, 0o755);
    expect(checkDataFolder(folder).code).toMatch(/^folder-(open|nearly-full)$/);
    expect(readdirSync(folder)).toEqual([]);
    expect(statSync(folder).mtime).toEqual(then);
    expect(checkDataFolder(join(folder, 'nowhere')).code).toBe('folder-missing');
    expect(readdirSync(folder)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
