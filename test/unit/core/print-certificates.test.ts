import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PrintEvent, PrintOutcome as PrinterOutcome } from '../../../drivers/printer/print-outcome.ts';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import { createPrintCertificates } from '../../../electron/core/printing/print-certificates.ts';
import { jobNameOf } from '../../../electron/core/printing/print-settlement.ts';
import { settleInterruptedJobs } from '../../../electron/core/printing/settle-interrupted-jobs.ts';
import type { PrintProgress } from '../../../electron/core/session/visit-types.ts';
import { createJournalWorld, type JournalWorld, silentLog, visitId } from '../../helpers/journal.ts';
import { certificate, lin } from '../../helpers/visit.ts';

const printerUri = 'ipp://127.0.0.1:6310/ipp/print';
const jobUri = `${printerUri}/1`;
const created: PrintEvent = { type: 'created', job: { jobUri, jobId: 1, jobName: 'x' } };
const jobId = (attempt: number): string => `019a9c00-0000-7000-8000-00000000010${attempt}`;

let world: JournalWorld;

beforeEach(() => {
  world = createJournalWorld();
  const { requestId, certificateNumber } = certificate;
  const { pseudonym } = lin;
  world.journal.requested({ visitId, requestId, kind: 'housing-status', purposeCode: 'school', pseudonym });
  world.journal.issued({ requestId, certificateNumber, claimsHash: 'b'.repeat(64), pseudonym });
});
afterEach(() => world.database.dispose());

/** A printer that tells the given events and ends as given, and remembers what it was sent. */
const createPrinter = (events: readonly PrintEvent[], ends: readonly PrinterOutcome[]) => {
  const sent: { jobName: string; documents: readonly Uint8Array[]; stateBefore: string | undefined }[] = [];
  const printer: Printer = {
    role: 'printer',
    takesSeveralDocuments: () => true,
    status: () => ({ state: 'online', reasons: [] }),
    onStatus: () => () => undefined,
    start: () => undefined,
    stop: async () => undefined,
    print: async (request, listener) => {
      const [job] = world.database
        .read(({ printJobs }) => printJobs.ofCertificate(certificate.certificateNumber))
        .slice(-1);
      sent.push({ jobName: request.jobName, documents: request.documents, stateBefore: job?.state });
      for (const event of events) listener(event);
      return ends[sent.length - 1] ?? { outcome: 'unknown', detail: 'no more answers' };
    },
    queryJob: async () => ends[0] ?? { outcome: 'unknown', detail: '' },
  };
  let attempt = 0;
  const print = createPrintCertificates({
    printer,
    printerUri,
    journal: world.journal,
    log: silentLog,
    newPrintJobId: () => jobId(++attempt),
  });
  const progress: PrintProgress[] = [];
  return {
    sent,
    progress,
    printer,
    run: () => print({ visitId, person: lin, certificates: [certificate] }, (step) => progress.push(step)),
  };
};

const jobs = () =>
  world.database.read(({ printJobs }) => printJobs.ofCertificate(certificate.certificateNumber));

