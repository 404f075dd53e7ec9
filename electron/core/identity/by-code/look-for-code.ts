import type { QrScanner } from '../../../../drivers/qr-scanner/qr-scanner.ts';
import type { ScanRefusal } from '../../../../drivers/qr-scanner/scan-event.ts';
import type { Log } from '../../log/core-log.ts';
import type { CodeListener, Failure } from '../../session/visit-types.ts';

/** A code that is too long was read well: it is not one of ours. */
const problemOf = (reason: ScanRefusal): Failure['problem'] =>
  reason === 'oversized' ? 'code-unknown' : 'code-unreadable';

/**
 * Has the scanner look for a code as long as a visit waits for one; returns the way to stop it. A scanner that garbles
 * one scan after the other is not heard until it has read something again: its noise must not keep taking the screen
 * from residents who lay their card.
 */
export const lookForCode = (scanner: QrScanner, listener: CodeListener, log: Log): (() => void) => {
  const stop = scanner.onScan((event) => {
    if (event.type === 'scanned') {
      listener.read(event.text);
      return;
    }
    log.warn('code-not-read', { reason: event.reason });
    if (scanner.status().reasons.length > 0) return;
    listener.failed({ problem: problemOf(event.reason), staffCode: event.reason });
  });
  scanner.enable();
  return () => {
    scanner.disable();
    stop();
  };
};
