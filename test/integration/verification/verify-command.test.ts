import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../helpers/spoiled-certificates.ts';
import { createSigningWorld } from '../certificates/signing-world.ts';
import { documentOf, endCommands, runCommand } from '../cli/command-line-world.ts';
import { createVerificationWorld, type VerificationWorld } from './verification-world.ts';

let world: VerificationWorld;
let code: string;
let folder: string;

beforeAll(async () => {
  world = await createVerificationWorld();
  code = codeOf(await world.issue());
  await world.documents.refresh();
  folder = mkdtempSync(join(tmpdir(), 'yizhan-verify-'));
});
afterAll(async () => {
  endCommands();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const verify = (...args: readonly string[]) =>
  runCommand(['verify', ...args], { environment: { YIZHAN_DATA_FOLDER: world.database.folder } });

describe('yizhan verify', () => {
  test('says who issued what, when and for what, without a line and beside the running kiosk', async () => {
    const { exitCode, stdout, stderr } = await verify(code);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^genuine: .+ · 证明真实有效/);
    expect(stdout).toMatch(/^ {2}issued by · 签发部门 +潇湘市不动产登记中心 \(xiaoxiang-real-estate\)$/m);
    expect(stdout).toMatch(/^ {2}for · 用途 +购房资格$/m);
    expect(stdout).toMatch(/^ {2}holder · 持有人 +\*\*\* {2}\(\d characters\)$/m);
    expect(stdout).toMatch(/the paper was changed/);
  });

  test('prints the holder and the facts only when it is told to', async () => {
    const masked = documentOf(await verify(code, '--json'));
    expect(masked).toMatchObject({ ok: true, outcome: 'genuine', certificate: { masked: true } });
    expect(masked).not.toHaveProperty('certificate.holder');
    const shown = documentOf(await verify(code, '--json', '--show'));
    expect(shown).toMatchObject({ certificate: { masked: false, facts: { scope: '潇湘市全域' } } });
  });

  test('refuses what must not be relied on with an exit code of its own', async () => {
    const spoiled = await verify(`${code.slice(0, -30)}`, '--json');
    expect(spoiled.exitCode).toBe(8);
    expect(documentOf(spoiled)).toMatchObject({ ok: false, outcome: 'malformed' });
  });

  test('works against a platform without any kiosk, by its root key', async () => {
    const keyFile = join(folder, 'root-key.json');
    writeFileSync(keyFile, JSON.stringify(world.platform.rootKey));
    const args = ['verify', code, '--json', '--url', world.platform.url, '--root-key', keyFile];
    expect(documentOf(await runCommand(args))).toMatchObject({ outcome: 'genuine', revocations: 'platform' });
    const other = await createSigningWorld();
    writeFileSync(keyFile, JSON.stringify(other.trust.rootKey));
    const refused = await runCommand(args);
    expect(refused.exitCode).toBe(9);
    expect(documentOf(refused)).toMatchObject({ ok: false, outcome: 'platform-not-genuine' });
  });

  test('says that the platform could not be asked, and does not guess', async () => {
    const { exitCode, stdout } = await verify(code, '--json', '--url', 'http://127.0.0.1:9');
    expect(exitCode).toBe(9);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, outcome: 'platform-unreachable' });
  });

  test.each([
    ['no such file', ['nowhere.txt'], /nowhere\.txt: is neither a file nor the text of a certificate/],
    ['a platform over plain HTTP', ['x', '--url', 'http://192.0.2.1/'], /--url .* give the address/],
    ['nothing', [], /FILE\|CODE is missing/],
  ])('refuses %s as wrong arguments', async (_what, args, complaint) => {
    const { exitCode, stdout, stderr } = await verify(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(complaint);
  });

  test('refuses a picture with a word on what to do', async () => {
    const file = join(folder, 'code.png');
    writeFileSync(file, Buffer.from('89504e470d0a1a0a', 'hex'));
    const { exitCode, stderr } = await verify(file);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/is a picture: scan its code/);
  });

  test('does not take keys or revocations from a disk that was tampered with', async () => {
    const spoil = (sql: string): void => {
      world.database.tamper((connection) => void connection.exec(sql));
    };
    const good = documentOf(await verify(code, '--json')) as {
      readonly certificate?: { readonly certificateNumber: string };
    };
    expect(good).toMatchObject({ outcome: 'genuine' });
    const certificateNumber = good.certificate?.certificateNumber ?? '';
    await world.platform.administration.revokeCertificate(certificateNumber, 'issued-in-error');
    await world.documents.refresh();
    expect(documentOf(await verify(code, '--json'))).toMatchObject({ outcome: 'revoked' });
    spoil("UPDATE feed_document SET jws = substr(jws, 1, 40) WHERE collection = 'revocations'");
    const damaged = await verify(code, '--json');
    expect([damaged.exitCode, documentOf(damaged)]).toMatchObject([9, { outcome: 'revocations-damaged' }]);
    spoil("UPDATE kept_document SET body = 'e30.e30.AA' WHERE name = 'signed-key-set'");
    const keyless = await verify(code, '--json');
    expect([keyless.exitCode, documentOf(keyless)]).toMatchObject([9, { outcome: 'no-keys' }]);
  });
});
