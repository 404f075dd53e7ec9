import { readFile, stat } from 'node:fs/promises';
import type { DeviceActor, DeviceReason } from '../../../drivers/device/device-status.ts';
import {
  defaultPrintLimits,
  type PrintEvent,
  type PrintFailure,
  type PrintJobReference,
  type PrintOutcome,
} from '../../../drivers/printer/print-outcome.ts';
import { createPrinterDriver } from '../../../drivers/printer/printer-driver.ts';
import { defineCommand, type Report } from '../command.ts';
import { onAbort } from '../devices/await-event.ts';
import { leastPages } from '../devices/least-pages.ts';
import { stopDevice } from '../devices/stop-device.ts';
import { exitCodes } from '../exit-code.ts';
import { type Fault, faultDocument, faultLines } from '../fault.ts';
import type { PrintDocument } from '../json-documents.ts';
import type { Surroundings } from '../surroundings.ts';
import { printable } from '../text/printable.ts';
import { actorWords } from '../words/device-words.ts';
import { type FaultCode, faultWords } from '../words/fault-words.ts';
import { inBoth } from '../words/words.ts';
import { nothingNamed } from './requests.ts';

export interface PrintRequest {
  readonly file: string;
  readonly printer: string;
  /** After which the job is cancelled; null for as long as the driver waits. */
  readonly timeoutMilliseconds: number | null;
}

export type PrintResult =
  | {
      readonly outcome: 'ended';
      readonly print: PrintOutcome;
      readonly job: PrintJobReference | null;
      /** The time that was given ran out, and the job was cancelled for it. */
      readonly timedOut: boolean;
      readonly cancelled: boolean;
    }
  /** The file is none that can be printed; `problem` is a sentence. */
  | { readonly outcome: 'file-refused'; readonly problem: string };

const name = 'print';
/** Certificates have some hundred kilobytes; this keeps a wrong file from filling the memory. Bytes. */
const largestFile = 64 * 1024 * 1024;

type FileOutcome =
  | { readonly ok: true; readonly document: Uint8Array }
  | { readonly ok: false; readonly problem: string };

