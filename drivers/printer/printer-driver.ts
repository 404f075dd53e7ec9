import type { Clock } from '../device/clock.ts';
import type { Device, DeviceIdentity } from '../device/device.ts';
import type { PrinterReasonCode } from '../device/reason-codes.ts';
import { readCapabilities } from './capabilities.ts';
import { followJob } from './follow-job.ts';
import { interruptiblePause } from './interruptible-pause.ts';
import { createHttpTransport, type IppTransport, type TransportLimits } from './ipp/ipp-transport.ts';
import { createIppClient, type IppClient } from './ipp/operations.ts';
import { parsePrinterUri } from './ipp/printer-address.ts';
import { type PrintRequest, runPrintJob } from './print-job.ts';
import {
  defaultPrintLimits,
  type PrintJobReference,
  type PrintLimits,
  type PrintListener,
  type PrintOutcome,
} from './print-outcome.ts';
import { printerReason } from './printer-state-reasons.ts';
import {
  identityFromAttributes,
  type PrinterStatus,
  statusAttributeNames,
  statusFromAttributes,
  statusFromFailure,
} from './printer-status.ts';

/** A printer for certificates. */
export interface Printer extends Device<PrinterReasonCode> {
  /**
   * Prints documents as one job and resolves with how that ended; never rejects for what a printer does. One at a time: a
   * second call meanwhile fails with `already-printing`. `listener` is called synchronously; what it records of
   * `created` is on record before the document leaves, and if it aborts the signal there, none leaves.
   */
  print(request: PrintRequest, listener: PrintListener): Promise<PrintOutcome>;
  /**
   * Settles what became of a job that an earlier run of the core sent: follows it to its end if it still runs. A
   * printer that has forgotten it, or has started anew since, gives `unknown`. `expected`: impressions of the whole job.
   */
  queryJob(job: PrintJobReference, expected: number): Promise<PrintOutcome>;
  /** Whether one job may have several documents, as the printer said when it was last looked at. */
  takesSeveralDocuments(): boolean;
}

export interface PrinterDriverOptions {
  /** `ipp://host[:port]/path` or `ipps://…`: a network printer, ipp-usb or a CUPS queue. */
  readonly uri: string;
  readonly clock: Clock;
  /** SHA-256 of the certificate of an `ipps:` printer that signs its own, in hexadecimal. */
  readonly certificateSha256?: string;
  readonly transportLimits?: TransportLimits;
  readonly printLimits?: PrintLimits;
  /** Stands in for HTTP where printer and kiosk share a process. */
  readonly transport?: IppTransport;
}

/** Between two looks at the printer, in milliseconds: soon while something is wrong, so that a cure shows at once. */
const calmInterval = 4_000;
const watchfulInterval = 1_500;

/** Looks that may fail before a printer that had answered counts as gone: one may just be asleep. */
const failuresTolerated = 1;

/** A driver for one IPP printer. A URI that cannot be one makes it `noDevice` with `not-configured`. */
export const createPrinterDriver = (options: PrinterDriverOptions): Printer => {
  const { clock } = options;
  const limits = options.printLimits ?? defaultPrintLimits;
  const parsed = parsePrinterUri(options.uri);
  const client = parsed.ok ? createClient(options, parsed.address) : null;
  const listeners = new Set<(status: PrinterStatus) => void>();
  let status: PrinterStatus = parsed.ok
    ? { state: 'starting', reasons: [] }
    : { state: 'noDevice', reasons: [printerReason('not-configured', parsed.detail)] };
  let release = new AbortController();
  let watching: Promise<void> | null = null;
  const jobs = new Set<Promise<PrintOutcome>>();
  let printing = false;
  let severalDocuments = false;
  let identity: DeviceIdentity = { model: null, firmware: null };

  const publish = (next: PrinterStatus): void => {
    if (JSON.stringify(next) === JSON.stringify(status)) {
      return;
    }
    status = next;
    for (const listener of listeners) {
      listener(next);
    }
  };

  const watch = async (line: IppClient, stopped: AbortSignal): Promise<void> => {
    let failures = 0;
    while (!stopped.aborted) {
      const answer = await line.getPrinterAttributes(statusAttributeNames);
      if (stopped.aborted) {
        return;
      }
      failures = answer.ok ? 0 : failures + 1;
      if (answer.ok) {
        identity = identityFromAttributes(answer.value);
        severalDocuments = readCapabilities(answer.value).severalDocuments;
        publish(statusFromAttributes(answer.value));
      } else if (failures > failuresTolerated || status.state === 'starting') {
        publish(statusFromFailure(answer));
      }
      const calm = status.state === 'online' && failures === 0 && !printing;
      await interruptiblePause(clock, calm ? calmInterval : watchfulInterval, [stopped]);
    }
  };

  const track = (job: Promise<PrintOutcome>): Promise<PrintOutcome> => {
    jobs.add(job);
    const forget = (): void => {
      jobs.delete(job);
    };
    job.then(forget, forget);
    return job;
  };

  const noPrinter: PrintOutcome = {
    outcome: 'failed',
    reason: 'printer-unreachable',
    detail: 'not configured',
  };

  return {
    role: 'printer',
    takesSeveralDocuments: () => severalDocuments,
    identity: () => identity,
    status: () => status,
    onStatus(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start() {
      if (client !== null && watching === null) {
        release = new AbortController();
        watching = watch(client, release.signal);
      }
    },
    async stop() {
      release.abort();
      client?.close();
      await Promise.allSettled([watching, ...jobs]);
      watching = null;
    },
    async print(request, listener) {
      if (client === null) {
        return noPrinter;
      }
      if (printing) {
        return { outcome: 'failed', reason: 'already-printing', detail: 'one job at a time' };
      }
      printing = true;
      try {
        return await track(
          runPrintJob({ client, clock, limits, release: release.signal }, request, listener),
        );
      } finally {
        printing = false;
      }
    },
    async queryJob(job, expected) {
      if (client === null) {
        return { outcome: 'unknown', detail: 'not configured' };
      }
      return await track(
        followJob({
          client,
          clock,
          limits,
          job,
          expected,
          listener: () => {},
          cancel: new AbortController().signal,
          release: release.signal,
        }),
      );
    },
  };
};

const createClient = (
  options: PrinterDriverOptions,
  address: Extract<ReturnType<typeof parsePrinterUri>, { ok: true }>['address'],
): IppClient =>
  createIppClient({
    printerUri: address.printerUri,
    transport:
      options.transport ??
      createHttpTransport(address, {
        clock: options.clock,
        ...(options.transportLimits === undefined ? {} : { limits: options.transportLimits }),
        ...(options.certificateSha256 === undefined ? {} : { certificateSha256: options.certificateSha256 }),
      }),
  });
