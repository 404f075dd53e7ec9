import tls from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/device/clock.ts';
import { createHttpTransport } from '../../../drivers/printer/ipp/ipp-transport.ts';
import { createIppClient } from '../../../drivers/printer/ipp/operations.ts';
import { parsePrinterUri } from '../../../drivers/printer/ipp/printer-address.ts';
import { type IppEvePrinter, startIppEvePrinter } from '../../helpers/ippeveprinter.ts';
import { createQuickDriver, startPrint, untilStatus, weightyPdf } from './printer-world.ts';

let eve: IppEvePrinter;
beforeAll(async () => {
  eve = await startIppEvePrinter();
});
afterAll(async () => {
  await eve?.stop();
});

const hasDocument = async (document: Uint8Array): Promise<boolean> =>
  (await eve.spooledDocuments()).some((spooled) => Buffer.from(spooled).equals(Buffer.from(document)));

/** SHA-256 of the certificate that the printer has made for itself. */
const certificateOf = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = tls.connect({ host: 'localhost', port, rejectUnauthorized: false }, () => {
      resolve(socket.getPeerCertificate().fingerprint256);
      socket.destroy();
    });
    socket.once('error', reject);
  });

describe('CUPS’ own IPP printer', () => {
  it('is online, with supplies that it names itself', async () => {
    const printer = createQuickDriver(eve.uri);
    printer.start();
    const status = await untilStatus(printer, ({ state }) => state !== 'starting');
    await printer.stop();
    expect(status).toMatchObject({ state: 'online', reasons: [] });
    expect(status.supplies).toContainEqual({ name: 'Black Ink', kind: 'ink', percent: 75, state: 'ok' });
    expect(status.supplies).toContainEqual({ name: 'main', kind: 'media', percent: 10, state: 'low' });
  });

  it('completes a job and has the document byte for byte', async () => {
    const document = weightyPdf(1);
    const printer = createQuickDriver(eve.uri);
    const print = startPrint(printer, document, { jobName: 'print-whole' });
    expect(await print.outcome).toEqual({ outcome: 'completed', impressions: 1 });
    expect(print.events.map(({ type }) => type)).toEqual(['created', 'sent', 'progress']);
    expect(await hasDocument(document)).toBe(true);
    await printer.stop();
  });

  it('takes a document by Print-Job as well', async () => {
    const document = weightyPdf(1, 2_000);
    const parsed = parsePrinterUri(eve.uri);
    if (!parsed.ok) {
      throw new Error(parsed.detail);
    }
    const client = createIppClient({
      printerUri: eve.uri,
      transport: createHttpTransport(parsed.address, { clock: systemClock }),
    });
    const printed = await client.printJob(
      { jobName: 'print-at-once', documentFormat: 'application/pdf', template: new Map() },
      document,
    );
    expect(printed).toMatchObject({
      ok: true,
      value: { jobUri: expect.stringContaining('ipp://localhost') },
    });
    expect(await hasDocument(document)).toBe(true);
    client.close();
  });

  it('waits for a busy printer and then prints', async () => {
    const printer = createQuickDriver(eve.uri);
    const second = createQuickDriver(eve.uri);
    const holding = startPrint(printer, weightyPdf(1, 500), { jobName: 'print-paper-out-first' });
    await holding.until('paused');
    const waiting = startPrint(second, weightyPdf(1, 600), { jobName: 'print-second' });
    await eve.refillTray();
    expect(await holding.outcome).toEqual({ outcome: 'completed', impressions: 1 });
    expect(await waiting.outcome).toEqual({ outcome: 'completed', impressions: 1 });
    await printer.stop();
    await second.stop();
  });

  it('does not begin without paper, says so, and completes when the tray is filled', async () => {
    await eve.loadTray(0);
    const printer = createQuickDriver(eve.uri);
    const print = startPrint(printer, weightyPdf(1, 700), { jobName: 'print-empty-tray' });
    const { reasons } = await print.until('paused');
    expect(reasons.map(({ code, actor }) => [code, actor])).toContainEqual(['media-empty', 'staff']);
    await eve.loadTray(25);
    expect(await print.outcome).toEqual({ outcome: 'completed', impressions: 1 });
    await printer.stop();
  });

  it('fails a job whose command fails, in the printer’s words', async () => {
    const printer = createQuickDriver(eve.uri);
    const print = startPrint(printer, weightyPdf(1, 800), { jobName: 'print-abort' });
    const outcome = await print.outcome;
    expect(outcome).toMatchObject({ outcome: 'failed', reason: 'aborted-by-printer' });
    expect(outcome).toMatchObject({ detail: expect.stringContaining('The fuser has failed.') });
    await printer.stop();
  });

  it('settles a job afterwards, and does not know one that it never had', async () => {
    const printer = createQuickDriver(eve.uri);
    const print = startPrint(printer, weightyPdf(1, 900), { jobName: 'print-settled' });
    const { job } = await print.until('created');
    await print.outcome;
    expect(await printer.queryJob(job, 1)).toEqual({ outcome: 'completed', impressions: 1 });
    expect(await printer.queryJob({ ...job, jobId: 9_999 }, 1)).toMatchObject({ outcome: 'unknown' });
    await printer.stop();
  });

  it('does not know what became of a job when the printer hangs, and is online again when it wakes', async () => {
    const printer = createQuickDriver(eve.uri);
    printer.start();
    await untilStatus(printer, ({ state }) => state === 'online');
    const print = startPrint(printer, weightyPdf(1, 1_000), {
      jobName: 'print-hang',
      on: (event) => {
        if (event.type === 'created') {
          eve.freeze(true);
        }
      },
    });
    expect(await print.outcome).toMatchObject({ outcome: 'unknown' });
    const gone = await untilStatus(printer, ({ state }) => state !== 'online');
    expect(gone).toMatchObject({ state: 'offline', reasons: [{ code: 'no-answer', actor: 'staff' }] });
    eve.freeze(false);
    await untilStatus(printer, ({ state }) => state === 'online');
    await printer.stop();
  });

  it('is trusted over TLS only by the certificate that was pinned', async () => {
    const seen = await certificateOf(eve.port);
    const check = async (certificateSha256?: string) => {
      const printer = createQuickDriver(
        eve.secureUri,
        certificateSha256 === undefined ? {} : { certificateSha256 },
      );
      printer.start();
      const status = await untilStatus(printer, ({ state }) => state !== 'starting');
      await printer.stop();
      return status;
    };
    expect(await check(seen)).toMatchObject({ state: 'online' });
    expect(await check()).toMatchObject({ state: 'offline', reasons: [{ code: 'not-trusted' }] });
    expect(await check('00'.repeat(32))).toMatchObject({
      state: 'offline',
      reasons: [{ code: 'not-trusted' }],
    });
  });

  it('prints over TLS', async () => {
    const printer = createQuickDriver(eve.secureUri, { certificateSha256: await certificateOf(eve.port) });
    const document = weightyPdf(1, 1_100);
    const print = startPrint(printer, document, { jobName: 'print-secure' });
    expect(await print.outcome).toEqual({ outcome: 'completed', impressions: 1 });
    expect(await hasDocument(document)).toBe(true);
    await printer.stop();
  });
});
