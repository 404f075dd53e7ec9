import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPrinterDriver, type Printer } from '../../../drivers/printer/printer-driver.ts';
import { createPrintCertificates } from '../../../electron/core/printing/print-certificates.ts';
import { settlementsOf } from '../../../electron/core/printing/print-settlement.ts';
import { settleInterruptedJobs } from '../../../electron/core/printing/settle-interrupted-jobs.ts';
import type { PrintProgress } from '../../../electron/core/session/visit-types.ts';
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts';
import { idOf } from '../../helpers/database.ts';
import { createJournalWorld, type JournalWorld, silentLog, visitId } from '../../helpers/journal.ts';
import { lin } from '../../helpers/visit.ts';
import { createLoopbackPrinter, samplePdf } from '../drivers/printer/loopback-printer.ts';

const printerUri = 'ipp://127.0.0.1:6310/ipp/print';
const kinds = ['housing-status', 'provident-fund', 'blood-donation'] as const;
const certificates = kinds.map((itemCode, index) => ({
  requestId: `00000000-0000-4000-8000-00000000000${index + 1}`,
  itemCode,
  certificateNumber: `XX-2026-00000${index + 1}`,
  pdf: samplePdf(2),
  pages: 2,
  signedBy: 'department' as const,
}));
const { pseudonym } = lin;

let world: JournalWorld;
let clock: FakeClock;
let paper: ReturnType<typeof createLoopbackPrinter>;
let printer: Printer;
let printed: string[];

/** A real driver in front of a simulated printer, and three certificates that were issued in one visit. */
const openWorld = (takesSeveralDocuments: boolean): void => {
  world = createJournalWorld();
  for (const { requestId, itemCode, certificateNumber } of certificates) {
    world.journal.requested({ visitId, requestId, kind: itemCode, purposeCode: 'loan', pseudonym });
    world.journal.issued({
      requestId,
      certificateNumber,
      claimsHash: certificateNumber.at(-1)?.repeat(64) ?? '',
      pseudonym,
    });
  }
  clock = createFakeClock();
  paper = createLoopbackPrinter(clock, { takesSeveralDocuments });
  printed = [];
  paper.engine.onEvent((event) => {
    if (event.type === 'page-printed') printed.push(`${event.jobId}/${event.impression}`);
  });
  printer = createPrinterDriver({ uri: printerUri, clock, transport: paper.transport });
};
beforeEach(() => openWorld(true));
afterEach(async () => {
  await printer.stop();
  world.database.dispose();
});

const jobs = () =>
  world.database.read(({ printJobs }) =>
    certificates.flatMap(({ certificateNumber }) => printJobs.ofCertificate(certificateNumber)),
  );
const states = () => jobs().map(({ state, reason }) => (reason === null ? state : `${state} (${reason})`));

/** Prints all three; `progress` is what the resident sees meanwhile. */
const startPrinting = async () => {
  printer.start();
  await clock.advance(0);
  let number = 100;
  const progress: PrintProgress[] = [];
  const print = createPrintCertificates({
    printer,
    printerUri,
    journal: world.journal,
    log: silentLog,
    newPrintJobId: () => idOf(++number),
  });
  const outcome = print({ visitId, person: lin, certificates }, (step) => progress.push(step));
  return { outcome, progress, print };
};

