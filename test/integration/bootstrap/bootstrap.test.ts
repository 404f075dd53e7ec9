import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const project = join(import.meta.dirname, '../../..');

/** A project of scripts only, whose lockfile asks for nothing, with an Electron that is a file of that name. */
const createProject = () => {
  const root = mkdtempSync(join(tmpdir(), 'yizhan-project-'));
  cpSync(join(project, 'scripts'), join(root, 'scripts'), { recursive: true });
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'small', version: '1.0.0', type: 'module' }),
  );
  const lockfile = {
    name: 'small',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: { '': { name: 'small', version: '1.0.0' } },
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lockfile));
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true });
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: {} }));
  symlinkSync(process.execPath, join(root, 'node_modules/.bin/node'));
  for (const name of ['vite', '@vitejs']) {
    symlinkSync(join(project, 'node_modules', name), join(root, 'node_modules', name));
  }
  mkdirSync(join(root, 'electron-given'));
  writeFileSync(join(root, 'electron-given/electron'), '#!/bin/sh\n');
  chmodSync(join(root, 'electron-given/electron'), 0o755);
  writeFileSync(join(root, 'electron-given/version'), '45.4.1');
  rmSync(join(root, 'scripts/station'), { recursive: true, force: true });
  // A small project with its large files in place.
  for (const [folder, script, said] of [
    ['models/faceplugin', 'models/models.ts', 'already installed'],
    ['fonts/HanaMinB.ttf', 'fonts/install-fallback-font.ts', 'is in place'],
  ] as const) {
    mkdirSync(join(root, 'assets', folder), { recursive: true });
    writeFileSync(join(root, 'scripts', script), `console.log('${said}');\n`);
  }
  return root;
};

let root = '';
let started: ChildProcess[] = [];
beforeEach(() => {
  root = createProject();
  started = [];
});
afterEach(() => {
  // What a failed test left running passes the signal on to what it started.
  for (const child of started) child.kill('SIGTERM');
  rmSync(root, { recursive: true, force: true });
});

const start = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
  const child = spawn(process.execPath, [join(root, 'scripts/bootstrap.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: join(root, 'electron-given'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const said = { output: '', errors: '' };
  child.stdout.on('data', (chunk) => {
    said.output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.errors += chunk;
  });
  return { child, said };
};

const run = async (args: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
  const { child, said } = start(args, environment);
  const [exitCode] = await once(child, 'close');
  return { exitCode, ...said };
};

/** Resolves when the output holds the text. */
const printed = (child: ChildProcess, text: string) =>
  new Promise<void>((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
      if (output.includes(text)) resolve();
    });
  });

/** Says its process id and its display, then waits for SIGTERM and ends with 9. */
const waitForSignal =
  'process.on("SIGTERM", () => process.exit(9)); setInterval(() => {}, 1e6); console.log("process", process.pid, "started on", process.env.DISPLAY)';
const noScreen = { DISPLAY: '', WAYLAND_DISPLAY: '' };

const displayIn = (output: string): string => /no screen here: Xvfb (:\d+)/.exec(output)?.[1] ?? 'none';

