import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Printer } from '../../../drivers/printer/printer-driver.ts';
import { type CupsQueue, startCupsQueue } from '../../helpers/cups-queue.ts';
import { type IppEvePrinter, startIppEvePrinter } from '../../helpers/ippeveprinter.ts';
import { createQuickDriver, startPrint, untilStatus, weightyPdf } from './printer-world.ts';

let eve: IppEvePrinter;
let queue: CupsQueue;
let printer: Printer;

beforeAll(async () => {
  eve = await startIppEvePrinter();
  queue = await startCupsQueue(eve.uri);
  printer = createQuickDriver(queue.uri);
  printer.start();
  // A new queue does not know at once what its printer can do.
  await untilStatus(printer, ({ state }) => state === 'online');
});
afterAll(async () => {
  await printer?.stop();
  await queue?.stop();
  await eve?.stop();
});

describe('a CUPS queue in front of an IPP printer', () => {
  it('takes the same client: the job is completed and the printer has the document byte for byte', async () => {
    const document = weightyPdf(1);
    const print = startPrint(printer, document, { jobName: 'queue-whole' });
    expect(await print.outcome).toMatchObject({ outcome: 'completed' });
    const spooled = await eve.spooledDocuments();
    expect(spooled.some((octets) => Buffer.from(octets).equals(Buffer.from(document)))).toBe(true);
  });

  it('pauses for paper and completes after a refill', async () => {
    const print = startPrint(printer, weightyPdf(1, 500), { jobName: 'queue-paper-out' });
    const { reasons } = await print.until('paused');
    expect(reasons.map(({ code }) => code)).toContain('media-empty');
    await eve.refillTray();
    expect(await print.outcome).toMatchObject({ outcome: 'completed' });
  });

  it('tells the technician that a queue stands between, which can call completed what its printer aborted', () => {
    expect(printer.status().reasons).toContainEqual({
      code: 'other',
      severity: 'report',
      actor: 'technician',
      detail: expect.stringMatching(/^queue of CUPS 2\./),
    });
  });
});
