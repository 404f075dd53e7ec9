import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type KioskDatabase, openDatabase } from '../../../db/connection.ts';
import { databaseFileIn } from '../../../db/data-folder.ts';
import { type CoreStart, coreStartVariable } from '../../../electron/contract/supervision.ts';
import { createRestartRecord } from '../../../electron/main/restart-record.ts';
import { openTemporaryStation } from '../../helpers/station.ts';
import { documentOf, endCommands, runCommand } from './command-line-world.ts';

interface Finding {
  readonly check: string;
  readonly verdict: string;
  readonly code: string;
  readonly detail: string;
}

/** An enrolled kiosk that has run, and is stopped; its devices and its platform are there. */
let world: Awaited<ReturnType<typeof openTemporaryStation>>;
let dataFolder: string;
beforeAll(async () => {
  world = await openTemporaryStation();
  dataFolder = world.station.kioskFolder;
  chmodSync(dataFolder, 0o700);
});
afterAll(() => world.close());

const openKioskDatabase = (): KioskDatabase => {
  const opened = openDatabase({ file: databaseFileIn(dataFolder), now: Date.now });
  if (!opened.ok) throw new Error(opened.detail);
  return opened.database;
};

beforeEach(() => openKioskDatabase().close());
afterEach(endCommands);

/** A core that was started for this folder and has nothing open, as one that waits for its set-up. */
const startIdleCore = async (folder: string): Promise<ChildProcess> => {
  const program = join(folder, 'core.mjs');
  writeFileSync(program, 'setInterval(() => undefined, 1_000); process.stdout.write("there");');
  const start: CoreStart = {
    dataFolder: folder,
    appFolder: folder,
    runtime: { electron: '45.0.0', chromium: '1', developmentRuntime: false },
    appVersion: '0.1.0',
    formerEnd: 'in-order',
  };
  const core = spawn(process.execPath, [program], {
    env: { ...process.env, [coreStartVariable]: JSON.stringify(start) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(core.stdout, 'data');
  return core;
};

const examine = async (): Promise<{ readonly exitCode: number; readonly findings: readonly Finding[] }> => {
  const ended = await runCommand(['doctor', '--json', '--timeout', '6'], {
    environment: { YIZHAN_DATA_FOLDER: dataFolder },
  });
  const document = documentOf(ended) as { readonly findings: readonly Finding[] };
  return { exitCode: ended.exitCode, findings: document.findings };
};
const codesOf = (findings: readonly Finding[], check?: string): string[] =>
  findings.filter((each) => check === undefined || each.check === check).map(({ code }) => code);

describe('yizhan doctor', () => {
  it('looks at everything of a kiosk that is well and stopped, and finds nothing that does not work', async () => {
    const { exitCode, findings } = await examine();
    expect(findings.filter(({ verdict }) => verdict === 'bad')).toEqual([]);
    expect(exitCode).toBe(0);
    expect(codesOf(findings)).toEqual(
      expect.arrayContaining([
        'kiosk-stopped',
        'settings-read',
        'folder-usable',
        'database-whole',
        'backup-missing',
        'identity-enrolled',
        'name-found',
        'line-open',
        'encryption-none',
        'answer-genuine',
        'time-agrees',
        'clock-believed',
        'queue-empty',
        'restarts-few',
      ]),
    );
    expect(codesOf(findings, 'device')).toEqual(['device-answers', 'device-answers', 'device-answers']);
  });

  it('names what it looks at in Chinese and English, a finding a line', async () => {
    const { stdout } = await runCommand(['doctor'], { environment: { YIZHAN_DATA_FOLDER: dataFolder } });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.find((line) => line.includes('database'))).toMatch(/good · 正常 +database · 数据库 +whole/);
  });

  it('says that the kiosk runs, where somebody has its database open', async () => {
    const database = openKioskDatabase();
    const { findings } = await examine();
    database.close();
    expect(codesOf(findings, 'kiosk')).toEqual(['kiosk-runs']);
    expect(codesOf(findings, 'database')).toEqual(['database-whole']);
  });

  it('says that the kiosk awaits its set-up, by a code of its own, while nothing is set up', async () => {
    const unpacked = mkdtempSync(join(tmpdir(), 'yizhan-unpacked-'));
    const core = await startIdleCore(unpacked);
    try {
      const opened = openDatabase({ file: databaseFileIn(unpacked), now: Date.now });
      if (!opened.ok) throw new Error(opened.detail);
      opened.database.close();
      const environment = { YIZHAN_DATA_FOLDER: unpacked };
      const ended = await runCommand(['doctor', '--json'], { environment });
      const document = documentOf(ended) as { readonly findings: readonly Finding[] };
      expect(document).toMatchObject({ ok: false, awaitsSetup: true });
      expect(document.findings.filter(({ verdict }) => verdict === 'bad')).toEqual([]);
      expect(document.findings).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            code: 'kiosk-awaits-setup',
            detail: `process ${core.pid}; step: not begun`,
          }),
          expect.objectContaining({ verdict: 'warning', code: 'settings-missing' }),
          expect.objectContaining({ verdict: 'warning', code: 'identity-missing' }),
        ]),
      );
      expect(ended.exitCode).toBe(11);
      const { stdout } = await runCommand(['doctor'], { environment });
      expect(stdout).toContain('awaits its set-up');

      core.kill('SIGKILL');
      await once(core, 'exit');
      const stopped = await runCommand(['doctor', '--json'], { environment });
      expect(codesOf((documentOf(stopped) as typeof document).findings, 'kiosk')).toEqual(['kiosk-stopped']);
      expect(stopped.exitCode).toBe(10);
    } finally {
      core.kill('SIGKILL');
      rmSync(unpacked, { recursive: true });
    }
  });

  it('follows the way to the platform up to the step that fails', async () => {
    world.station.network.cut();
    const { exitCode, findings } = await examine();
    world.station.network.restore();
    expect(exitCode).toBe(10);
    expect(codesOf(findings, 'platform').at(0)).toBe('name-found');
    expect(codesOf(findings, 'platform').at(-1)).toMatch(/^(line-refused|answer-not-genuine)$/);
  });

  it('finds the device that does not answer', async () => {
    await world.station.setFault('reader-silent', true);
    const { exitCode, findings } = await examine();
    await world.station.setFault('reader-silent', false);
    expect(exitCode).toBe(10);
    expect(findings.filter(({ verdict }) => verdict === 'bad')).toMatchObject([
      { check: 'device', code: 'device-faulty', detail: expect.stringContaining('idCardReader') },
    ]);
  });

  it('finds a database that is not whole, settings that are wrong, and a kiosk that starts anew all the time', async () => {
    const now = Date.now();
    const record = createRestartRecord(dataFolder, () => now);
    for (let count = 0; count < 12; count += 1) record.add('page', 'page-hangs');
    const settings = join(dataFolder, 'settings.json');
    writeFileSync(settings, '{}');
    const file = databaseFileIn(dataFolder);
    for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
    writeFileSync(file, 'not a database at all'.repeat(1_000));
    const { exitCode, findings } = await examine();
    rmSync(file);
    writeFileSync(settings, JSON.stringify(world.station.settings));
    rmSync(join(dataFolder, 'restarts.json'));
    expect(exitCode).toBe(10);
    expect(codesOf(findings, 'settings')).toEqual(['settings-refused']);
    expect(codesOf(findings, 'database')).toEqual(['database-not-read']);
    expect(findings.find(({ check }) => check === 'restarts')).toMatchObject({
      code: 'restarts-many',
      detail: expect.stringContaining('page, page-hangs'),
    });
  });

  it('is asked for a kiosk', async () => {
    const { exitCode, stderr } = await runCommand(['doctor']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('YIZHAN_DATA_FOLDER');
  });
});
