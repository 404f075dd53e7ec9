import type { DeviceReason, DeviceState, DeviceStatus } from '../device/device-status.ts';
import type { QrScannerReasonCode } from '../device/reason-codes.ts';
import { lacksHidSupport } from '../transport/hid-transport.ts';
import type { LineFault } from '../transport/persistent-line.ts';

/** What the driver knows of its line. */
export type LineState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly fault: LineFault };

type ScannerStatus = DeviceStatus<QrScannerReasonCode>;

const lineStatus = (fault: LineFault): ScannerStatus => {
  const status = (
    state: DeviceState,
    code: QrScannerReasonCode,
    actor: DeviceReason['actor'],
  ): ScannerStatus => ({
    state,
    reasons: [{ code, severity: 'error', actor, detail: fault.detail }],
  });
  if (lacksHidSupport(fault)) return status('offline', 'hid-support-missing', 'technician');
  switch (fault.reason) {
    // Plug and power are looked after by the staff.
    case 'port-not-found':
    case 'port-closed':
      return status('noDevice', fault.reason, 'staff');
    // Rights, a wrong path in the settings and a second program are the technician's.
    case 'port-access-denied':
    case 'several-match':
    case 'port-busy':
    case 'port-not-serial':
      return status('offline', fault.reason, 'technician');
    case 'port-open-failed':
      return status('offline', 'port-closed', 'technician');
  }
};

/** Unreadable scans in a row after which the line rather than the code is suspected. */
export const garbledSuspicion = 3;

/**
 * Status of the device from its line and the number of unreadable scans in a row. A scanner says nothing of its own
 * accord, so one that can be reached counts as working; a wrong rate or a bad cable shows only in what it sends.
 */
export const scannerStatus = (line: LineState, garbledInARow: number): ScannerStatus => {
  switch (line.kind) {
    case 'stopped':
      return { state: 'offline', reasons: [] };
    case 'opening':
      return { state: 'starting', reasons: [] };
    case 'failed':
      return lineStatus(line.fault);
    case 'open':
      if (garbledInARow < garbledSuspicion) return { state: 'online', reasons: [] };
      return {
        state: 'online',
        reasons: [{ code: 'unintelligible-answer', severity: 'warning', actor: 'technician' }],
      };
  }
};
