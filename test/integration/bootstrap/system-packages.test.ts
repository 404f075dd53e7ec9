import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installSystemPackages } from '../../../scripts/setup/system-packages.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-packages-'));
  mkdirSync(join(folder, 'bin'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const command = (name: string, script: string) => {
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
};

/** An Ubuntu 24.04 on which socat is installed, alsa is named libasound2t64, and xvfb is missing. */
const createUbuntu = (install: string) => {
  command('dpkg-query', `printf 'socat\\tamd64\\tinstalled\\n'; cat ${folder}/installed 2>/dev/null; exit 1`);
  command(
    'apt-cache',
    "printf 'libasound2:\\n  Candidate: (none)\\nlibasound2t64:\\n  Candidate: 1.2\\nxvfb:\\n  Candidate: 2.1\\n'",
  );
  command('apt-get', `echo "$DEBIAN_FRONTEND $@" >>${folder}/asked; [ "$1" = update ] && exit 0; ${install}`);
};

const run = (isRoot: boolean, commands: readonly string[] = []) =>
  installSystemPackages({
    wanted: [['socat'], ['libasound2', 'libasound2t64'], ['xvfb']],
    commands,
    cacheFolder: join(folder, 'cache'),
    environment: { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` },
    architecture: 'x64',
    isRoot,
    starting: () => {},
  });

describe('installSystemPackages', () => {
  it('installs as root what is missing, by the names of the system, without recommended ones', async () => {
    createUbuntu(
      `printf 'libasound2t64\\tamd64\\tinstalled\\nxvfb\\tamd64\\tinstalled\\n' >${folder}/installed`,
    );
    expect(await run(true)).toEqual({ ok: true, changed: true, said: 'installed libasound2t64 xvfb' });
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toMatch(
      /^noninteractive update .*\nnoninteractive install .*--no-install-recommends .*libasound2t64 xvfb\n$/,
    );
    rmSync(join(folder, 'asked'));
    expect(await run(true)).toEqual({ ok: true, changed: false, said: 'all 3 present' });
    expect(existsSync(join(folder, 'asked'))).toBe(false);
  });

  it('touches nothing without root, and says the one line to run', async () => {
    createUbuntu('exit 0');
    expect(await run(false)).toMatchObject({
      ok: false,
      reason: 'rootNeeded',
      advice: expect.stringContaining(
        'sudo apt-get update && sudo apt-get install -y --no-install-recommends libasound2t64 xvfb',
      ),
    });
    expect(existsSync(join(folder, 'asked'))).toBe(false);
  });

  it('shows the end of what apt said when it fails', async () => {
    createUbuntu('echo "E: Unable to fetch some archives"; exit 100');
    expect(await run(true)).toMatchObject({
      ok: false,
      reason: 'aptFailed',
      message: expect.stringMatching(/ended with 100.*E: Unable to fetch some archives/s),
    });
  });

  it('does not believe an apt that ends with 0 and installed nothing', async () => {
    createUbuntu('exit 0');
    expect(await run(true)).toMatchObject({ ok: false, reason: 'aptFailed' });
  });
});

describe('installSystemPackages without dpkg', () => {
  const runElsewhere = (commands: readonly string[]) =>
    installSystemPackages({
      wanted: [['socat']],
      commands,
      cacheFolder: join(folder, 'cache'),
      environment: { PATH: join(folder, 'bin') },
      architecture: 'x64',
      isRoot: true,
      starting: () => {},
    });

  it('goes on when the commands are there', async () => {
    command('Xvfb', 'exit 0');
    expect(await runElsewhere(['Xvfb'])).toMatchObject({ ok: true, changed: false });
  });

  it('names those that are not', async () => {
    command('Xvfb', 'exit 0');
    expect(await runElsewhere(['Xvfb', 'no-such-command'])).toMatchObject({
      ok: false,
      reason: 'commandsMissing',
      message: expect.stringMatching(/not found: no-such-command$/),
    });
  });
});
