import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { publicJwkSchema, signedKeySetSchema } from '../../../platform/contract/api.ts';
import { verifyCertificate } from '../../../platform/contract/certificate/signed-certificate.ts';
import { verifyKeySet } from '../../../platform/contract/signed-key-set.ts';
import { openStore } from '../../../platform/store/open-store.ts';
import {
  housingRequest,
  type PlatformAnswer,
  startTestPlatform,
  type TestPlatform,
  testNow,
} from '../../helpers/platform.ts';

const day = 86_400_000;
let root: string;
let folder: string;
/** A second store; making one takes seconds, so the tests share it. */
let otherFolder: string;
let time = testNow;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'yizhan-platform-'));
  folder = join(root, 'store');
  otherFolder = join(root, 'other');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A platform on the shared folder for the length of `use`. */
const withPlatform = async <Result>(use: (platform: TestPlatform) => Promise<Result>): Promise<Result> => {
  const platform = await startTestPlatform({ store: { folder }, clock: { now: () => time } });
  try {
    return await use(platform);
  } finally {
    await platform.close();
  }
};

const keySetOf = async (platform: TestPlatform) => {
  const { jws } = signedKeySetSchema.parse((await platform.get('/v1/keys')).body);
  const opened = await verifyKeySet(jws, platform.rootKey);
  if (opened.outcome !== 'genuine') {
    throw new Error(opened.outcome);
  }
  return opened.keySet;
};

const bytesOf = ({ body }: PlatformAnswer): Uint8Array =>
  new Uint8Array(Buffer.from((body as { certificate: string }).certificate, 'base64url'));

describe('a platform started again on its folder', () => {
  test('keeps its root key, its department keys, and its certificates', async () => {
    const request = housingRequest();
    const before = await withPlatform(async (platform) => ({
      rootKey: platform.rootKey,
      keys: (await keySetOf(platform)).keys,
      answer: await platform.post('/v1/certificates', request),
    }));
    time += 60_000;
    const after = await withPlatform(async (platform) => ({
      rootKey: platform.rootKey,
      keys: (await keySetOf(platform)).keys,
      answer: await platform.post('/v1/certificates', request),
    }));
    expect(before.answer.status).toBe(200);
    expect(after).toEqual(before);
  });

  test('signs with a new key when the old one nears its end; what the old one signed stays good', async () => {
    const { rootKey, keys, bytes } = await withPlatform(async (platform) => ({
      rootKey: platform.rootKey,
      keys: (await keySetOf(platform)).keys,
      bytes: bytesOf(await platform.post('/v1/certificates', housingRequest())),
    }));
    const issuedAt = time;
    time += 710 * day;
    const later = await withPlatform(async (platform) => ({
      rootKey: platform.rootKey,
      keySet: await keySetOf(platform),
      bytes: bytesOf(await platform.post('/v1/certificates', housingRequest())),
    }));
    expect(later.rootKey).toEqual(rootKey);
    expect(later.keySet.keys).toHaveLength(keys.length * 2);
    expect(verifyCertificate(bytes, later.keySet, issuedAt).outcome).toBe('genuine');
    const verified = verifyCertificate(later.bytes, later.keySet, time);
    expect(verified.outcome).toBe('genuine');
    const oldIds = keys.map(({ keyId }) => keyId);
    expect('key' in verified && oldIds.includes(verified.key.keyId)).toBe(false);
    time = testNow;
  });
});

describe('a store folder', () => {
  test('is closed to other users', () => {
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  test('is refused to a second platform as long as the first one has it', async () => {
    await withPlatform(async () => {
      await expect(startTestPlatform({ store: { folder } })).rejects.toMatchObject({ reason: 'in-use' });
    });
    await withPlatform(async (platform) => {
      expect((await platform.get('/v1/health')).status).toBe(200);
    });
  });

  test('with half a database in it, as a kill during the first start leaves it, is made anew', async () => {
    await mkdir(join(otherFolder, 'postgresql', 'base'), { recursive: true });
    writeFileSync(join(otherFolder, 'postgresql', 'PG_VERSION'), '17\n');
    const platform = await startTestPlatform({ store: { folder: otherFolder } });
    expect((await platform.post('/v1/certificates', housingRequest())).status).toBe(200);
    await platform.close();
    expect(existsSync(join(otherFolder, 'postgresql.incomplete', 'PG_VERSION'))).toBe(true);
  });

  test('is free again when the port was refused', async () => {
    await withPlatform(async (first) => {
      const elsewhere = { folder: otherFolder };
      const port = Number(new URL(first.url).port);
      await expect(startTestPlatform({ store: elsewhere, port })).rejects.toMatchObject({
        code: 'EADDRINUSE',
      });
      const second = await startTestPlatform({ store: elsewhere });
      await second.close();
    });
  });

  test('written by a newer version is refused in words, and left as it is', async () => {
    const store = await openStore({ folder });
    await sql`INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2030-01-01')`.execute(
      store.database,
    );
    await store.close();
    await expect(openStore({ folder })).rejects.toMatchObject({
      reason: 'from-the-future',
      message: expect.stringContaining('9999-later') as string,
    });
    await expect(openStore({ folder })).rejects.toMatchObject({ reason: 'from-the-future' });
  });
});

describe('node platform/main.ts', () => {
  const main = join(import.meta.dirname, '../../../platform/main.ts');

  test('prints url and root key, knows the residents it was given, and ends on SIGTERM', async () => {
    const residents = join(root, 'residents.json');
    writeFileSync(residents, JSON.stringify([{ idNumber: '430199199909091370', name: '欧阳䶮', sex: '男' }]));
    const child = spawn(process.execPath, [
      main,
      '--port',
      '0',
      '--store',
      otherFolder,
      '--residents',
      residents,
    ]);
    try {
      const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
      const { url } = z.strictObject({ url: z.url(), rootKey: publicJwkSchema }).parse(JSON.parse(line));
      const request = housingRequest({
        holder: { idNumber: '430199199909091370', name: '欧阳䶮', sex: '男' },
      });
      const answer = await fetch(`${url}/v1/certificates`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
      });
      expect(answer.status).toBe(200);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test.each([
    ['a port that is none', ['--port', 'abc'], '--port'],
    ['an option that it does not know', ['--prot', '1'], '--prot'],
    ['a residents file that is not there', ['--residents', '/nowhere.json'], '/nowhere.json'],
  ])('says what is wrong with %s', async (_what, options, words) => {
    const child = spawn(process.execPath, [main, ...options]);
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(told).toContain(words);
    expect(told).toContain('Usage');
  });
});
