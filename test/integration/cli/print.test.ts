import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import type { PrinterSimulatorEvent } from '../../../drivers/simulator/printer/print-engine.ts';
import {
  createPrinterSimulator,
  type PrinterSimulator,
} from '../../../drivers/simulator/printer/printer-simulator.ts';
import { type IppEvePrinter, startIppEvePrinter } from '../../helpers/ippeveprinter.ts';
import { weightyPdf } from '../printer/printer-world.ts';
import { documentOf, endCommands, runCommand, startCommand } from './command-line-world.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yizhan-cli-print-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(endCommands);

/** A PDF on the disk, with its octets. */
const pdfFile = async (pages: number): Promise<{ file: string; octets: Uint8Array }> => {
  const octets = weightyPdf(pages, 2_000);
  const file = join(folder, `${pages}-pages.pdf`);
  await writeFile(file, octets);
  return { file, octets };
};

describe('print on a simulated printer', () => {
  let simulator: PrinterSimulator;
  beforeEach(async () => {
    simulator = await createPrinterSimulator({ clock: systemClock, conditions: { millisecondsPerPage: 30 } });
  });
  afterEach(() => simulator.close());

  /** Calls `react` on the first event of this type. */
  const once = (type: PrinterSimulatorEvent['type'], react: () => void): void => {
    const stop = simulator.onEvent((event) => {
      if (event.type === type) {
        stop();
        react();
      }
    });
  };
  const args = (file: string, ...more: string[]): string[] => [
    'device',
    'print',
    file,
    '--printer',
    simulator.uri,
    ...more,
  ];

  it('prints the very octets of the file; progress on stderr, outcome on stdout', async () => {
    const { file, octets } = await pdfFile(3);
    const { exitCode, stdout, stderr } = await runCommand(args(file));
    expect(exitCode).toBe(0);
    expect(stdout).toBe('completed · 打印完成, impressions 3\n');
    expect(stderr).toMatch(/Job 1 is at the printer \(yizhan-[0-9a-f-]{36}\)\.\n/);
    expect(stderr).toContain('The printer has the whole document.');
    expect(stderr).toContain('Impressions printed: 3');
    const [received, ...others] = simulator.receivedDocuments();
    expect(Buffer.from(received?.octets ?? []).equals(Buffer.from(octets))).toBe(true);
    expect(others).toEqual([]);
  });

  it('tells the outcome and the job as one JSON document', async () => {
    const { file } = await pdfFile(1);
    const ended = await runCommand(args(file, '--json'));
    expect(ended.exitCode).toBe(0);
    expect(documentOf(ended)).toEqual({
      command: 'print',
      ok: true,
      outcome: 'completed',
      impressions: 1,
      job: { id: 1, uri: expect.stringContaining('ipp://'), name: expect.stringMatching(/^yizhan-/) },
    });
  });

  it('says that paper is out, and goes on when it is refilled', async () => {
    simulator.set({ sheetsInTray: 1 });
    const { file } = await pdfFile(2);
    const command = startCommand(args(file));
    await command.until(
      'stderr',
      /Held up\. media-empty: The printer is out of paper · 打印机没有纸了 → the staff/,
    );
    simulator.repair();
    const { exitCode, stdout, stderr } = await command.ended;
    expect(exitCode).toBe(0);
    expect(stdout).toContain('impressions 2');
    expect(stderr).toContain('Goes on.');
  });

  it('asks the printer to cancel at Ctrl+C, and says what became of that', async () => {
    simulator.set({ millisecondsPerPage: 60_000 });
    const { file } = await pdfFile(1);
    const command = startCommand(args(file, '--json'));
    await command.until('stderr', /whole document/);
    command.signal('SIGINT');
    const ended = await command.ended;
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain('Asking the printer to cancel');
    expect(documentOf(ended)).toMatchObject({
      ok: false,
      outcome: 'failed',
      fault: { device: 'printer', code: 'cancelled', actor: 'staff' },
    });
    expect(simulator.jobs().map(({ state }) => state)).toEqual([7]);
  });

  it('says that it does not know, where the printer does not confirm and Ctrl+C comes again', async () => {
    simulator.set({ millisecondsPerPage: 60_000 });
    const { file } = await pdfFile(1);
    const command = startCommand(args(file));
    await command.until('stderr', /whole document/);
    simulator.set({ answers: 'never' });
    command.signal('SIGINT');
    await command.until('stderr', /Asking the printer to cancel/);
    const again = setInterval(() => command.signal('SIGINT'), 100);
    const { exitCode, stdout } = await command.ended.finally(() => clearInterval(again));
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^unknown\n/);
    expect(stdout).toContain('look into the output tray');
  });

  it('cancels a job that has not ended in the time given', async () => {
    simulator.set({ jammed: true });
    const { file } = await pdfFile(1);
    const ended = await runCommand(args(file, '--timeout', '1.5', '--json'));
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({ outcome: 'failed', fault: { code: 'timed-out' } });
    expect(simulator.jobs().map(({ state }) => state)).toEqual([7]);
  });

  it('says that nothing was printed where the printer cannot be reached', async () => {
    await simulator.refuseConnections();
    const { file } = await pdfFile(1);
    const ended = await runCommand(args(file, '--timeout', '1'));
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toMatch(/^failed\nprinter · 打印机: printer-unreachable\n/);
    expect(simulator.receivedDocuments()).toEqual([]);
  });

  it('gives the job up as unknown where the printer restarts in the middle', async () => {
    once('page-printed', () => simulator.reboot());
    const { file } = await pdfFile(3);
    const ended = await runCommand(args(file, '--json'));
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({
      outcome: 'unknown',
      fault: { code: 'outcome-unknown', actor: 'staff' },
    });
  });

  it('names an answer that makes no sense', async () => {
    simulator.set({ answers: 'garbage' });
    const { file } = await pdfFile(1);
    const ended = await runCommand(args(file, '--timeout', '1', '--json'));
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({ outcome: 'failed', fault: { code: 'malformed-reply' } });
  });

  it.each<[string, string | null, RegExp]>([
    ['a text', 'Just a text, not a PDF.', /is not a PDF/],
    ['an empty file', '', /is not a PDF/],
    ['no file at all', null, /does not exist/],
  ])('refuses %s with exit code 2 and sends nothing', async (_what, content, problem) => {
    const file = join(folder, content === null ? 'absent.pdf' : 'other.pdf');
    if (content !== null) await writeFile(file, content);
    const { exitCode, stdout, stderr } = await runCommand(args(file));
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(problem);
    expect(simulator.jobs()).toEqual([]);
  });

  it('refuses a folder', async () => {
    const { exitCode, stderr } = await runCommand(args(folder));
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is not a file');
  });

  describe('status', () => {
    const status = (...more: string[]) =>
      runCommand(['device', 'status', '--printer', simulator.uri, ...more]);

    it('is online, with supplies', async () => {
      const ended = await status('--json');
      expect(ended.exitCode).toBe(0);
      expect(documentOf(ended)).toMatchObject({
        ok: true,
        devices: [{ device: 'printer', address: simulator.uri, state: 'online', reasons: [] }],
      });
      expect((await status()).stdout).toMatch(/supplies · 耗材\n.*80 % +ok/);
    });

    it('names every reason, highest severity first', async () => {
      simulator.set({ coverOpen: true, tonerPercent: { black: 5, cyan: 50, magenta: 50, yellow: 50 } });
      const ended = await status('--json');
      expect(ended.exitCode).toBe(3);
      expect(documentOf(ended)).toMatchObject({
        ok: false,
        devices: [
          {
            state: 'userError',
            reasons: [
              { code: 'cover-open', severity: 'error', actor: 'staff' },
              { code: 'toner-low', severity: 'warning', actor: 'staff' },
            ],
          },
        ],
      });
    });

    it('has no answer from one that hangs, when the time is over', async () => {
      simulator.set({ answers: 'never' });
      const ended = await status('--timeout', '1', '--json');
      expect(ended.exitCode).toBe(3);
      expect(documentOf(ended)).toMatchObject({ devices: [{ reasons: [{ code: 'no-answer' }] }] });
    });

    it('is refused where nobody listens', async () => {
      await simulator.refuseConnections();
      const ended = await status();
      expect(ended.exitCode).toBe(3);
      expect(ended.stdout).toMatch(/error +connection-refused/);
    });
  });
});

