import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { provideDevelopmentRuntime } from '../../../scripts/electron-runtime/development-runtime.mjs';
import { pinnedRuntime } from '../../../scripts/electron-runtime/pinned-runtime.mjs';
import { startVirtualDisplay } from '../../../scripts/setup/virtual-display.mjs';

/** An app of ten lines that says what it sees of itself, and shows a window. */
const mainFile = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 300, height: 200 });
  window.loadURL('data:text/html,<title>kiosk</title><h1>hello</h1>');
});
globalThis.seen = {
  name: app.getName(), version: app.getVersion(), path: app.getAppPath(), defaultApp: process.defaultApp,
  isMain: require.main === module, preloaded: globalThis.preloaded ?? [], arguments: process.argv.slice(1),
};
if (process.argv.includes('--tell')) { console.log(JSON.stringify(globalThis.seen)); app.exit(0); }
`;

const isRuntimePlatform =
  process.platform === pinnedRuntime.platform && process.arch === pinnedRuntime.architecture;

describe.runIf(isRuntimePlatform)('the development runtime', () => {
  let runtime = '';
  let app = '';
  let environment: Record<string, string> = {};
  let stopDisplay = async (): Promise<void> => {};

  beforeAll(async () => {
    const provided = await provideDevelopmentRuntime({
      cacheFolder: join(import.meta.dirname, '../../../.cache'),
      environment: process.env,
      platform: process.platform,
      architecture: process.arch,
      starting: () => {},
    });
    if (!provided.ok) throw new Error(provided.message);
    runtime = provided.folder;

    app = mkdtempSync(join(tmpdir(), 'yizhan-app-'));
    const description = { name: 'small', productName: 'Small Kiosk', version: '3.2.1', main: 'main.cjs' };
    writeFileSync(join(app, 'package.json'), JSON.stringify(description));
    writeFileSync(join(app, 'main.cjs'), mainFile);
    for (const name of ['first', 'second']) {
      writeFileSync(join(app, `${name}.cjs`), `(globalThis.preloaded ??= []).push('${name}');`);
    }
    mkdirSync(join(app, 'home'));
    let display = process.env.DISPLAY;
    if (!display) {
      const started = await startVirtualDisplay(process.env);
      if (!started.ok) throw new Error(started.message);
      display = started.display;
      stopDisplay = started.stop;
    }
    const { PATH = '' } = process.env;
    environment = { PATH, DISPLAY: display, HOME: join(app, 'home') };
    // Playwright asks the electron package for the binary in this process, not in the one it starts.
    vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', runtime);
  }, 180_000);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await stopDisplay();
    rmSync(app, { recursive: true, force: true });
  });

  const start = (args: readonly string[], cwd = app) =>
    new Promise<{ exitCode: number | null; output: string; errors: string }>((resolve, reject) => {
      const child = spawn(join(runtime, 'electron'), ['--no-sandbox', ...args], { env: environment, cwd });
      let output = '';
      let errors = '';
      child.stdout.on('data', (chunk) => {
        output += chunk;
      });
      child.stderr.on('data', (chunk) => {
        errors += chunk;
      });
      child.once('error', reject);
      child.once('close', (exitCode) => resolve({ exitCode, output, errors }));
    });

  it('is driven by Playwright and loads an app folder as Electron would', async () => {
    const launched = await _electron.launch({
      args: [app, '--no-sandbox', '--an-argument-of-the-app'],
      env: environment,
    });
    try {
      const seen = await launched.evaluate(() => (globalThis as unknown as { seen: unknown }).seen);
      expect(seen).toEqual({
        name: 'Small Kiosk',
        version: '3.2.1',
        path: app,
        defaultApp: true,
        isMain: true,
        preloaded: [],
        arguments: [app, '--no-sandbox', '--an-argument-of-the-app'],
      });
      expect(await launched.evaluate(({ app: electronApp }) => electronApp.getPath('userData'))).toBe(
        join(app, 'home/.config/Small Kiosk'),
      );
      const window = await launched.firstWindow();
      await window.waitForLoadState();
      expect(await window.textContent('h1')).toBe('hello');
      const versions = await launched.evaluate(() => process.versions);
      expect(versions).toMatchObject({ electron: '25.1.1', modules: expect.any(String) });
    } finally {
      await launched.close();
    }
  });

  it('loads a file as app, after the modules of -r in their order, past switches it does not know', async () => {
    const { exitCode, output } = await start([
      '--a-switch-of-chromium',
      '-r',
      './first.cjs',
      '--another=value',
      `--require=${join(app, 'second.cjs')}`,
      join(app, 'main.cjs'),
      '--tell',
      '-r',
    ]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({
      path: app,
      isMain: true,
      preloaded: ['first', 'second'],
      arguments: expect.arrayContaining(['--a-switch-of-chromium', join(app, 'main.cjs'), '--tell', '-r']),
    });
  });

  it('says so when no app is given', async () => {
    const { exitCode, errors } = await start(['--a-switch']);
    expect(exitCode).toBe(1);
    expect(errors).toContain('no app given');
  });

  it('ends with 1 and the reason when the app cannot be loaded', async () => {
    const { exitCode, errors } = await start([join(app, 'absent')]);
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/the app .*absent did not load: .*Cannot find module/s);
  });
});
