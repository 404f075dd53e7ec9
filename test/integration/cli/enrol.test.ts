import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Platform, startPlatform } from '../../../platform/server.ts';
import { defaultSettings } from '../../../scripts/station/station-settings.ts';
import { documentOf, endCommands, runCommand, startCommand } from './command-line-world.ts';

let platform: Platform;
beforeAll(async () => {
  platform = await startPlatform({ store: 'memory' });
});
afterAll(() => platform.close());

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-cli-enrol-'));
});
afterEach(async () => {
  endCommands();
  await rm(folder, { recursive: true, force: true });
});

const stationCode = 'qx-0001';

/** Runs `yizhan enrol` for a kiosk whose settings name this platform. */
const enrolKiosk = async (code: string, { url = platform.url, json = true, anew = false } = {}) => {
  const settings = defaultSettings({
    platformUrl: url,
    rootKey: platform.rootKey,
    readerPath: '/dev/ttyUSB0',
    printerUri: 'ipp://localhost/ipp/print',
  });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  return runCommand(['enrol', '--code', code, ...(anew ? ['--anew'] : []), ...(json ? ['--json'] : [])], {
    environment: { YIZHAN_DATA_FOLDER: folder },
  });
};

describe('enrol', () => {
  it('makes the kiosk known to the platform, once', async () => {
    const code = await platform.createEnrolmentCode(stationCode);
    const ended = await enrolKiosk(code.toLowerCase().replaceAll('-', ''));
    expect([ended.exitCode, ended.stderr]).toEqual([0, '']);
    const [kiosk] = await platform.administration.listKiosks();
    expect(documentOf(ended)).toMatchObject({
      command: 'enrol',
      ok: true,
      outcome: 'enrolled',
      kioskId: kiosk?.kioskId,
    });
    expect((await readdir(join(folder, 'identity'))).sort()).toEqual(['enrolment.json', 'kiosk-key.pem']);

    const again = await enrolKiosk(await platform.createEnrolmentCode(stationCode), { json: false });
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toMatch(/^already-enrolled: this kiosk was enrolled already.* · 本机早已注册/);
    expect(await platform.administration.listKiosks()).toHaveLength(1);
  });

  it('gives a kiosk that is enrolled another identity when it is asked to', async () => {
    const known = (await platform.administration.listKiosks()).length;
    const first = await enrolKiosk(await platform.createEnrolmentCode(stationCode));
    const refused = await enrolKiosk('00000-00000-00000-00000', { anew: true });
    expect(documentOf(refused)).toMatchObject({ outcome: 'code-invalid' });
    const anew = await enrolKiosk(await platform.createEnrolmentCode(stationCode), { anew: true });
    expect(anew.exitCode).toBe(0);
    expect(documentOf(anew)).toMatchObject({ outcome: 'enrolled' });
    const { kioskId } = documentOf(first) as { kioskId: string };
    expect(documentOf(anew)).not.toMatchObject({ kioskId });
    expect(await platform.administration.listKiosks()).toHaveLength(known + 2);
  });

  it.each([
    [
      'a code that nobody gave out',
      async () => '00000-00000-00000-00000',
      /^code-invalid: .+请向中心申请新码\n$/,
    ],
    [
      'a code for another station',
      () => platform.createEnrolmentCode('qx-0002'),
      /^station-mismatch: .+station\.code.+不一致\n$/,
    ],
  ])('says what is wrong with %s', async (_what, code, words) => {
    const ended = await enrolKiosk(await code(), { json: false });
    expect(ended.exitCode).toBe(4);
    expect(ended.stdout).toMatch(words);
  });

  it('says that the platform is not there', async () => {
    const ended = await enrolKiosk(await platform.createEnrolmentCode(stationCode), {
      url: 'http://127.0.0.1:1',
    });
    expect(ended.exitCode).toBe(4);
    expect(documentOf(ended)).toMatchObject({ ok: false, outcome: 'unreachable', detail: 'ECONNREFUSED' });
  });

  it('can be interrupted while the platform does not answer', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const asked = new Promise<void>((resolve) => silent.once('connection', () => resolve()));
    const settings = defaultSettings({
      platformUrl: `http://127.0.0.1:${port}`,
      rootKey: platform.rootKey,
      readerPath: '/dev/ttyUSB0',
      printerUri: 'ipp://localhost/ipp/print',
    });
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
    const command = startCommand(['enrol', '--code', '00000-00000-00000-00000'], {
      environment: { YIZHAN_DATA_FOLDER: folder },
    });
    await asked;
    command.signal('SIGINT');
    expect((await command.ended).exitCode).toBe(130);
    silent.close();
  });

  it.each([
    [['enrol'], {}, /--code is missing/],
    [['enrol', '--code', 'HELLO'], {}, /that is no code/],
    [
      ['enrol', '--code', '00000-00000-00000-00000'],
      {},
      /which kiosk\? Give its data folder in YIZHAN_DATA_FOLDER/,
    ],
    [
      ['enrol', '--code', '00000-00000-00000-00000'],
      { YIZHAN_DATA_FOLDER: '/nowhere' },
      /settings\.json: cannot be read/,
    ],
    [['enrol', '--port', 'hid'], {}, /--port has no meaning here/],
  ] as const)('%j ends with 2 and a sentence', async (args, environment, problem) => {
    const { exitCode, stdout, stderr } = await runCommand([...args], { environment });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/"yizhan enrol --help" explains\.\n$/);
    expect(stderr).not.toContain('HELLO');
  });

  it('explains itself', async () => {
    const { exitCode, stdout } = await runCommand(['enrol', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^yizhan enrol --code CODE \[--anew\] \[--json\]\n/);
    expect(stdout).toContain('Exit codes');
  });
});
