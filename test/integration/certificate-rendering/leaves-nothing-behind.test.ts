import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const child = fileURLToPath(new URL('./leaves-nothing-behind.child.ts', import.meta.url));

describe('rendering', () => {
  it('leaves nothing of the person in memory', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', child, '4711']);
    const found = { name: true, idNumber: true, address: true };
    const nothing = { name: false, idNumber: false, address: false };
    expect(JSON.parse(stdout)).toEqual({ rendered: true, during: found, after: nothing });
  });
});