describe('several certificates', () => {
  it('leave the printer as one job, and each keeps its intent, job and outcome', async () => {
    const { outcome, progress } = await startPrinting();
    await clock.advance(30_000);
    expect(await outcome).toEqual({ outcome: 'completed' });
    expect(paper.engine.jobs()).toHaveLength(1);
    expect(paper.engine.receivedDocuments()).toHaveLength(3);
    expect(printed).toEqual(['1/1', '1/2', '1/3', '1/4', '1/5', '1/6']);
    expect(jobs()).toMatchObject(
      [0, 2, 4].map((pagesBefore) => ({
        state: 'completed',
        jobId: 1,
        attempt: 1,
        impressions: 2,
        sharedJob: idOf(101),
        pagesBefore,
      })),
    );
    expect(world.audit().filter((action) => action.startsWith('print.'))).toEqual([
      'print.intended',
      'print.intended',
      'print.intended',
      'print.sent',
      'print.sent',
      'print.sent',
      'print.completed',
      'print.completed',
      'print.completed',
    ]);
    expect(progress.at(-1)).toMatchObject({ pagesPrinted: 6 });
  });

  it('wait in the middle for paper, and go on', async () => {
    paper.engine.set({ sheetsInTray: 3 });
    const { outcome, progress } = await startPrinting();
    await clock.advance(30_000);
    expect(progress.at(-1)).toMatchObject({
      step: 'paused',
      pagesPrinted: 3,
      printerProblem: { code: 'media-empty' },
    });
    expect(states()).toEqual(['sent', 'sent', 'sent']);
    paper.engine.set({ sheetsInTray: 250 });
    await clock.advance(30_000);
    expect(await outcome).toEqual({ outcome: 'completed' });
    expect(printed).toHaveLength(6);
  });

  it('go out as one job after the other where the printer takes one document a job', async () => {
    await printer.stop();
    world.database.dispose();
    openWorld(false);
    const { outcome, progress } = await startPrinting();
    await clock.advance(60_000);
    expect(await outcome).toEqual({ outcome: 'completed' });
    expect(paper.engine.jobs()).toHaveLength(3);
    expect(jobs()).toMatchObject([
      { state: 'completed', jobId: 1, sharedJob: null },
      { state: 'completed', jobId: 2, sharedJob: null },
      { state: 'completed', jobId: 3, sharedJob: null },
    ]);
    expect(progress.at(-1)).toMatchObject({ pagesPrinted: 6 });
  });

  it('are not all called failed when the printer gives up after the first came out', async () => {
    paper.engine.set({ sheetsInTray: 3 });
    const { outcome } = await startPrinting();
    await clock.advance(30_000);
    paper.engine.endJob(1, 'aborted', 'aborted-by-system');
    await clock.advance(5_000);
    expect(await outcome).toMatchObject({ outcome: 'unknown', problem: 'print-outcome-unknown' });
    expect(states()).toEqual([
      'unknown (perhaps-out-before-aborted-by-printer)',
      'failed (aborted-by-printer)',
      'failed (aborted-by-printer)',
    ]);
  });

  it('are not printed when one of them was printed before', async () => {
    const first = await startPrinting();
    await clock.advance(30_000);
    await first.outcome;
    const again = await first.print({ visitId, person: lin, certificates }, () => undefined);
    expect(again).toMatchObject({
      outcome: 'unknown',
      problem: 'could-not-record',
      staffCode: 'already-printed',
    });
    expect(paper.engine.jobs()).toHaveLength(1);
    expect(jobs()).toHaveLength(3);
  });

  it('are settled by one answer of the printer after a crash', async () => {
    const { outcome } = await startPrinting();
    await clock.advance(2_000);
    await printer.stop();
    await outcome.catch(() => undefined);
    const asked: number[] = [];
    await settleInterruptedJobs({
      jobs: world.journal.endInterrupted(),
      printer: {
        ...printer,
        queryJob: async (job, expected) => {
          asked.push(job.jobId, expected);
          return { outcome: 'completed', impressions: 6 };
        },
      },
      journal: world.journal,
      log: silentLog,
    });
    expect(asked).toEqual([1, 6]);
    expect(states()).toEqual([
      expect.stringContaining('completed'),
      expect.stringContaining('completed'),
      expect.stringContaining('completed'),
    ]);
  });
});

describe('what is kept of a job that several share', () => {
  const places = [
    { pagesBefore: 0, pages: 2 },
    { pagesBefore: 2, pages: 1 },
    { pagesBefore: 3, pages: 2 },
  ];
  const failed = { outcome: 'failed', reason: 'aborted-by-printer', detail: '' } as const;

  it.each<[string, Parameters<typeof settlementsOf>[0], readonly string[]]>([
    ['a job that never began', failed, ['failed', 'failed', 'failed']],
    ['no page counted', { ...failed, impressions: 0 }, ['failed', 'failed', 'failed']],
    ['half of the first', { ...failed, impressions: 1 }, ['failed', 'failed', 'failed']],
    ['the first', { ...failed, impressions: 2 }, ['unknown', 'failed', 'failed']],
    ['all but the last page', { ...failed, impressions: 4 }, ['unknown', 'unknown', 'failed']],
    ['a printer that does not count', { ...failed, impressions: null }, ['unknown', 'unknown', 'failed']],
    ['a lost line', { outcome: 'unknown', detail: 'line-lost' }, ['unknown', 'unknown', 'unknown']],
    ['the printer’s word', { outcome: 'completed', impressions: 5 }, ['completed', 'completed', 'completed']],
  ])('follows %s', (_what, outcome, expected) => {
    expect(settlementsOf(outcome, places).map((settlement) => settlement.outcome)).toEqual(expected);
  });
});
