import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { matchesIntegrity } from '../../../scripts/electron-runtime/integrity.mjs';
import { pinnedRuntime } from '../../../scripts/electron-runtime/pinned-runtime.mjs';

describe('matchesIntegrity', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'yizhan-integrity-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes the bytes that were pinned, and no others', async () => {
    const file = join(folder, 'package.tgz');
    const integrity = `sha512-${createHash('sha512').update('the bytes').digest('base64')}`;
    writeFileSync(file, 'the bytes');
    expect(await matchesIntegrity(file, integrity)).toBe(true);
    writeFileSync(file, 'the bytez');
    expect(await matchesIntegrity(file, integrity)).toBe(false);
  });

  it.each(['', 'sha512-', 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=', 'sha512-short=='])(
    'matches nothing to %j',
    async (integrity) => {
      const file = join(folder, 'empty');
      writeFileSync(file, '');
      expect(await matchesIntegrity(file, integrity)).toBe(false);
    },
  );

  it('has a well-formed pin to compare with', () => {
    expect(pinnedRuntime.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  });
});
