import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { carriesToken, checkAdminToken, openAdminToken } from '../../../platform/admin/admin-token.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-token-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a folder's token", () => {
  test('is made once, for this user only', async () => {
    const token = await openAdminToken(folder);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await openAdminToken(folder)).toBe(token);
    expect(statSync(join(folder, 'admin-token')).mode & 0o777).toBe(0o600);
  });

  test('is closed to others again when somebody opened it', async () => {
    const token = await openAdminToken(folder);
    chmodSync(join(folder, 'admin-token'), 0o644);
    expect(await openAdminToken(folder)).toBe(token);
    expect(statSync(join(folder, 'admin-token')).mode & 0o777).toBe(0o600);
  });

  test('is one for two that open the folder at the same moment', async () => {
    const [one, other] = await Promise.all([openAdminToken(folder), openAdminToken(folder)]);
    expect(one).toBe(other);
  });

  test('is refused in words when the file holds none', async () => {
    writeFileSync(join(folder, 'admin-token'), '\n');
    await expect(openAdminToken(folder)).rejects.toThrow(/admin-token must have 32 characters/);
  });
});

test('a token that is too short is refused without being repeated', () => {
  expect(() => checkAdminToken('secret', 'a file')).toThrow(RangeError);
  expect(() => checkAdminToken('secret', 'a file')).not.toThrow(/secret/);
});

describe('an Authorization field', () => {
  const token = 'x'.repeat(40);
  test.each([`Bearer ${token}`, `bearer  ${token}`])('"%s" carries the token', (field) => {
    expect(carriesToken(field, token)).toBe(true);
  });
  test.each([undefined, '', token, 'Bearer', `Bearer ${token}x`, `Bearer x ${token}`, `Basic ${token}`])(
    '%s does not',
    (field) => {
      expect(carriesToken(field, token)).toBe(false);
    },
  );
});
