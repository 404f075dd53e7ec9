import type { Device } from '../../../drivers/device/device.ts';
import type { DeviceRole, DeviceStatus } from '../../../drivers/device/device-status.ts';
import { type Fault, faultOf } from '../fault.ts';
import type { FaultCode } from '../words/fault-words.ts';
import { worstError } from './lasting-fault.ts';

/** Whether a device has been online since it was watched. */
export const watchAnswers = (device: Device): { readonly seen: boolean } => {
  let seen = device.status().state === 'online';
  device.onStatus(({ state }) => {
    seen ||= state === 'online';
  });
  return {
    get seen() {
      return seen;
    },
  };
};

/**
 * Why nothing came in time: what is wrong with the device now; or that it has never answered; or, since it works, that
 * nobody gave it anything (`idle`).
 */
export const timeOutFault = (
  device: DeviceRole,
  status: DeviceStatus<FaultCode>,
  answered: boolean,
  idle: Pick<Fault, 'code' | 'actor'>,
): Fault => {
  const error = worstError(status);
  if (error) return faultOf(device, error);
  return answered ? { device, ...idle } : { device, code: 'no-answer', actor: 'staff' };
};
