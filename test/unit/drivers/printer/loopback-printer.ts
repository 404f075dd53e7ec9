import { type Clock, pause } from '../../../../drivers/device/clock.ts';
import type { IppTransport } from '../../../../drivers/printer/ipp/ipp-transport.ts';
import { createIppClient, type IppClient } from '../../../../drivers/printer/ipp/operations.ts';
import type { PrinterConditions } from '../../../../drivers/simulator/printer/conditions.ts';
import { answerRequest } from '../../../../drivers/simulator/printer/ipp-service.ts';
import { createPrintEngine, type PrintEngine } from '../../../../drivers/simulator/printer/print-engine.ts';

/** How the line between kiosk and printer behaves. */
export type Line = 'up' | 'refused' | 'silent' | 'garbage';

/** The simulated printer without sockets: requests are handed over in memory, so that a fake clock rules it all. */
export interface LoopbackPrinter {
  readonly engine: PrintEngine;
  readonly transport: IppTransport;
  readonly client: IppClient;
  /** Requests so far. */
  exchanges(): number;
  setLine(line: Line): void;
}

export const loopbackUri = 'ipp://printer.test/ipp/print';

/** After which a silent line counts as a time-out, in milliseconds. */
const silence = 10_000;

export const createLoopbackPrinter = (
  clock: Clock,
  conditions: Partial<PrinterConditions> = {},
): LoopbackPrinter => {
  const engine = createPrintEngine(clock, { millisecondsPerPage: 3_000, ...conditions });
  let line: Line = 'up';
  let exchanges = 0;
  const transport: IppTransport = {
    async exchange({ attributes, document }) {
      exchanges += 1;
      if (line === 'refused') {
        return { ok: false, reason: 'connection-refused', detail: 'nobody there', mayHaveArrived: false };
      }
      const request = document === undefined ? attributes : Buffer.concat([attributes, document]);
      const reply = answerRequest(engine, loopbackUri, request);
      switch (line) {
        case 'silent':
          await pause(clock, silence);
          return { ok: false, reason: 'idle-time-out', detail: 'nothing came', mayHaveArrived: true };
        case 'garbage':
          return { ok: true, reply: reply.subarray(0, 12) };
        case 'up':
          return { ok: true, reply };
      }
    },
    close: () => {},
  };
  return {
    engine,
    transport,
    client: createIppClient({ printerUri: loopbackUri, transport }),
    exchanges: () => exchanges,
    setLine(next) {
      line = next;
    },
  };
};

/** A PDF of `pages` pages as far as the simulator looks into it. */
export const samplePdf = (pages: number): Uint8Array =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj << /Type /Pages /Count ${pages} >> endobj\n${'<< /Type /Page >>\n'.repeat(pages)}%%EOF\n`,
  );
