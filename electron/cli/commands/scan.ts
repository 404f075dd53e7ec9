import type { DeviceActor } from '../../../drivers/device/device-status.ts';
import type { ScanEvent, ScanRefusal } from '../../../drivers/qr-scanner/scan-event.ts';
import type { Symbology } from '../../../drivers/qr-scanner/symbology.ts';
import { defineCommand, type Report } from '../command.ts';
import { awaitEvent } from '../devices/await-event.ts';
import { explainBusy } from '../devices/explain-busy.ts';
import { openScanner } from '../devices/open-device.ts';
import { stopDevice } from '../devices/stop-device.ts';
import { timeOutFault, watchAnswers } from '../devices/time-out-fault.ts';
import { exitCodes } from '../exit-code.ts';
import { type Fault, faultOf } from '../fault.ts';
import type { ScanDocument } from '../json-documents.ts';
import { failureReport, interruptedReport } from '../reports.ts';
import type { Surroundings } from '../surroundings.ts';
import { columns } from '../text/columns.ts';
import { type ScannerOnPort, scannerFrom } from './requests.ts';

export interface ScanRequest {
  readonly scanner: ScannerOnPort;
  readonly timeoutMilliseconds: number;
  /** Print what the code says. */
  readonly show: boolean;
}

export type ScanResult =
  | { readonly outcome: 'scanned'; readonly text: string; readonly symbology: Symbology | null }
  | { readonly outcome: 'fault'; readonly fault: Fault }
  | { readonly outcome: 'interrupted' };

const name = 'scan';
const usualTimeoutMilliseconds = 30_000;

/** A code that is no text is the matter of whoever shows it; what got lost on the line is not. */
const actorOfRefusal: Record<ScanRefusal, DeviceActor> = {
  oversized: 'resident',
  empty: 'resident',
  binary: 'resident',
  'control-characters': 'resident',
  incomplete: 'technician',
  malformed: 'technician',
};

/** The outcome of a scan. */
export const resultOfScan = (event: ScanEvent): ScanResult =>
  event.type === 'scanned'
    ? { outcome: 'scanned', text: event.text, symbology: event.symbology ?? null }
    : {
        outcome: 'fault',
        fault: { device: 'qrScanner', code: event.reason, actor: actorOfRefusal[event.reason] },
      };

const run = async (
  { scanner: { port, transport }, timeoutMilliseconds, show }: ScanRequest,
  surroundings: Surroundings,
): Promise<ScanResult> => {
  const { clock, tell } = surroundings;
  if (show) tell('--show prints what the code says, which may be personal data.');
  tell(`Hold a code before the scanner within ${timeoutMilliseconds / 1000} s.`);
  const scanner = openScanner(transport, clock);
  const answers = watchAnswers(scanner);
  scanner.enable();
  const wait = await awaitEvent(scanner, surroundings, timeoutMilliseconds, scanner.onScan);
  const status = scanner.status();
  await stopDevice(scanner, clock);
  switch (wait.end) {
    case 'found':
      return resultOfScan(wait.found);
    case 'interrupted':
      return { outcome: 'interrupted' };
    case 'fault':
      return { outcome: 'fault', fault: await explainBusy(faultOf('qrScanner', wait.reason), port) };
    case 'time-out': {
      const fault = timeOutFault('qrScanner', status, answers.seen, { code: 'no-code', actor: 'resident' });
      return { outcome: 'fault', fault: await explainBusy(fault, port) };
    }
  }
};

const report = (result: ScanResult, { show }: ScanRequest): Report => {
  switch (result.outcome) {
    case 'interrupted':
      return interruptedReport(name);
    case 'fault':
      return failureReport(name, result.fault);
    case 'scanned': {
      const { text, symbology } = result;
      const characters = [...text].length;
      return {
        exitCode: exitCodes.ok,
        text: columns([
          ['kind', symbology ?? 'not told by the scanner'],
          ['length', `${characters} characters`],
          ['text', show ? text : '***  (--show prints it)'],
        ]),
        document: {
          command: name,
          ok: true,
          masked: !show,
          characters,
          ...(symbology === null ? {} : { symbology }),
          ...(show ? { text } : {}),
        } satisfies ScanDocument,
      };
    }
  }
};

/** `scan`: waits for one code of the scanner. */
export const scanCommand = defineCommand<ScanRequest, ScanResult>({
  name,
  synopsis: '[--port PORT] [--baud RATE] [--show]',
  summary: 'wait for one code of the code scanner',
  details: [
    'Without --show only kind and length of the code are printed: a code can be of a person.',
    'A serial scanner is listened to at 9600 baud unless --baud says otherwise; --port hid takes the one in HID POS mode.',
    `Waits for --timeout seconds, ${usualTimeoutMilliseconds / 1000} unless given.`,
  ],
  accepts: ['port', 'baud', 'timeout', 'show'],
  positionals: [],
  request(options, _positionals, configured) {
    const scanner = scannerFrom(options, configured.qrScanner);
    if (!scanner.ok) return scanner;
    return {
      ok: true,
      request: {
        scanner: scanner.request,
        timeoutMilliseconds: options.timeoutMilliseconds ?? usualTimeoutMilliseconds,
        show: options.show,
      },
    };
  },
  run,
  report,
});
