import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../drivers/device/clock.ts';
import { certificateFormat, certificateMedia } from '../../drivers/printer/capabilities.ts';
import { followJob } from '../../drivers/printer/follow-job.ts';
import { createHttpTransport } from '../../drivers/printer/ipp/ipp-transport.ts';
import { keyword } from '../../drivers/printer/ipp/message.ts';
import { createIppClient, type IppClient } from '../../drivers/printer/ipp/operations.ts';
import { parsePrinterUri } from '../../drivers/printer/ipp/printer-address.ts';
import { defaultPrintLimits, type PrintOutcome } from '../../drivers/printer/print-outcome.ts';
import { createPrinterDriver, type Printer } from '../../drivers/printer/printer-driver.ts';
import { type IppEvePrinter, startIppEvePrinter } from '../../test/helpers/ippeveprinter.ts';
import { printWithIpptool } from './ipptool-job.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { quantile, summariseTimes } from '../support/statistics.ts';

const rounds = 40;
/** About that of a certificate, bytes. */
const documentLength = 80_000;
const fullTray = 25;

const requireCompleted = (who: string, outcome: PrintOutcome): void => {
  if (outcome.outcome !== 'completed') throw new Error(`${who}: ${JSON.stringify(outcome)}`);
};

/** Any octets do: the printer's command does not look into them. */
const createDocument = (): Uint8Array =>
  Buffer.concat([Buffer.from('%PDF-1.7\n<< /Type /Page >>\n'), Buffer.alloc(documentLength, 0x20)]);

const clientOf = (uri: string): IppClient => {
  const parsed = parsePrinterUri(uri);
  if (!parsed.ok) throw new TypeError(parsed.detail);
  return createIppClient({
    printerUri: uri,
    transport: createHttpTransport(parsed.address, { clock: systemClock }),
  });
};

/** The same steps as those of ipptool: Print-Job, then looks at the job until it is completed. */
const printByPrintJob = async (
  client: IppClient,
  document: Uint8Array,
  jobName: string,
): Promise<PrintOutcome> => {
  const template = new Map([['media', [keyword(certificateMedia)]]]);
  const printed = await client.printJob({ jobName, documentFormat: certificateFormat, template }, document);
  if (!printed.ok) throw new Error(`Print-Job: ${printed.detail}`);
  return followJob({
    client,
    clock: systemClock,
    limits: defaultPrintLimits,
    job: { ...printed.value, jobName },
    expected: 1,
    listener: () => {},
    cancel: new AbortController().signal,
    release: new AbortController().signal,
  });
};

const printByDriver = (driver: Printer, document: Uint8Array, jobName: string): Promise<PrintOutcome> =>
  driver.print({ documents: [document], jobName, copies: 1, pages: 1 }, () => {});

interface Times {
  readonly client: number[];
  readonly driver: number[];
  readonly ipptool: number[];
  readonly ipptoolProcess: number[];
}

const timed = async (who: string, print: () => Promise<PrintOutcome>): Promise<number> => {
  const start = performance.now();
  const outcome = await print();
  const took = performance.now() - start;
  requireCompleted(who, outcome);
  return took;
};

const measureOn = async (eve: IppEvePrinter, file: string, document: Uint8Array): Promise<Times> => {
  const times: Times = { client: [], driver: [], ipptool: [], ipptoolProcess: [] };
  const client = clientOf(eve.uri);
  const driver = createPrinterDriver({ uri: eve.uri, clock: systemClock });
  try {
    // The first round warms up.
    for (let round = 0; round <= rounds; round += 1) {
      await eve.loadTray(fullTray);
      const byClient = await timed('Print-Job', () =>
        printByPrintJob(client, document, `bench-client-${round}`),
      );
      const byDriver = await timed('driver', () => printByDriver(driver, document, `bench-driver-${round}`));
      const byIpptool = await printWithIpptool(eve.uri, file);
      if (round === 0) continue;
      times.client.push(byClient);
      times.driver.push(byDriver);
      times.ipptool.push(byIpptool.job);
      times.ipptoolProcess.push(byIpptool.process);
    }
  } finally {
    client.close();
    await driver.stop();
  }
  return times;
};

/** From a document to `completed`, ours beside ipptool, in turn on one ippeveprinter. */
export const measurePrints = async (): Promise<Measurement> => {
  const folder = await mkdtemp(join(tmpdir(), 'yizhan-bench-'));
  const file = join(folder, 'document.pdf');
  const document = createDocument();
  await writeFile(file, document);
  const eve = await startIppEvePrinter();
  let times: Times;
  try {
    times = await measureOn(eve, file, document);
  } finally {
    await eve.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const ours = quantile(times.client, 0.5);
  const theirs = quantile(times.ipptool, 0.5);
  return {
    name: 'Print-Job → completed',
    unit: 'ms',
    method: `${rounds} jobs each, ${Math.round(documentLength / 1000)} kB, in turn on one ippeveprinter whose print command is a shell script of two lines. All look again 10 ms after the first look that did not find the job completed.`,
    candidates: withRatios([
      {
        name: 'IppClient: Print-Job, then followJob',
        kind: 'ours',
        remark: 'the same steps as ipptool; at each look also the printer’s state',
        ...summariseTimes(times.client),
      },
      {
        name: 'printer driver, whole print',
        kind: 'ours',
        remark:
          'what the kiosk does: Get-Printer-Attributes, Validate-Job, Create-Job and Send-Document instead of Print-Job',
        ...summariseTimes(times.driver),
      },
      {
        name: 'ipptool',
        kind: 'peer',
        remark: 'Print-Job and Get-Job-Attributes, without the start of its process',
        ...summariseTimes(times.ipptool),
      },
      {
        name: 'ipptool, whole process',
        kind: 'peer',
        remark: 'the same, as a script would use it',
        ...summariseTimes(times.ipptoolProcess),
      },
    ]),
    goals: [atMost(1, 'p50 of ours to that of ipptool', ours / theirs, '×')],
  };
};
