import type { Clock } from '../../../drivers/device/clock.ts';
import { createQrScannerDriver } from '../../../drivers/qr-scanner/qr-scanner-driver.ts';
import { scannerTransport } from '../devices/scanner-transport.ts';
import type { SetupState } from './setup-state.ts';

/** Listens for the QR code of the centre while the step of the centre is open. */
export interface SlipScanner {
  /** A scanner is there and reads. */
  isReady(): boolean;
  stop(): Promise<void>;
}

/** A scanner that has no place yet: one on HID is found if it is the only one. */
const onlyHidScanner = { kind: 'hid' } as const;

export const createSlipScanner = (options: {
  readonly scanner: SetupState['qrScanner'];
  readonly clock: Clock;
  readonly changed: () => void;
  readonly read: (text: string) => void;
}): SlipScanner => {
  const scanner = createQrScannerDriver({
    transport: options.scanner === null ? onlyHidScanner : scannerTransport(options.scanner),
    clock: options.clock,
  });
  scanner.onStatus(options.changed);
  scanner.onScan((event) => {
    if (event.type === 'scanned') options.read(event.text);
  });
  scanner.enable();
  scanner.start();
  return { isReady: () => scanner.status().state === 'online', stop: () => scanner.stop() };
};