describe('printing a certificate', () => {
  it('records the intent before the printer hears of it, and the outcome before the resident does', async () => {
    const { run, sent } = createPrinter(
      [created, { type: 'sent', jobUri, jobId: 1 }, { type: 'progress', impressions: 1 }],
      [{ outcome: 'completed', impressions: 1 }],
    );
    expect(await run()).toEqual({ outcome: 'completed' });
    expect(sent[0]).toMatchObject({ jobName: jobNameOf(jobId(1)), stateBefore: 'intended' });
    expect(jobs()).toMatchObject([{ state: 'completed', jobUri, jobId: 1, impressions: 1, attempt: 1 }]);
    expect(world.audit().slice(-3)).toEqual(['print.intended', 'print.sent', 'print.completed']);
  });

  it.each(['department', 'kiosk'] as const)(
    'has in the audit log that the %s signed it',
    async (signedBy) => {
      const { printer } = createPrinter([created], [{ outcome: 'completed', impressions: 1 }]);
      const print = createPrintCertificates({
        printer,
        printerUri,
        journal: world.journal,
        log: silentLog,
        newPrintJobId: () => jobId(1),
      });
      await print({ visitId, person: lin, certificates: [{ ...certificate, signedBy }] }, () => undefined);
      const intended = world.database.read(({ audit }) =>
        Array.from({ length: audit.head().sequence }, (_, index) => audit.find(index + 1)).find(
          (entry) => entry?.action === 'print.intended',
        ),
      );
      expect(JSON.parse(intended?.details ?? '{}')).toMatchObject({ signedBy, pages: 1 });
    },
  );

  it('tells what holds the paper up and how far it is', async () => {
    const { run, progress } = createPrinter(
      [
        created,
        { type: 'sent', jobUri, jobId: 1 },
        { type: 'paused', reasons: [{ code: 'media-empty', severity: 'error', actor: 'staff' }] },
        { type: 'resumed' },
        { type: 'progress', impressions: 1 },
      ],
      [{ outcome: 'completed', impressions: 1 }],
    );
    await run();
    expect(progress.map(({ step, printerProblem }) => printerProblem?.code ?? step)).toEqual([
      'sending',
      'waiting',
      'media-empty',
      'printing',
      'printing',
    ]);
    expect(progress.at(-1)?.pagesPrinted).toBe(1);
  });

  it('prints again after a recorded fault, as the second attempt', async () => {
    const { run } = createPrinter(
      [created],
      [
        { outcome: 'failed', reason: 'aborted-by-printer', detail: '' },
        { outcome: 'completed', impressions: 1 },
      ],
    );
    expect(await run()).toMatchObject({
      outcome: 'failed',
      problem: 'print-failed',
      staffCode: 'aborted-by-printer',
    });
    expect(await run()).toEqual({ outcome: 'completed' });
    expect(jobs().map(({ attempt, state }) => `${attempt} ${state}`)).toEqual(['1 failed', '2 completed']);
  });

  it.each<PrinterOutcome>([
    { outcome: 'completed', impressions: 1 },
    { outcome: 'unknown', detail: 'line-lost' },
  ])('sends nothing a second time after $outcome', async (first) => {
    const { run, sent } = createPrinter([created], [first, { outcome: 'completed', impressions: 1 }]);
    await run();
    expect(await run()).toMatchObject({
      outcome: 'unknown',
      problem: 'could-not-record',
      staffCode: 'already-printed',
    });
    expect(sent).toHaveLength(1);
  });
});

describe('a print that could not be recorded as sent', () => {
  it('is cancelled before the document leaves', async () => {
    const { printer } = createPrinter([], []);
    const heard: boolean[] = [];
    const print = createPrintCertificates({
      printer: {
        ...printer,
        print: async ({ signal }, listener) => {
          listener(created);
          heard.push(signal?.aborted ?? false);
          return { outcome: 'failed', reason: 'cancelled', detail: '' };
        },
      },
      printerUri,
      journal: { ...world.journal, printSent: () => ({ ok: false, reason: 'disk-full' }) },
      log: silentLog,
      newPrintJobId: () => jobId(1),
    });
    expect(await print({ visitId, person: lin, certificates: [certificate] }, () => undefined)).toMatchObject(
      {
        outcome: 'failed',
      },
    );
    expect(heard).toEqual([true]);
    expect(jobs()).toMatchObject([{ state: 'failed', reason: 'cancelled' }]);
  });
});

describe('print jobs that a crash interrupted', () => {
  const interrupt = (sent: boolean): void => {
    const id = jobId(1);
    const { certificateNumber } = certificate;
    world.journal.printIntended({
      id,
      visitId,
      certificateNumber,
      pages: 1,
      signedBy: 'department',
      printerUri,
      pseudonym: lin.pseudonym,
    });
    if (sent) world.journal.printSent({ ids: [id], jobUri, jobId: 1 });
  };
  const settle = async (ends: readonly PrinterOutcome[]) => {
    const { printer } = createPrinter([], ends);
    await settleInterruptedJobs({
      jobs: world.journal.endInterrupted(),
      printer,
      journal: world.journal,
      log: silentLog,
    });
    return jobs()[0];
  };

  it('have failed when the printer never heard of them', async () => {
    interrupt(false);
    expect(await settle([])).toMatchObject({ state: 'failed', reason: 'interrupted-before-sent' });
  });

  it('are completed when the printer says so', async () => {
    interrupt(true);
    expect(await settle([{ outcome: 'completed', impressions: 1 }])).toMatchObject({
      state: 'completed',
      impressions: 1,
    });
  });

  it('stay unknown, and are not made failed, when they were unknown before', async () => {
    interrupt(false);
    world.journal.printSettled(jobId(1), { outcome: 'unknown', reason: 'line-lost' });
    expect(await settle([{ outcome: 'completed', impressions: 1 }])).toMatchObject({
      state: 'unknown',
      reason: 'line-lost',
    });
  });

  it('are unknown, and left to staff, when the printer has forgotten them', async () => {
    interrupt(true);
    expect(await settle([{ outcome: 'unknown', detail: 'job-not-found' }])).toMatchObject({
      state: 'unknown',
    });
    expect(world.audit().slice(-2)).toEqual(['visit.ended (interrupted)', 'print.unknown (job-not-found)']);
  });
});
