import type { DeviceReason, DeviceState, DeviceStatus } from '../../../drivers/device/device-status.ts';
import type { CameraReasonCode } from '../../../drivers/device/reason-codes.ts';
import type { CameraPresence } from '../../contract/channel.ts';
import type { CameraWatch, LookResult } from './camera-watch.ts';

type CameraStatus = DeviceStatus<CameraReasonCode>;
type Fault = Exclude<CameraPresence, 'present'> | Exclude<LookResult, 'ok'>;

const fault = (
  state: DeviceState,
  code: CameraReasonCode,
  actor: DeviceReason['actor'],
): { readonly state: DeviceState; readonly reason: DeviceReason<CameraReasonCode> } => ({
  state,
  // Where the camera as a whole stays `online`, it works as far as it goes.
  reason: { code, severity: state === 'online' ? 'warning' : 'error', actor },
});

/** Who can do what: the staff wipe, uncover and switch on the light; cable, rights and settings are the technician's. */
const faults: Readonly<Record<Fault, ReturnType<typeof fault>>> = {
  'not-found': fault('noDevice', 'port-not-found', 'technician'),
  unplugged: fault('noDevice', 'port-closed', 'technician'),
  ambiguous: fault('offline', 'several-match', 'technician'),
  refused: fault('offline', 'port-access-denied', 'technician'),
  busy: fault('deviceBusy', 'port-busy', 'technician'),
  'no-answer': fault('offline', 'no-answer', 'technician'),
  black: fault('userError', 'picture-black', 'staff'),
  'too-dark': fault('online', 'picture-too-dark', 'staff'),
  frozen: fault('hardwareError', 'picture-frozen', 'technician'),
};

const statusOf = (name: Fault, detail?: string): CameraStatus => {
  const { state, reason } = faults[name];
  return { state, reasons: [detail === undefined ? reason : { ...reason, detail }] };
};

/** For the technician who is to name the right one in the settings. */
const describeSeen = (label: string, seen: readonly string[]): string =>
  `wanted: "${label}"; there: ${seen.length === 0 ? 'none' : seen.map((name) => `"${name}"`).join(', ')}`;

/** Status of the camera from what is known of it. A fault stays while the camera is looked through again. */
export const cameraStatus = ({ phase, presence, seen, result }: CameraWatch, label: string): CameraStatus => {
  if (phase === 'unanswered')
    return statusOf('no-answer', 'the page does not say whether the camera is there');
  if (presence === null) return { state: 'starting', reasons: [] };
  if (presence !== 'present') return statusOf(presence, describeSeen(label, seen));
  if (result === null) return { state: 'starting', reasons: [] };
  return result === 'ok' ? { state: 'online', reasons: [] } : statusOf(result);
};
