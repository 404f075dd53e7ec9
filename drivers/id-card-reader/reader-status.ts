import type { DeviceReason, DeviceState, DeviceStatus } from '../device/device-status.ts';
import type { IdCardReaderReasonCode } from '../device/reason-codes.ts';
import type { LineFault } from '../transport/persistent-line.ts';
import type { ReaderFault, ReaderState } from './reader-state.ts';

type ReaderReason = DeviceReason<IdCardReaderReasonCode>;

/** What the driver knows of its line. */
export type LineState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly fault: LineFault };

const lineStatus = ({ reason, detail }: LineFault): DeviceStatus<IdCardReaderReasonCode> => {
  const status = (
    state: DeviceState,
    code: IdCardReaderReasonCode,
    actor: ReaderReason['actor'],
  ): DeviceStatus<IdCardReaderReasonCode> => ({
    state,
    reasons: [{ code, severity: 'error', actor, detail }],
  });
  switch (reason) {
    // Plug and power are looked after by the staff.
    case 'port-not-found':
    case 'port-closed':
      return status('noDevice', reason, 'staff');
    // Rights, a wrong path in the settings and a second program are the technician's.
    case 'port-access-denied':
    case 'port-busy':
    case 'port-not-serial':
    case 'several-match':
      return status('offline', reason, 'technician');
    case 'port-open-failed':
      return status('offline', 'port-closed', 'technician');
  }
};

const faultStates: Record<ReaderFault['code'], DeviceState> = {
  'no-answer': 'offline',
  'unintelligible-answer': 'hardwareError',
  'reader-self-test-failed': 'hardwareError',
  'reader-not-authorised': 'hardwareError',
  // It may still read cards.
  'reader-reported-unknown-status': 'online',
};

const faultReason = ({ code, detail }: ReaderFault): ReaderReason => ({
  code,
  detail,
  severity: faultStates[code] === 'online' ? 'warning' : 'error',
  actor: code === 'no-answer' ? 'staff' : 'technician',
});

/** Status of the device from its line and the dialogue with it. */
export const readerStatus = (
  line: LineState,
  reader: Pick<ReaderState, 'fault' | 'greeted'>,
): DeviceStatus<IdCardReaderReasonCode> => {
  if (line.kind === 'stopped') return { state: 'offline', reasons: [] };
  if (line.kind === 'failed') return lineStatus(line.fault);
  // A fault stays until the reader has answered well, also while the line is opened anew.
  if (reader.fault) return { state: faultStates[reader.fault.code], reasons: [faultReason(reader.fault)] };
  return { state: reader.greeted ? 'online' : 'starting', reasons: [] };
};
