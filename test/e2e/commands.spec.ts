import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { projectFolder } from '../../scripts/station/kiosk/electron-command.ts';
import { processesBeneath } from '../../scripts/station/kiosk/kiosk-process.ts';
import { documentHash } from '../../scripts/station/printed-pages.ts';
import { startIppEvePrinter } from '../helpers/ippeveprinter.ts';
import { buildOnce } from '../helpers/kiosk.ts';
import { printedText } from './support/printed-text.ts';

/** What is behind `npm start` and `npm run demo`, once the set-up is done. */

let folder: string;
const started: ChildProcess[] = [];

test.beforeAll(buildOnce);
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-commands-'));
});
test.afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

interface Command {
  readonly child: ChildProcess;
  said(): string;
  readonly code: Promise<number | null>;
}

const run = (script: string, args: readonly string[]): Command => {
  const child = spawn(process.execPath, [join(projectFolder, 'scripts/station', script), ...args], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let text = '';
  const hear = (bytes: Buffer): void => {
    text += bytes.toString('utf8');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return { child, said: () => text, code: once(child, 'close').then(([code]) => code) };
};

test('the demo leaves the certificate, a picture of each screen, and a report', async () => {
  const out = join(folder, 'out');
  const demo = run('demo.ts', ['--out', out]);
  expect(await demo.code, demo.said()).toBe(0);

  const certificate = readFileSync(join(out, 'certificate.pdf'));
  expect(printedText(certificate)).toContain('林晓岚');
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  expect(report).toMatchObject({
    ok: true,
    certificate: { file: 'certificate.pdf', sha256: documentHash(certificate) },
    versions: { electron: expect.stringMatching(/^\d+\./), developmentRuntime: expect.any(Boolean) },
  });
  const walked = [
    'attract',
    'home',
    'identify',
    'choose',
    'consent',
    'preview',
    'takePaper',
    'rate',
    'goodbye',
  ];
  const shown: string[] = report.steps.map(({ screen }: { screen: string }) => screen);
  expect(shown.filter((screen) => walked.includes(screen))).toEqual(walked);
  expect(
    readdirSync(out)
      .filter((name) => name.endsWith('.png'))
      .sort(),
  ).toEqual(shown.map((screen, index) => `${String(index + 1).padStart(2, '0')}-${screen}.png`));
});

test('the demo prints on an IPP printer that is not ours', async () => {
  const printer = await startIppEvePrinter();
  try {
    const out = join(folder, 'out');
    const demo = run('demo.ts', ['--out', out, '--printer-uri', printer.uri, '--spool', printer.spool]);
    expect(await demo.code, demo.said()).toBe(0);
    const certificate = readFileSync(join(out, 'certificate.pdf'));
    expect(printedText(certificate)).toContain('林晓岚');
    expect(await printer.spooledDocuments()).toEqual([certificate]);
  } finally {
    await printer.stop();
  }
});

test('a demo whose printer is not there says so, with the screen and the logs, and fails', async () => {
  const out = join(folder, 'out');
  const nobody = ['--printer-uri', 'ipp://127.0.0.1:9/ipp/print', '--spool', folder];
  const demo = run('demo.ts', ['--out', out, ...nobody]);
  expect(await demo.code).toBe(1);
  expect(demo.said()).toContain('打印机拒绝了连接');
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  expect(report).toMatchObject({ ok: false, certificate: null, failure: { screenshot: 'failure.png' } });
  expect(report.failure.logs.core.join('\n')).toContain('connection-refused');
  expect(existsSync(join(out, 'failure.png'))).toBe(true);
  expect(existsSync(join(out, 'certificate.pdf'))).toBe(false);
});

test('the demo station opens kiosk and dock, ends on Ctrl+C, and leaves no process behind', async () => {
  const station = run('start.ts', ['--folder', folder]);
  const { pid } = station.child;
  if (pid === undefined) throw new Error('not started');
  await expect.poll(station.said, { timeout: 60_000 }).toContain('Ctrl+C');
  await expect
    .poll(() => {
      const commands = processesBeneath(pid).map(({ commandLine }) => commandLine);
      const has = (part: string): boolean => commands.some((command) => command.includes(part));
      return { core: has('core.mjs') || has('node.mojom'), dock: has('dock/main.cjs'), reader: has('socat') };
    })
    .toEqual({ core: true, dock: true, reader: true });
  const log = join(folder, 'kiosk/logs/core.log');
  await expect.poll(() => existsSync(log) && readFileSync(log, 'utf8')).toContain('renderer-connected');
  const running = processesBeneath(pid);

  await test.step('a second one on the same data is told why it cannot', async () => {
    const second = run('start.ts', ['--folder', folder]);
    expect(await second.code).toBe(1);
    expect(second.said()).toContain('running already');
  });

  station.child.kill('SIGINT');
  expect(await station.code, station.said()).toBe(0);
  const left = running.filter(({ pid: former, commandLine }) =>
    processCommand(former).startsWith(commandLine.slice(0, 200)),
  );
  expect(left.map(({ commandLine }) => commandLine)).toEqual([]);
  expect(existsSync(join(folder, 'dev/id-card-reader'))).toBe(false);
});

test('arguments that are not understood are answered with the usage', async () => {
  const start = run('start.ts', ['--colour']);
  expect(await start.code).toBe(2);
  expect(start.said()).toContain('Usage: npm start');
  const demo = run('demo.ts', []);
  expect(await demo.code).toBe(2);
  expect(demo.said()).toContain('Usage: npm run demo');
});

/** Command line of a process; empty when it has ended, or is only waiting to be noticed. */
const processCommand = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || 'ended';
  } catch {
    return 'ended';
  }
};
