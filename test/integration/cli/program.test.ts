import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createReaderLine,
  documentOf,
  endCommands,
  projectFolder,
  runCommand,
} from './command-line-world.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(endCommands);

/** Makes a process as `--no-strip-types` does: one whose Node does not run TypeScript, like Node 20. */
const withoutTypeScript = { nodeArguments: ['--no-strip-types'] };

describe('wrong arguments', () => {
  it.each<[string[], RegExp]>([
    [[], /say what to do/],
    [['devices'], /there is no "devices"/],
    [['device'], /say what to do/],
    [['device', 'reset'], /commands are list, status, read-card, scan, print, trace/],
    [['device', 'status', '--prot', '/dev/ttyS9'], /Unknown option '--prot'/],
    [['device', 'status', '--show', '--port', 'x'], /--show has no meaning here/],
    [['device', 'status', '--port'], /--port/],
    [['device', 'status', '--port', 'hid', '--baud', '300'], /--baud "300": give one of 115200/],
    [['device', 'status', '--printer', 'http://localhost/'], /must begin with ipp:\/\//],
    [['device', 'status'], /which one\? Give --port/],
    [['device', 'read-card', '--port', 'hid'], /told by its numbers/],
    [['device', 'read-card', '--timeout', '-1', '--port', 'x'], /--timeout/],
    [['device', 'scan', '--timeout', 'soon', '--port', 'x'], /--timeout "soon": give seconds/],
    [['device', 'print'], /FILE is missing/],
    [['device', 'print', 'a.pdf', 'b.pdf'], /"b\.pdf" is one argument too many/],
    [['device', 'print', 'a.pdf'], /Give --printer/],
    [['device', 'trace', '--device', 'printer', '--port', 'x'], /give one of card-reader, scanner/],
  ])('%j ends with 2 and a sentence', async (args, problem) => {
    const { exitCode, stdout, stderr } = await runCommand(args);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/"yizhan .*--help" explains\.\n$/);
    expect(stderr).not.toMatch(/\n +at /);
  });
});

describe('help', () => {
  it.each(['list', 'status', 'read-card', 'scan', 'print', 'trace'])(
    'of %s tells options and exit codes',
    async (name) => {
      const { exitCode, stdout } = await runCommand(['device', name, '--help']);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`yizhan device ${name}`);
      expect(stdout).toContain('--json');
      expect(stdout).toContain('Exit codes');
    },
  );

  it.each([['--help'], ['device', '--help'], ['device', '-h']])('of the program: %s', async (...args) => {
    const { exitCode, stdout } = await runCommand(args);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('yizhan device print FILE');
  });
});

describe('list', () => {
  it('lists what is connected, for people and for programs', async () => {
    const text = await runCommand(['device', 'list']);
    expect(text.exitCode).toBe(0);
    expect(text.stdout).toMatch(/^serial ports · 串口\n(.+\n)+HID devices · HID 设备\n/);
    const ended = await runCommand(['device', 'list', '--json']);
    expect(ended.exitCode).toBe(0);
    expect(documentOf(ended)).toMatchObject({
      command: 'list',
      ok: true,
      serialPorts: expect.any(Array),
      hidDevices: expect.any(Array),
      configured: [],
    });
  });
});

describe('the settings of a kiosk', () => {
  const settings = (path: string) => ({
    schemaVersion: 1,
    station: { code: 'TEST-1', name: { 'zh-CN': '试验驿站', en: 'Test station' }, phone: '0731-1234567' },
    platform: {
      url: 'http://localhost:1/',
      rootKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
    },
    devices: {
      idCardReader: { transport: 'serial', path },
      printer: { uri: 'ipp://localhost:1/ipp/print' },
    },
  });

  it('name the devices where no option does', async () => {
    const reader = await createReaderLine();
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings(reader.path)));
    const environment = { YIZHAN_DATA_FOLDER: folder };
    const list = documentOf(await runCommand(['device', 'list', '--json'], { environment }));
    const status = await runCommand(['device', 'status', '--json'], { environment });
    await reader.close();
    expect(list).toMatchObject({
      configured: [
        { device: 'idCardReader', address: reader.path },
        { device: 'printer', address: 'ipp://localhost:1/ipp/print' },
      ],
    });
    expect(status.exitCode).toBe(3);
    expect(documentOf(status)).toMatchObject({
      ok: false,
      devices: [
        { device: 'idCardReader', state: 'online', address: reader.path },
        { device: 'printer', state: 'offline', reasons: [{ code: 'connection-refused' }] },
      ],
    });
  });

  it('that are wrong are said so, and options still count', async () => {
    const reader = await createReaderLine();
    await writeFile(join(folder, 'settings.json'), '{"schemaVersion": 2}');
    const environment = { YIZHAN_DATA_FOLDER: folder };
    const without = await runCommand(['device', 'status'], { environment });
    const withPort = await runCommand(['device', 'status', '--port', reader.path], { environment });
    await reader.close();
    expect(without.exitCode).toBe(2);
    expect(without.stderr).toContain('The settings are not used: schemaVersion');
    expect(withPort.exitCode).toBe(0);
    expect(withPort.stderr).toContain('The settings are not used: schemaVersion');
  });
});

describe('the entry', () => {
  it('hands over to the project’s Node where the running one does not run TypeScript', async () => {
    const reader = await createReaderLine();
    const good = await runCommand(['device', 'status', '--port', reader.path], withoutTypeScript);
    const bad = await runCommand(['device', 'nothing'], withoutTypeScript);
    await reader.close();
    expect([good.exitCode, good.stderr]).toEqual([0, '']);
    expect(good.stdout).toContain('正常');
    expect(bad.exitCode).toBe(2);
  });

  it('says what to do where there is no such Node', async () => {
    const cli = join(folder, 'elsewhere/electron/cli');
    await mkdir(cli, { recursive: true });
    await copyFile(join(projectFolder, 'electron/cli/yizhan.mjs'), join(cli, 'yizhan.mjs'));
    const ended = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      const args = [...withoutTypeScript.nodeArguments, join(cli, 'yizhan.mjs'), 'device', 'list'];
      execFile(process.execPath, args, (error, _stdout, stderr) => resolve({ code: error?.code, stderr }));
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('Run "npm ci" in the project folder');
  });

  it('is what npx runs', async () => {
    // A cache of its own: npx leaves a link to the project there.
    const environment = { ...process.env, npm_config_cache: join(folder, 'npm'), npm_config_offline: 'true' };
    const stdout = await new Promise<string>((resolve, reject) => {
      execFile(
        'npx',
        ['yizhan', 'device', '--help'],
        { cwd: projectFolder, env: environment },
        (error, out) => (error ? reject(error) : resolve(out)),
      );
    });
    expect(stdout).toContain('yizhan device print FILE');
  });
});
