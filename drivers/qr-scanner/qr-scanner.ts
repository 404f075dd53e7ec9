import type { Clock } from '../device/clock.ts';
import type { Device } from '../device/device.ts';
import type { DeviceStatus } from '../device/device-status.ts';
import { createFrameTrace, type FrameTraceEntry } from '../device/frame-trace.ts';
import type { QrScannerReasonCode } from '../device/reason-codes.ts';
import type { ByteTransport } from '../transport/byte-transport.ts';
import { createPersistentLine } from '../transport/persistent-line.ts';
import { decodeText } from './decode-text.ts';
import type { ScanEvent, ScanRefusal } from './scan-event.ts';
import { type ScanParser, type ScanParserOutput, scanGap } from './scan-parser.ts';
import { type LineState, scannerStatus } from './scanner-status.ts';
import { symbologyOf } from './symbology.ts';

/** A running QR scanner. Its line is open from `start()` on, but codes count only while it is enabled. */
export interface QrScanner extends Device<QrScannerReasonCode> {
  readonly role: 'qrScanner';
  /** A visit wants a code: the next one that begins counts. */
  enable(): void;
  /** Nobody wants a code: what comes is dropped and not kept for a later visit, a code under way included. */
  disable(): void;
  onScan(listener: (event: ScanEvent) => void): () => void;
  /** The last codes by time, kind and length, without their contents. */
  trace(): readonly FrameTraceEntry[];
}

export interface QrScannerOptions {
  readonly createTransport: () => ByteTransport;
  readonly parser: ScanParser;
  readonly clock: Clock;
}

const traceCapacity = 200;
/** A gap timer that fires later than this says that the process was busy, milliseconds. */
const timerTolerance = 50;
/** How long what has piled up on the line meanwhile may take to be read, milliseconds. */
const catchingUp = 100;

/** Refusals that a wrong rate or a bad cable can be the cause of. */
const garbled: readonly ScanRefusal[] = ['binary', 'control-characters', 'malformed', 'incomplete'];

/** The driver over any transport and parser: joins them, and keeps the gap timer. */
export const createQrScanner = ({ createTransport, parser, clock }: QrScannerOptions): QrScanner => {
  const trace = createFrameTrace({ clock, capacity: traceCapacity });
  const statusListeners = new Set<(status: DeviceStatus<QrScannerReasonCode>) => void>();
  const scanListeners = new Set<(event: ScanEvent) => void>();

  let line: LineState = { kind: 'stopped' };
  let enabled = false;
  let garbledInARow = 0;
  let published = scannerStatus(line, garbledInARow);
  let cancelSilence = () => {};

  const publish = (): void => {
    const status = scannerStatus(line, garbledInARow);
    if (JSON.stringify(status) === JSON.stringify(published)) return;
    published = status;
    for (const listener of [...statusListeners]) listener(status);
  };

  const emit = (event: ScanEvent): void => {
    if (event.type === 'scanned') garbledInARow = 0;
    else if (garbled.includes(event.reason)) garbledInARow += 1;
    publish();
    for (const listener of [...scanListeners]) listener(event);
  };

  const eventOf = (output: ScanParserOutput): ScanEvent => {
    if (output.type === 'refused') return output;
    const decoded = decodeText(output.bytes);
    if (!decoded.ok) return { type: 'refused', reason: decoded.reason };
    const symbology = output.aimId === null ? null : symbologyOf(output.aimId);
    return { type: 'scanned', text: decoded.text, ...(symbology ? { symbology } : {}) };
  };

  const takeIn = (outputs: readonly ScanParserOutput[]): void => {
    for (const output of outputs) {
      // A listener may have disabled the scanner over an earlier one.
      if (!enabled) return;
      const event = eventOf(output);
      // A code is of a person: only its kind and length are kept.
      const bytes = output.type === 'code' ? output.bytes : new Uint8Array(0);
      const kind = (output.type === 'code' && output.aimId) || 'no identifier';
      if (event.type === 'scanned') trace.record('received', bytes, 0, kind);
      else trace.record('junk', bytes, 0, event.reason);
      emit(event);
    }
  };

  const awaitSilence = (wait: number, patient: boolean): void => {
    cancelSilence();
    if (!parser.unfinished) return;
    const due = clock.monotonic() + wait;
    cancelSilence = clock.after(wait, () => {
      // Not the line was silent but this process deaf: what came meanwhile may still be part of the code.
      if (patient && clock.monotonic() - due > timerTolerance) awaitSilence(catchingUp, false);
      else takeIn(parser.silence());
    });
  };

  const forget = (): void => {
    cancelSilence();
    parser.reset();
  };

  const persistentLine = createPersistentLine({
    createTransport,
    clock,
    onOpened() {
      line = { kind: 'open' };
      publish();
    },
    onData(bytes) {
      const outputs = parser.push(bytes);
      if (enabled) takeIn(outputs);
      else trace.record('junk', bytes, 0, 'nobody waited for a code');
      // Also where a listener has just disabled the scanner.
      if (!enabled) parser.abandon();
      awaitSilence(scanGap, true);
    },
    onFault(fault) {
      forget();
      garbledInARow = 0;
      line = { kind: 'failed', fault };
      publish();
    },
  });

  return {
    role: 'qrScanner',
    status: () => published,
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    onScan(listener) {
      scanListeners.add(listener);
      return () => scanListeners.delete(listener);
    },
    start() {
      if (line.kind !== 'stopped') return;
      line = { kind: 'opening' };
      publish();
      persistentLine.start();
    },
    async stop() {
      forget();
      garbledInARow = 0;
      line = { kind: 'stopped' };
      publish();
      await persistentLine.stop();
    },
    enable() {
      enabled = true;
    },
    disable() {
      enabled = false;
      parser.abandon();
    },
    trace: () => trace.entries(),
  };
};
