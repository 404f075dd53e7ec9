import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import type { PrinterConditions } from '../../../drivers/simulator/printer/conditions.ts';
import type { PrinterSimulatorEvent } from '../../../drivers/simulator/printer/print-engine.ts';
import {
  createPrinterSimulator,
  type PrinterSimulator,
} from '../../../drivers/simulator/printer/printer-simulator.ts';
import { createQuickDriver, startPrint, untilStatus, weightyPdf } from './printer-world.ts';

let simulator: PrinterSimulator;
let printer: Printer;

beforeEach(async () => {
  simulator = await createPrinterSimulator({ clock: systemClock, conditions: { millisecondsPerPage: 20 } });
  printer = createQuickDriver(simulator.uri);
});
afterEach(async () => {
  await printer.stop();
  await simulator.close();
});

/** Calls `react` on the first event of the simulator of this type. */
const once = (type: PrinterSimulatorEvent['type'], react: () => void): void => {
  const stop = simulator.onEvent((event) => {
    if (event.type === type) {
      stop();
      react();
    }
  });
};

describe('a simulated printer over HTTP', () => {
  it('prints a certificate, page by page, from the very octets that were sent', async () => {
    const document = weightyPdf(3);
    const pages: number[] = [];
    simulator.onEvent((event) => {
      if (event.type === 'page-printed') {
        pages.push(event.impression);
      }
    });
    const print = startPrint(printer, document, { jobName: 'print-1', pages: 3 });
    expect(await print.outcome).toEqual({ outcome: 'completed', impressions: 3 });
    expect(pages).toEqual([1, 2, 3]);
    const [received, ...others] = simulator.receivedDocuments();
    expect(Buffer.from(received?.octets ?? []).equals(Buffer.from(document))).toBe(true);
    expect(others).toEqual([]);
  });

  it('prints one certificate after another on connections kept alive', async () => {
    for (const number of [1, 2, 3]) {
      const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: `print-${number}` });
      expect(await print.outcome).toEqual({ outcome: 'completed', impressions: 1 });
    }
    expect(simulator.receivedDocuments().map(({ jobName }) => jobName)).toEqual([
      'print-1',
      'print-2',
      'print-3',
    ]);
  });

  it.each<[string, Partial<PrinterConditions>, string]>([
    ['paper is out from the start', { sheetsInTray: 0 }, 'media-empty'],
    ['paper runs out at page 2', { sheetsInTray: 1 }, 'media-empty'],
    ['paper is jammed', { jammed: true }, 'media-jam'],
    ['a cover is open', { coverOpen: true }, 'cover-open'],
    ['it is stopped at its panel', { stopped: true }, 'paused'],
    ['toner is out', { tonerPercent: { black: 0, cyan: 9, magenta: 50, yellow: 50 } }, 'toner-empty'],
  ])('goes on after a repair when %s', async (_what, fault, code) => {
    simulator.set(fault);
    const print = startPrint(printer, weightyPdf(2, 1_000), { jobName: 'print-1', pages: 2 });
    const paused = await print.until('paused');
    expect(paused.reasons.map((reason) => reason.code)).toContain(code);
    expect(paused.reasons[0]?.severity).toBe('error');
    simulator.repair();
    expect(await print.outcome).toEqual({ outcome: 'completed', impressions: 2 });
    expect(simulator.receivedDocuments()).toHaveLength(1);
  });

  it('says that toner is low before it is out, and prints on', async () => {
    printer.start();
    await untilStatus(printer, ({ state }) => state === 'online');
    simulator.set({ tonerPercent: { black: 8, cyan: 50, magenta: 50, yellow: 50 } });
    const low = await untilStatus(printer, ({ reasons }) => reasons.length > 0);
    expect(low).toMatchObject({ state: 'online', reasons: [{ code: 'toner-low', severity: 'warning' }] });
    const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1' });
    expect(await print.outcome).toMatchObject({ outcome: 'completed' });
    simulator.set({ tonerPercent: { black: 0, cyan: 50, magenta: 50, yellow: 50 } });
    const out = await untilStatus(printer, ({ state }) => state !== 'online');
    expect(out).toMatchObject({
      state: 'userError',
      reasons: [{ code: 'toner-empty', severity: 'error' }, {}],
    });
  });

  it('waits for a printer that answers slowly', async () => {
    simulator.set({ millisecondsPerAnswer: 150 });
    const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1' });
    expect(await print.outcome).toEqual({ outcome: 'completed', impressions: 1 });
  });

  it('fails a job that the printer aborts', async () => {
    simulator.set({ millisecondsPerPage: 60_000 });
    once('document-received', () => setImmediate(() => simulator.abortJob()));
    const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1' });
    expect(await print.outcome).toMatchObject({ outcome: 'failed', reason: 'aborted-by-printer' });
  });

  it('cancels at the caller’s wish', async () => {
    simulator.set({ millisecondsPerPage: 60_000 });
    const cancel = new AbortController();
    const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1', signal: cancel.signal });
    await print.until('sent');
    cancel.abort();
    expect(await print.outcome).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
    expect(simulator.jobs()[0]?.state).toBe(7);
  });

  it('does not know what became of a job when the printer restarts in the middle', async () => {
    once('page-printed', () => simulator.reboot());
    const print = startPrint(printer, weightyPdf(3, 1_000), { jobName: 'print-1', pages: 3 });
    expect(await print.outcome).toMatchObject({ outcome: 'unknown' });
  });

  it('does not know what became of a document that was taken and never confirmed', async () => {
    once('document-received', () => simulator.set({ answers: 'never' }));
    const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1' });
    expect(await print.outcome).toMatchObject({ outcome: 'unknown' });
    expect(print.events.map(({ type }) => type)).toEqual(['created']);
  });

  it.each(['garbage', 'truncated', 'wrong-request-id', 'http-error'] as const)(
    'does not believe an answer that is %s',
    async (answers) => {
      once('document-received', () => simulator.set({ answers }));
      const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1' });
      expect(await print.outcome).toMatchObject({ outcome: 'unknown' });
    },
  );

  it('completes when the answers are sound again in time', async () => {
    once('document-received', () => simulator.set({ answers: 'garbage' }));
    once('page-printed', () => simulator.set({ answers: 'normal' }));
    const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1' });
    expect(await print.outcome).toEqual({ outcome: 'completed', impressions: 1 });
  });

  it.each([
    ['never', 'failed', 'printer-unreachable'],
    ['garbage', 'failed', 'malformed-reply'],
  ] as const)('fails before anything is sent when it answers %s', async (answers, outcome, reason) => {
    simulator.set({ answers });
    const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1' });
    expect(await print.outcome).toMatchObject({ outcome, reason });
    expect(simulator.receivedDocuments()).toEqual([]);
  });

  it('is found again on the same port after it had refused connections', async () => {
    printer.start();
    await untilStatus(printer, ({ state }) => state === 'online');
    await simulator.refuseConnections();
    const print = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-1' });
    expect(await print.outcome).toMatchObject({ outcome: 'failed', reason: 'printer-unreachable' });
    const gone = await untilStatus(printer, ({ state }) => state !== 'online');
    expect(gone).toMatchObject({
      state: 'offline',
      reasons: [{ code: 'connection-refused', actor: 'staff' }],
    });
    await simulator.acceptConnections();
    await untilStatus(printer, ({ state }) => state === 'online');
    const again = startPrint(printer, weightyPdf(1, 1_000), { jobName: 'print-2' });
    expect(await again.outcome).toEqual({ outcome: 'completed', impressions: 1 });
  });

  it('stops in the middle of a silent exchange without waiting for it', async () => {
    simulator.set({ answers: 'never' });
    const slow = createQuickDriver(simulator.uri);
    slow.start();
    const print = startPrint(slow, weightyPdf(1, 1_000), { jobName: 'print-1' });
    await slow.stop();
    expect(await print.outcome).toMatchObject({ outcome: 'failed' });
    expect(simulator.receivedDocuments()).toEqual([]);
  });
});
