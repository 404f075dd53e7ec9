import { systemClock } from '../../../drivers/device/clock.ts';
import type { DeviceStatus } from '../../../drivers/device/device-status.ts';
import { defaultTransportLimits } from '../../../drivers/printer/ipp/ipp-transport.ts';
import {
  defaultPrintLimits,
  type PrintEvent,
  type PrintOutcome,
} from '../../../drivers/printer/print-outcome.ts';
import { createPrinterDriver, type Printer } from '../../../drivers/printer/printer-driver.ts';

/** Limits for a printer on the same machine: what takes long there never comes. */
const quickTransport = { ...defaultTransportLimits, connectMilliseconds: 1_000, idleMilliseconds: 400 };
const quickPrint = { ...defaultPrintLimits, reach: 900, unreachable: 900 };

/** A driver with short limits on the real clock and real sockets. */
export const createQuickDriver = (uri: string, options: { certificateSha256?: string } = {}): Printer =>
  createPrinterDriver({
    uri,
    clock: systemClock,
    transportLimits: quickTransport,
    printLimits: quickPrint,
    ...(options.certificateSha256 === undefined ? {} : { certificateSha256: options.certificateSha256 }),
  });

/** Resolves with the first status, now or later, that fits. The test's own time-out bounds the wait. */
export const untilStatus = (
  printer: Printer,
  fits: (status: DeviceStatus) => boolean,
): Promise<DeviceStatus> =>
  new Promise((resolve) => {
    if (fits(printer.status())) {
      resolve(printer.status());
      return;
    }
    const stop = printer.onStatus((status) => {
      if (fits(status)) {
        stop();
        resolve(status);
      }
    });
  });

export interface RecordedPrint {
  readonly outcome: Promise<PrintOutcome>;
  readonly events: readonly PrintEvent[];
  /** Resolves when an event of this type has come. */
  until<Type extends PrintEvent['type']>(type: Type): Promise<Extract<PrintEvent, { type: Type }>>;
}

/** Starts a print and records its events. */
export const startPrint = (
  printer: Printer,
  document: Uint8Array,
  options: { jobName: string; pages?: number; signal?: AbortSignal; on?: (event: PrintEvent) => void },
): RecordedPrint => {
  const events: PrintEvent[] = [];
  const waiting = new Set<(event: PrintEvent) => void>();
  const outcome = printer.print(
    {
      documents: [document],
      jobName: options.jobName,
      copies: 1,
      pages: options.pages ?? 1,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
    (event) => {
      events.push(event);
      options.on?.(event);
      for (const tell of [...waiting]) {
        tell(event);
      }
    },
  );
  return {
    outcome,
    events,
    until<Type extends PrintEvent['type']>(type: Type) {
      type Wanted = Extract<PrintEvent, { type: Type }>;
      const isWanted = (event: PrintEvent): event is Wanted => event.type === type;
      return new Promise<Wanted>((resolve, reject) => {
        const past = events.find(isWanted);
        if (past !== undefined) {
          resolve(past);
          return;
        }
        const tell = (event: PrintEvent): void => {
          if (isWanted(event)) {
            waiting.delete(tell);
            resolve(event);
          }
        };
        waiting.add(tell);
        void outcome.then((ended) => {
          reject(new Error(`ended without ${type}: ${JSON.stringify(ended)}`));
        });
      });
    },
  };
};

/** A PDF of one object a page, with some weight, so that it takes several packets. */
export const weightyPdf = (pages: number, octets = 300_000): Uint8Array =>
  Buffer.concat([
    Buffer.from(`%PDF-1.7\n${'<< /Type /Page >>\n'.repeat(pages)}`),
    Buffer.from(Array.from({ length: octets }, (_, index) => (index * 31 + (index >> 8)) & 0xff)),
    Buffer.from('\n%%EOF\n'),
  ]);