const readPdf = async (file: string): Promise<FileOutcome> => {
  const refuse = (problem: string): FileOutcome => ({ ok: false, problem: `${file}: ${problem}` });
  try {
    const found = await stat(file);
    if (!found.isFile()) return refuse('is not a file');
    if (found.size > largestFile) return refuse(`is larger than ${largestFile / 1024 / 1024} MB`);
    const document = await readFile(file);
    // ISO 32000-1 §7.5.2.
    return document.subarray(0, 5).toString('latin1') === '%PDF-'
      ? { ok: true, document }
      : refuse('is not a PDF');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return refuse(code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`);
  }
};

const reasonText = ({ code, actor }: DeviceReason<FaultCode>): string =>
  `${code}: ${inBoth(faultWords[code])} → ${inBoth(actorWords[actor])}`;

/** What happens to the job, for standard error. */
export const progressLine = (event: PrintEvent): string => {
  switch (event.type) {
    case 'created':
      return `Job ${event.job.jobId} is at the printer (${event.job.jobName}).`;
    case 'sent':
      return 'The printer has the whole document.';
    case 'progress':
      return `Impressions printed: ${event.impressions}`;
    case 'paused':
      return `Held up. ${event.reasons.map(reasonText).join('; ')}`;
    case 'resumed':
      return 'Goes on.';
  }
};

const run = async (request: PrintRequest, surroundings: Surroundings): Promise<PrintResult> => {
  const { clock, tell, interrupted, insisted, newId } = surroundings;
  const read = await readPdf(request.file);
  if (!read.ok) return { outcome: 'file-refused', problem: read.problem };

  const { timeoutMilliseconds } = request;
  const reach = Math.min(defaultPrintLimits.reach, timeoutMilliseconds ?? defaultPrintLimits.reach);
  const printer = createPrinterDriver({
    uri: request.printer,
    clock,
    printLimits: { ...defaultPrintLimits, reach },
  });
  const cancel = new AbortController();
  let job: PrintJobReference | null = null;
  let timedOut = false;
  const stopTimer =
    timeoutMilliseconds === null
      ? () => {}
      : clock.after(timeoutMilliseconds, () => {
          timedOut = !cancel.signal.aborted;
          if (timedOut) tell('The time is over: asking the printer to cancel the job.');
          cancel.abort();
        });
  const stopHeeding = onAbort(interrupted, () => {
    tell('Asking the printer to cancel the job. Ctrl+C again leaves at once, with the outcome unknown.');
    cancel.abort();
  });
  let stopInsisting = (): void => {};
  const left = new Promise<PrintOutcome>((resolve) => {
    stopInsisting = onAbort(insisted, () => resolve(outcomeWhenLeft(job)));
  });

  const printing = printer.print(
    {
      documents: [read.document],
      jobName: `yizhan-${newId()}`,
      copies: 1,
      pages: leastPages(read.document),
      signal: cancel.signal,
    },
    (event) => {
      if (event.type === 'created') job = event.job;
      tell(printable(progressLine(event)));
    },
  );
  const print = await Promise.race([printing, left]);
  stopTimer();
  stopHeeding();
  stopInsisting();
  await stopDevice(printer, clock);
  return { outcome: 'ended', print, job, timedOut, cancelled: cancel.signal.aborted };
};

/** What can be said of a print that was not awaited: without a job no document can have left. */
export const outcomeWhenLeft = (job: PrintJobReference | null): PrintOutcome =>
  job === null
    ? { outcome: 'failed', reason: 'cancelled', detail: 'before anything was sent' }
    : {
        outcome: 'unknown',
        detail: `left while job ${job.jobId} was at the printer; it may still be printed`,
      };

const actorOfFailure: Record<PrintFailure, DeviceActor> = {
  'printer-unreachable': 'staff',
  'operations-unsupported': 'technician',
  'document-format-unsupported': 'technician',
  'media-size-unsupported': 'technician',
  'no-colour': 'technician',
  'copies-unsupported': 'technician',
  'several-documents-unsupported': 'technician',
  'printer-busy': 'staff',
  'not-accepting-jobs': 'staff',
  refused: 'technician',
  'malformed-reply': 'technician',
  'aborted-by-printer': 'technician',
  'cancelled-at-printer': 'staff',
  cancelled: 'staff',
  'timed-out': 'staff',
  'already-printing': 'staff',
};

type Ended = Extract<PrintResult, { outcome: 'ended' }>;

/** What is wrong after a print; null where all was printed. */
export const faultOfPrint = ({ print, timedOut }: Pick<Ended, 'print' | 'timedOut'>): Fault | null => {
  switch (print.outcome) {
    case 'completed':
      return null;
    case 'failed': {
      const code = print.reason === 'cancelled' && timedOut ? 'timed-out' : print.reason;
      return { device: 'printer', code, actor: actorOfFailure[code], detail: print.detail };
    }
    case 'unknown':
      return { device: 'printer', code: 'outcome-unknown', actor: 'staff', detail: print.detail };
  }
};

const impressionsText = (impressions: number | null): string =>
  impressions === null ? 'the printer does not count impressions' : `impressions ${impressions}`;

const report = (result: PrintResult): Report => {
  if (result.outcome === 'file-refused') {
    return { exitCode: exitCodes.usage, text: [], complaint: [printable(result.problem)], document: null };
  }
  const { print, job, cancelled } = result;
  const fault = faultOfPrint(result);
  const late = cancelled ? ' (the wish to cancel came too late)' : '';
  return {
    exitCode: fault ? exitCodes.deviceFault : exitCodes.ok,
    text: [
      print.outcome === 'completed'
        ? `completed · 打印完成, ${impressionsText(print.impressions)}${late}`
        : print.outcome,
      ...(fault ? faultLines(fault) : []),
    ],
    document: {
      command: name,
      ok: fault === null,
      outcome: print.outcome,
      ...(print.outcome === 'completed' ? { impressions: print.impressions } : {}),
      ...(fault ? { fault: faultDocument(fault) } : {}),
      ...(job ? { job: { id: job.jobId, uri: job.jobUri, name: job.jobName } } : {}),
    } satisfies PrintDocument,
  };
};

/** `print`: prints one PDF and follows the job to its end. */
export const printCommand = defineCommand<PrintRequest, PrintResult>({
  name,
  synopsis: 'FILE [--printer URI]',
  summary: 'print a PDF and follow the job to its end',
  details: [
    'Prints one copy on A4, in colour, on one side, unscaled, as certificates are printed. What happens is told on standard error, the outcome on standard output.',
    'Ctrl+C asks the printer to cancel the job and waits for what becomes of that.',
    '--timeout SECONDS cancels a job that has not ended by then.',
  ],
  accepts: ['printer', 'timeout'],
  positionals: ['FILE'],
  request(options, [file = ''], configured) {
    const printer = options.printer ?? configured.printer;
    if (printer === undefined) return { ok: false, problem: nothingNamed('--printer') };
    return {
      ok: true,
      request: { file, printer, timeoutMilliseconds: options.timeoutMilliseconds ?? null },
    };
  },
  run,
  report,
});
