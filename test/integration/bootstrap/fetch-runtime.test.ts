import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { provideDevelopmentRuntime } from '../../../scripts/electron-runtime/development-runtime.mjs';
import { downloadElectron, retryVariable } from '../../../scripts/electron-runtime/download-electron.mjs';
import { pinnedRuntime } from '../../../scripts/electron-runtime/pinned-runtime.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-fetch-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A registry of one package: `npm pack` copies a tarball that looks like the pinned one. */
const createRegistry = () => {
  const app = join(folder, 'app');
  mkdirSync(join(app, '@wingconsoledesktop/..'), { recursive: true });
  mkdirSync(join(app, 'resources/app'), { recursive: true });
  writeFileSync(join(app, pinnedRuntime.binary), '#!/bin/sh\n');
  writeFileSync(join(app, 'resources/app/theirs.js'), 'theirs');
  mkdirSync(join(folder, 'package/release'), { recursive: true });
  execFileSync('tar', ['-czf', join(folder, pinnedRuntime.archive), '-C', app, '.']);
  const tarball = join(folder, 'served.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);
  const commands = join(folder, 'bin');
  mkdirSync(commands);
  writeFileSync(
    join(commands, 'npm'),
    `#!/bin/sh\necho "$@" >>${folder}/asked\ncp ${tarball} "$4/${pinnedRuntime.tarball}"\n`,
  );
  chmodSync(join(commands, 'npm'), 0o755);
  const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  return {
    integrity: `sha512-${digest}`,
    environment: { ...process.env, PATH: `${commands}:${process.env.PATH}` },
    asked: () => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8') : ''),
  };
};

describe('provideDevelopmentRuntime', () => {
  const provide = (environment: NodeJS.ProcessEnv, integrity: string, architecture = 'x64') =>
    provideDevelopmentRuntime({
      cacheFolder: join(folder, 'cache'),
      environment,
      platform: 'linux',
      architecture,
      starting: () => {},
      pinned: { ...pinnedRuntime, integrity },
    });

  it('fetches, verifies and unpacks once, with its own loader in place of the app', async () => {
    const { environment, integrity, asked } = createRegistry();
    const runtime = join(folder, 'cache/electron-runtime/25.1.1');
    expect(await provide(environment, integrity)).toEqual({ ok: true, folder: runtime });
    expect(existsSync(join(runtime, 'electron'))).toBe(true);
    expect(existsSync(join(runtime, 'resources/app/theirs.js'))).toBe(false);
    expect(existsSync(join(runtime, 'resources/app/loader.cjs'))).toBe(true);
    expect(readFileSync(join(runtime, 'version'), 'utf8')).toBe('25.1.1');
    expect(readFileSync(join(runtime, 'development-runtime.json'), 'utf8')).toContain(
      'development and tests only',
    );

    expect(await provide(environment, integrity)).toEqual({ ok: true, folder: runtime });
    expect(asked().trim().split('\n')).toHaveLength(1);
    expect(asked()).toContain(`pack ${pinnedRuntime.package}`);
  });

  it('refuses other bytes than the pinned ones, and keeps nothing of them', async () => {
    const { environment } = createRegistry();
    expect(await provide(environment, pinnedRuntime.integrity)).toMatchObject({
      ok: false,
      reason: 'integrityMismatch',
      advice: expect.stringContaining('find out who changed it'),
    });
    expect(existsSync(join(folder, 'cache/electron-runtime/25.1.1'))).toBe(false);
    expect(existsSync(join(folder, 'cache/electron-runtime', pinnedRuntime.tarball))).toBe(false);
  });

  it('renews a loader that is not the one of this tree', async () => {
    const { environment, integrity } = createRegistry();
    await provide(environment, integrity);
    const loader = join(folder, 'cache/electron-runtime/25.1.1/resources/app/loader.cjs');
    const own = readFileSync(loader, 'utf8');
    writeFileSync(loader, 'stale');
    await provide(environment, integrity);
    expect(readFileSync(loader, 'utf8')).toBe(own);
  });

  it('says that there is none for another machine', async () => {
    expect(await provide(process.env, pinnedRuntime.integrity, 'arm64')).toMatchObject({
      ok: false,
      reason: 'wrongPlatform',
    });
  });

  it('says what npm said when it fails', async () => {
    const { environment, integrity } = createRegistry();
    writeFileSync(join(folder, 'bin/npm'), '#!/bin/sh\necho "npm error E404 no such thing"; exit 1\n');
    expect(await provide(environment, integrity)).toMatchObject({
      ok: false,
      reason: 'fetchFailed',
      message: expect.stringContaining('E404 no such thing'),
    });
  });
});

describe('downloadElectron', () => {
  /** An electron package whose installer does what `script` says. */
  const createPackage = (script: string) => {
    const packageFolder = join(folder, 'electron');
    mkdirSync(packageFolder, { recursive: true });
    writeFileSync(join(packageFolder, 'package.json'), JSON.stringify({ version: '45.4.1' }));
    writeFileSync(
      join(packageFolder, 'install.js'),
      `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'runs'))}, '.');\n${script}`,
    );
    const cacheFolder = join(folder, 'cache');
    const download = (environment: NodeJS.ProcessEnv = {}, now = () => performance.now()) =>
      downloadElectron({
        packageFolder,
        cacheFolder,
        node: process.execPath,
        environment: { PATH: process.env.PATH, ...environment },
        now,
        starting: () => {},
        proxy: () => undefined,
      });
    return { download, runs: () => readFileSync(join(folder, 'runs'), 'utf8').length };
  };

  it('remembers that it failed, and why, until asked to try again or told of another mirror', async () => {
    const { download, runs } = createPackage('console.error("TypeError: fetch failed"); process.exit(1);');
    expect(await download()).toEqual({ ok: false, message: 'TypeError: fetch failed' });
    expect(await download()).toMatchObject({
      ok: false,
      message: expect.stringMatching(/fetch failed at an earlier try; .*=1 tries again/),
    });
    expect(runs()).toBe(1);
    await download({ ELECTRON_MIRROR: 'http://127.0.0.1:9/' });
    expect(runs()).toBe(2);
    await download({ [retryVariable]: '1' });
    expect(runs()).toBe(3);
  });

  it('forgets an earlier failure once it worked', async () => {
    const { download } = createPackage('process.exit(process.env.WORKS ? 0 : 1);');
    expect(await download()).toMatchObject({ ok: false });
    expect(await download({ [retryVariable]: '1', WORKS: '1' })).toEqual({ ok: true });
    expect(await download({ WORKS: '1' })).toEqual({ ok: true });
  });

  it('hands the proxy of the npm configuration to the installer', async () => {
    const { download } = createPackage(
      'console.error(process.env.HTTPS_PROXY, process.env.NODE_USE_ENV_PROXY); process.exit(1);',
    );
    expect(await download({ HTTPS_PROXY: 'http://proxy:3128' })).toMatchObject({
      message: 'http://proxy:3128 1',
    });
  });

  it('gives up an installer that brings nothing for 20 s', async () => {
    const { download } = createPackage('setInterval(() => {}, 1000);');
    let time = 0;
    const hurried = () => {
      time += 15_000;
      return time;
    };
    expect(await download({}, hurried)).toEqual({ ok: false, message: 'no progress for 20 s' });
  });
});