describe('print on CUPS’ own IPP printer', () => {
  let eve: IppEvePrinter;
  beforeAll(async () => {
    eve = await startIppEvePrinter();
  });
  afterAll(() => eve?.stop());

  it('completes and has the document byte for byte', async () => {
    const { file, octets } = await pdfFile(1);
    const { exitCode, stdout } = await runCommand(['device', 'print', file, '--printer', eve.uri]);
    expect([exitCode, stdout]).toEqual([0, 'completed · 打印完成, impressions 1\n']);
    const spooled = await eve.spooledDocuments();
    expect(spooled.some((each) => Buffer.from(each).equals(Buffer.from(octets)))).toBe(true);
  });

  it('waits for paper and completes when the tray is filled', async () => {
    await eve.loadTray(0);
    const { file } = await pdfFile(1);
    const command = startCommand(['device', 'print', file, '--printer', eve.uri]);
    await command.until('stderr', /Held up\. .*media-/);
    await eve.loadTray(25);
    expect((await command.ended).exitCode).toBe(0);
  });

  it('does not call cancelled at Ctrl+C what comes out all the same', async () => {
    await eve.loadTray(0);
    const { file } = await pdfFile(1);
    const command = startCommand(['device', 'print', file, '--printer', eve.uri, '--json']);
    await command.until('stderr', /whole document/);
    command.signal('SIGINT');
    await command.until('stderr', /Asking the printer to cancel/);
    await eve.loadTray(25);
    const ended = await command.ended;
    // This printer heeds a cancel only when its paper has come, and prints the page before it does.
    expect(ended.exitCode).toBe(3);
    expect(documentOf(ended)).toMatchObject({
      outcome: 'unknown',
      fault: { code: 'outcome-unknown', detail: expect.stringContaining('after all 1 impressions') },
    });
  });

  it('is online', async () => {
    const ended = await runCommand(['device', 'status', '--printer', eve.uri, '--json']);
    expect(ended.exitCode).toBe(0);
    expect(documentOf(ended)).toMatchObject({ devices: [{ state: 'online' }] });
  });
});
