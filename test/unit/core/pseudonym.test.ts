import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPseudonymSalt, pseudonymOf } from '../../../electron/core/identity/pseudonym.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-salt-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the salt of the pseudonyms', () => {
  it('is made once, for this kiosk alone, and readable by nobody else', () => {
    const salt = loadPseudonymSalt(folder);
    expect(salt).toHaveLength(32);
    expect(loadPseudonymSalt(folder)).toEqual(salt);
    expect(readdirSync(folder)).toEqual(['pseudonym.salt']);
    expect(statSync(join(folder, 'pseudonym.salt')).mode & 0o777).toBe(0o600);
  });

  it.each([0, 31])('is made anew where a power cut left %i bytes of it', (length) => {
    writeFileSync(join(folder, 'pseudonym.salt'), new Uint8Array(length));
    const salt = loadPseudonymSalt(folder);
    expect(salt).toHaveLength(32);
    expect(salt.some((byte) => byte !== 0)).toBe(true);
  });

  it('gives the same person the same pseudonym, and another kiosk another one', () => {
    const salt = loadPseudonymSalt(folder);
    const pseudonym = pseudonymOf(salt, '430199195803120429');
    expect(pseudonym).toMatch(/^[0-9a-f]{64}$/);
    expect(pseudonymOf(salt, '430199195803120429')).toBe(pseudonym);
    expect(pseudonymOf(salt, '430199195803120430')).not.toBe(pseudonym);
    expect(pseudonymOf(new Uint8Array(32), '430199195803120429')).not.toBe(pseudonym);
  });
});