/** Whether an X server answers for a display, ":99". */
const answers = (display: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

describe('bootstrap', () => {
  it.each([[[]], [['unknown']], [['exec']], [['setup', 'more']], [['test', 'more']]])(
    'says its usage for %j',
    async (args) => {
      const { exitCode, errors } = await run(args);
      expect(exitCode).toBe(2);
      expect(errors).toContain('Usage: node scripts/bootstrap.mjs COMMAND');
    },
  );

  it('says one line when everything is in place', async () => {
    await run(['setup']);
    const { exitCode, output } = await run(['setup']);
    expect(exitCode).toBe(0);
    expect(output).toMatch(/^ready after \d+\.\d s: Node .*; Electron 45\.4\.1\n$/);
  });

  it('goes on without a large file that cannot be had, and says which tests that skips', async () => {
    rmSync(join(root, 'assets/models'), { recursive: true });
    writeFileSync(
      join(root, 'scripts/models/models.ts'),
      "console.error('cannot be had'); process.exit(1);\n",
    );
    const { exitCode, output } = await run(['setup']);
    expect(exitCode).toBe(0);
    expect(output).toContain('face models: cannot be had; tests with real faces are skipped');
  });

  it('hands over with its own binaries first, the Electron and a display, and passes the exit code on', async () => {
    const script =
      'console.log(JSON.stringify([process.env.PATH, process.env.ELECTRON_OVERRIDE_DIST_PATH, process.env.DISPLAY])); process.exit(7)';
    const { exitCode, output } = await run(['exec', 'node', '-e', script], { DISPLAY: ':77' });
    expect(exitCode).toBe(7);
    const [path, electron, display] = JSON.parse(output.trim().split('\n').at(-1) ?? '');
    expect(path.split(':')[0]).toBe(join(root, 'node_modules/.bin'));
    expect(electron).toBe(join(root, 'electron-given'));
    expect(display).toBe(':77');
  });

  it('passes a signal on and waits for the end', async () => {
    const { child } = start(['exec', 'node', '-e', waitForSignal], { DISPLAY: ':77' });
    const ended = once(child, 'close');
    await printed(child, 'started');
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(9);
  });

  it('starts an X server where there is no screen, and ends it at the end', async () => {
    const { child, said } = start(['exec', 'node', '-e', waitForSignal], noScreen);
    const ended = once(child, 'close');
    await printed(child, 'started');
    const display = displayIn(said.output);
    expect(said.output).toContain(`started on ${display}\n`);
    expect(await answers(display)).toBe(true);
    child.kill('SIGTERM');
    expect((await ended)[0]).toBe(9);
    expect(await answers(display)).toBe(false);
  });

  it('leaves no X server behind when it is killed itself', async () => {
    const { child, said } = start(['exec', 'node', '-e', waitForSignal], noScreen);
    await printed(child, 'started');
    const display = displayIn(said.output);
    const handedTo = Number(/process (\d+)/.exec(said.output)?.[1]);
    expect(await answers(display)).toBe(true);
    child.kill('SIGKILL');
    process.kill(handedTo, 'SIGKILL');
    await expect.poll(() => answers(display), { timeout: 10_000 }).toBe(false);
  });

  it('says what npm said when the packages cannot be installed', async () => {
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ name: 'small', version: '1.0.0', dependencies: { react: '19.3.1' } }),
    );
    rmSync(join(root, 'node_modules/.package-lock.json'));
    const { exitCode, output } = await run(['setup']);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/FAILED npm packages: npm ci ended with \d+/);
    expect(output).toContain('What to do:');
  });

  it('says what to do when the override holds no Electron', async () => {
    const { exitCode, output } = await run(['setup'], { ELECTRON_OVERRIDE_DIST_PATH: join(root, 'nowhere') });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/FAILED Electron: ELECTRON_OVERRIDE_DIST_PATH is .*nowhere/);
  });

  it('shows the build error and stops', async () => {
    mkdirSync(join(root, 'electron/main'), { recursive: true });
    writeFileSync(join(root, 'electron/main/main.ts'), 'const = 1;');
    const { exitCode, output } = await run(['setup']);
    expect(exitCode).toBe(1);
    expect(output).toMatch(/FAILED build: .*main\.ts/s);
  });
});

describe('bootstrap test', () => {
  /** A check by npm, and stand-ins for vitest and Playwright that write the reports the real ones would. */
  const createParts = (vitestExitCode: number) => {
    const description = {
      name: 'small',
      version: '1.0.0',
      type: 'module',
      scripts: { check: 'echo checked' },
    };
    writeFileSync(join(root, 'package.json'), JSON.stringify(description));
    const part = (name: string, script: string) => {
      const file = join(root, 'node_modules/.bin', name);
      writeFileSync(file, `#!/bin/sh\n${script}\n`);
      chmodSync(file, 0o755);
    };
    part(
      'vitest',
      `echo '{"numPassedTests":3,"numFailedTests":${vitestExitCode},"numPendingTests":1}' >"\${4#*=}"; exit ${vitestExitCode}`,
    );
    part('playwright', `echo '{"stats":{"expected":2}}' >"$PLAYWRIGHT_JSON_OUTPUT_FILE"`);
  };

  it('runs check, vitest and Playwright, and closes with what each came to', async () => {
    createParts(0);
    const { exitCode, output } = await run(['test'], { DISPLAY: ':77' });
    expect(exitCode).toBe(0);
    expect(output).toMatch(/== check: .*\nchecked\n.*== vitest: .*== playwright: /s);
    const closing = output.slice(output.indexOf('== summary'));
    expect(closing.replaceAll(/\d+\.\d s/g, 'T')).toBe(
      [
        '== summary',
        '  check        passed in T',
        '  vitest       passed in T, 3 passed, 0 failed, 1 skipped',
        '  playwright   passed in T, 2 passed, 0 failed, 0 skipped',
        '5 passed, 0 failed, 1 skipped',
        '',
      ].join('\n'),
    );
  });

  it('stops at the first part that fails and ends with its exit code', async () => {
    createParts(4);
    const { exitCode, output } = await run(['test'], { DISPLAY: ':77' });
    expect(exitCode).toBe(4);
    expect(output).toContain('  vitest       FAILED (exit code 4)');
    expect(output).toContain('  playwright   not run');
    expect(output).not.toContain('== playwright:');
  });
});
