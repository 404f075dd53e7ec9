import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import {
  type IssueCertificateReply,
  type KeySet,
  publicJwkSchema,
  signedKeySetSchema,
} from '../../../platform/contract/api.ts';
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
import { enrolTestKiosk, jsonRequest } from '../../helpers/platform-kiosk.ts';

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
  const { jws } = signedKeySetSchema.parse((await platform.unsigned.get('/v1/keys')).body);
  const opened = await verifyKeySet(jws, platform.rootKey);
  if (opened.outcome !== 'genuine') {
    throw new Error(opened.outcome);
  }
  return opened.keySet;
};

const bytesOf = ({ body }: PlatformAnswer): Uint8Array =>
  new Uint8Array(Buffer.from((body as IssueCertificateReply).certificate, 'base64url'));

describe('a platform started again on its folder', () => {
  test('keeps its root key, its key set, and its certificates', async () => {
    const request = housingRequest();
    const before = await withPlatform(async (platform) => ({
      rootKey: platform.rootKey,
      keySet: await keySetOf(platform),
      answer: await platform.post('/v1/certificates', request),
    }));
    time += 60_000;
    const after = await withPlatform(async (platform) => ({
      rootKey: platform.rootKey,
      keySet: await keySetOf(platform),
      answer: await platform.post('/v1/certificates', request),
    }));
    expect(before.answer.status).toBe(200);
    expect(after).toEqual(before);
  });

  test('announces the next key before it signs with it; what the old one signed stays good', async () => {
    const issueNow = (platform: TestPlatform) =>
      platform.post('/v1/certificates', housingRequest({ consentedAt: time })).then(bytesOf);
    const signerOf = (bytes: Uint8Array, keySet: KeySet): string => {
      const verified = verifyCertificate(bytes, keySet, time);
      return verified.outcome === 'genuine' ? verified.key.keyId : verified.outcome;
    };
    const first = await withPlatform(async (platform) => ({
      keySet: await keySetOf(platform),
      bytes: await issueNow(platform),
    }));
    const issuedAt = time;
    const firstSigner = signerOf(first.bytes, first.keySet);

    time = issuedAt + 710 * day;
    await withPlatform(async (platform) => {
      const keySet = await keySetOf(platform);
      expect(keySet.keys).toHaveLength(first.keySet.keys.length * 2);
      expect(keySet.issuedAt).toBeGreaterThan(first.keySet.issuedAt);
      expect(signerOf(await issueNow(platform), keySet)).toBe(firstSigner);

      time = issuedAt + 718 * day;
      const later = await keySetOf(platform);
      const laterSigner = signerOf(await issueNow(platform), later);
      expect(later.keys.map(({ keyId }) => keyId)).toContain(laterSigner);
      expect(laterSigner).not.toBe(firstSigner);
      expect(verifyCertificate(first.bytes, later, issuedAt).outcome).toBe('genuine');
    });
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
      expect((await platform.unsigned.get('/v1/health')).status).toBe(200);
    });
  });

  test('with half a database in it, as a kill during the first start leaves it, is made anew', async () => {
    await mkdir(join(otherFolder, 'postgresql', 'base'), { recursive: true });
    // What was set aside before stays.
    await mkdir(join(otherFolder, 'postgresql.incomplete'));
    writeFileSync(join(otherFolder, 'postgresql.incomplete', 'PG_VERSION'), '16\n');
    writeFileSync(join(otherFolder, 'postgresql', 'PG_VERSION'), '17\n');
    const platform = await startTestPlatform({ store: { folder: otherFolder } });
    expect((await platform.post('/v1/certificates', housingRequest())).status).toBe(200);
    await platform.close();
    const version = (name: string) => readFileSync(join(otherFolder, name, 'PG_VERSION'), 'utf8').trim();
    expect([version('postgresql.incomplete'), version('postgresql.incomplete-2')]).toEqual(['16', '17']);
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

  const start = async (options: readonly string[]) => {
    const child = spawn(process.execPath, [main, '--port', '0', ...options]);
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const printed = z.strictObject({ url: z.url(), rootKey: publicJwkSchema }).parse(JSON.parse(line));
    return { child, printed, told: () => told };
  };

  const run = async (options: readonly string[]): Promise<{ code: number; said: string; told: string }> => {
    const child = spawn(process.execPath, [main, ...options]);
    const output = { said: '', told: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.told += text;
    });
    const [code] = (await once(child, 'close')) as [number];
    return { code, ...output };
  };

  test('prints url and root key, hands out enrolment codes, knows the residents it was given, ends on SIGTERM', async () => {
    const residents = join(root, 'residents.json');
    writeFileSync(residents, JSON.stringify([{ idNumber: '430199199909091370', name: '欧阳䶮', sex: '男' }]));
    const { child, printed, told } = await start(['--store', otherFolder, '--residents', residents]);
    try {
      const tokenFile = join(otherFolder, 'admin-token');
      expect(statSync(tokenFile).mode & 0o077).toBe(0);
      const token = readFileSync(tokenFile, 'utf8').trim();
      await vi.waitFor(() => expect(told()).toContain(tokenFile));
      expect(told()).not.toContain(token);
      const asked = await run([
        'enrolment-code',
        '--url',
        printed.url,
        '--station',
        'QX-0007',
        '--token',
        token,
      ]);
      expect(asked).toMatchObject({
        code: 0,
        said: expect.stringMatching(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}\n$/) as string,
      });

      const remote = { ...printed, createEnrolmentCode: async () => asked.said.trim() };
      const kiosk = await enrolTestKiosk(remote, Date.now, 'QX-0007');
      const request = housingRequest({
        holder: { idNumber: '430199199909091370', name: '欧阳䶮', sex: '男' },
        consentedAt: Date.now(),
      });
      const answer = await kiosk.exchange(jsonRequest('POST', '/v1/certificates', request));
      expect(answer.status).toBe(200);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('says why an enrolment code was refused', async () => {
    const { child, printed } = await start([]);
    try {
      const options = ['enrolment-code', '--url', printed.url, '--station', 'QX-0007'];
      expect(await run(options)).toMatchObject({
        code: 1,
        told: expect.stringContaining('--token') as string,
      });
      expect(await run([...options, '--token', 'x'.repeat(40)])).toMatchObject({
        code: 1,
        told: expect.stringContaining('401') as string,
      });
    } finally {
      child.kill('SIGKILL');
    }
  });

  test.each([
    ['a port that is none', ['--port', 'abc'], '--port'],
    ['an option that it does not know', ['--prot', '1'], '--prot'],
    ['a command that it does not know', ['enrol'], 'enrol'],
  ])('says what is wrong with %s, and how it is typed', async (_what, options, words) => {
    const { code, told } = await run(options);
    expect(code).toBe(1);
    expect(told).toContain(words);
    expect(told).toContain('Usage');
  });

  test('says what went wrong where nothing was typed wrongly, and no more', async () => {
    const { code, told } = await run(['--residents', '/nowhere.json']);
    expect(code).toBe(1);
    expect(told).toContain('/nowhere.json');
    expect(told).not.toContain('Usage');
  });
});
