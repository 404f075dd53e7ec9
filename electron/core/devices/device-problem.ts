import type { DeviceRole, DeviceStatus } from '../../../drivers/device/device-status.ts';
import type { DeviceReasonCode } from '../../../drivers/device/reason-codes.ts';
import type { DeviceView } from '../../contract/device-view.ts';
import type { DeviceProblem } from '../session/visit-types.ts';

/** A device as the snapshot shows it: what the technician's detail says stays in the core. */
export const deviceView = (role: DeviceRole, status: DeviceStatus<DeviceReasonCode>): DeviceView => ({
  role,
  state: status.state,
  reasons: status.reasons.map(({ code, severity, actor }) => ({ code, severity, actor })),
});

/**
 * What keeps a device from doing its work now, worst first; null when it can work, and while it is still starting –
 * a resident is not told of a fault that nobody has seen yet.
 */
export const deviceProblem = (
  role: DeviceRole,
  status: DeviceStatus<DeviceReasonCode>,
): DeviceProblem | null => {
  if (status.state === 'starting') return null;
  const worst = status.reasons.find(({ severity }) => severity === 'error');
  if (worst) return { role, code: worst.code, actor: worst.actor };
  if (status.state === 'online' || status.state === 'deviceBusy') return null;
  return { role, code: 'no-answer', actor: 'technician' };
};
