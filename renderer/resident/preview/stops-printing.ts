import type { DeviceView } from '../../../electron/contract/device-view.ts';
import type { DeviceProblem } from '../../components/device-problem.tsx';

/** Whether a problem of the printer stops it, or only will (paper low). What the devices do not list is taken to stop it. */
export const stopsPrinting = (problem: DeviceProblem, devices: readonly DeviceView[]): boolean => {
  const reason = devices
    .find(({ role }) => role === problem.role)
    ?.reasons.find(({ code }) => code === problem.code);
  return reason === undefined || reason.severity === 'error';
};
