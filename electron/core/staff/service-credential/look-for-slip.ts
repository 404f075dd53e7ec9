import type { QrScanner } from '../../../../drivers/qr-scanner/qr-scanner.ts';
import { lookForCode } from '../../identity/by-code/look-for-code.ts';
import type { Log } from '../../log/core-log.ts';

/** Has the scanner look for a slip; returns the way to stop it. What was not read is held to the scanner again by itself. */
export const lookForSlip = (scanner: QrScanner, read: (text: string) => void, log: Log): (() => void) =>
  lookForCode(scanner, { read, failed: () => undefined }, log);
