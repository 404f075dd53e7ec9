import { describe, expect, it } from 'vitest';
import type { DeviceStatus } from '../../../../drivers/device/device-status.ts';
import type { PrintJobReference, PrintOutcome } from '../../../../drivers/printer/print-outcome.ts';
import { createPrinterDriver } from '../../../../drivers/printer/printer-driver.ts';
import type { PrinterConditions } from '../../../../drivers/simulator/printer/conditions.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { createLoopbackPrinter, loopbackUri, samplePdf } from './loopback-printer.ts';

const buildWorld = (conditions: Partial<PrinterConditions> = {}) => {
  const clock = createFakeClock();
  const printer = createLoopbackPrinter(clock, conditions);
  const driver = createPrinterDriver({ uri: loopbackUri, clock, transport: printer.transport });
  const published: DeviceStatus[] = [];
  driver.onStatus((status) => {
    published.push(status);
  });
  return { clock, printer, driver, published };
};
const request = { documents: [samplePdf(1)], jobName: 'print-1', copies: 1, pages: 1 };
const codesOf = ({ reasons }: DeviceStatus): string[] =>
  reasons.map(({ code, severity }) => `${code} ${severity}`);

describe('status of the printer', () => {
  it('is starting, then online with its supplies', async () => {
    const { clock, driver, published } = buildWorld();
    expect(driver.status()).toEqual({ state: 'starting', reasons: [] });
    driver.start();
    await clock.advance(10);
    expect(published).toEqual([
      {
        state: 'online',
        reasons: [],
        supplies: [
          { name: 'black toner', kind: 'toner', percent: 80, state: 'ok' },
          { name: 'cyan toner', kind: 'toner', percent: 75, state: 'ok' },
          { name: 'magenta toner', kind: 'toner', percent: 70, state: 'ok' },
          { name: 'yellow toner', kind: 'toner', percent: 65, state: 'ok' },
          { name: 'tray-1', kind: 'media', percent: 100, state: 'ok' },
        ],
      },
    ]);
    await driver.stop();
  });

  it('tells a change once, and nothing while nothing changes', async () => {
    const { clock, driver, published } = buildWorld();
    driver.start();
    await clock.advance(120_000);
    expect(published).toHaveLength(1);
    await driver.stop();
  });

  it('names a fault and is usable again within five seconds after its cause is gone', async () => {
    const { clock, driver, printer } = buildWorld();
    driver.start();
    await clock.advance(10);
    printer.engine.set({ sheetsInTray: 5 });
    await clock.advance(5_000);
    expect(driver.status().state).toBe('online');
    expect(codesOf(driver.status())).toEqual(['media-low warning']);
    printer.engine.set({ coverOpen: true, sheetsInTray: 0 });
    await clock.advance(5_000);
    expect(driver.status().state).toBe('userError');
    expect(codesOf(driver.status())).toEqual(['cover-open error', 'media-empty error', 'media-needed error']);
    printer.engine.set({ coverOpen: false, sheetsInTray: 250 });
    await clock.advance(5_000);
    expect(driver.status()).toMatchObject({ state: 'online', reasons: [] });
    await driver.stop();
  });

  it('forgives one look that fails, and goes offline with the second', async () => {
    const { clock, driver, printer } = buildWorld();
    driver.start();
    await clock.advance(10);
    printer.setLine('refused');
    await clock.advance(4_010);
    expect(driver.status().state).toBe('online');
    await clock.advance(2_000);
    expect(driver.status()).toMatchObject({ state: 'offline', reasons: [{ code: 'connection-refused' }] });
    printer.setLine('up');
    await clock.advance(5_000);
    expect(driver.status().state).toBe('online');
    await driver.stop();
  });

  it.each([
    ['silent', 'offline', 'no-answer'],
    ['garbage', 'hardwareError', 'unintelligible-answer'],
  ] as const)('says what is wrong with a line that is %s', async (line, state, code) => {
    const { clock, driver, printer } = buildWorld();
    printer.setLine(line);
    driver.start();
    await clock.advance(11_000);
    expect(driver.status()).toMatchObject({ state, reasons: [{ code, severity: 'error' }] });
    // The line in memory has no connection to break off.
    const stopped = driver.stop();
    await clock.advance(11_000);
    await stopped;
  });

  it('without a printer that could be one is noDevice, and prints nothing', async () => {
    const driver = createPrinterDriver({ uri: 'http://printer.test/', clock: createFakeClock() });
    driver.start();
    expect(driver.status()).toMatchObject({ state: 'noDevice', reasons: [{ code: 'not-configured' }] });
    expect(await driver.print(request, () => {})).toMatchObject({ outcome: 'failed' });
    await driver.stop();
  });

  it('stops without leaving a timer, and can be started again', async () => {
    const { clock, driver, published } = buildWorld();
    driver.start();
    await clock.advance(10);
    await driver.stop();
    expect(clock.pending()).toBe(0);
    driver.start();
    await clock.advance(10_000);
    expect(published).toHaveLength(1);
    await driver.stop();
  });
});

describe('printing through the driver', () => {
  it('takes one document at a time', async () => {
    const { clock, driver } = buildWorld();
    const first = driver.print(request, () => {});
    expect(await driver.print({ ...request, jobName: 'print-2' }, () => {})).toMatchObject({
      outcome: 'failed',
      reason: 'already-printing',
    });
    await clock.advance(5_000);
    expect(await first).toEqual({ outcome: 'completed', impressions: 1 });
    const third = driver.print({ ...request, jobName: 'print-3' }, () => {});
    await clock.advance(5_000);
    expect(await third).toEqual({ outcome: 'completed', impressions: 1 });
  });

  it('leaves the outcome unknown when it is stopped in the middle, and settles it afterwards', async () => {
    const { clock, driver, printer } = buildWorld({ sheetsInTray: 0 });
    let job: PrintJobReference = { jobUri: '', jobId: 0, jobName: '' };
    const running = driver.print(request, (event) => {
      if (event.type === 'created') {
        job = event.job;
      }
    });
    await clock.advance(5_000);
    await driver.stop();
    expect(await running).toMatchObject({ outcome: 'unknown' });

    const next = createPrinterDriver({ uri: loopbackUri, clock, transport: printer.transport });
    const settling: { outcome: PrintOutcome | null } = { outcome: null };
    void next.queryJob(job, 1).then((outcome) => {
      settling.outcome = outcome;
    });
    await clock.advance(5_000);
    expect(settling.outcome).toBeNull();
    printer.engine.set({ sheetsInTray: 100 });
    await clock.advance(5_000);
    expect(settling.outcome).toEqual({ outcome: 'completed', impressions: 1 });
  });

  it('settles a job of a printer that has forgotten it as unknown', async () => {
    const { clock, driver, printer } = buildWorld();
    const running = driver.print(request, () => {});
    await clock.advance(5_000);
    expect(await running).toMatchObject({ outcome: 'completed' });
    const job = { jobUri: `${loopbackUri}/1`, jobId: 1, jobName: 'print-1' };
    expect(await driver.queryJob(job, 1)).toEqual({ outcome: 'completed', impressions: 1 });
    expect(await driver.queryJob({ ...job, jobName: 'print-0' }, 1)).toMatchObject({ outcome: 'unknown' });
    printer.engine.reboot();
    expect(await driver.queryJob(job, 1)).toMatchObject({ outcome: 'unknown' });
  });
});
