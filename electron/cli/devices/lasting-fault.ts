import type { Clock } from '../../../drivers/device/clock.ts';
import type { Device } from '../../../drivers/device/device.ts';
import type { DeviceReason, DeviceStatus } from '../../../drivers/device/device-status.ts';

/**
 * How long a device may be silent or make no sense before that counts, milliseconds: a card reader whose rate is not
 * known is asked at five rates, 0.8 s each.
 */
export const rateSearchTime = 6_000;

/** What the next attempt, at another rate, may mend. Anything else is so until somebody does something. */
const passing: readonly string[] = ['no-answer', 'unintelligible-answer', 'driver-restarting'];

export const passesByItself = ({ code }: DeviceReason): boolean => passing.includes(code);

/** What keeps a device from working now, or null. */
export const worstError = <Code extends string>({ reasons }: DeviceStatus<Code>): DeviceReason<Code> | null =>
  reasons.find(({ severity }) => severity === 'error') ?? null;

/**
 * Calls `listener` once, when a device has a fault that does not pass by itself within `rateSearchTime`; returns the way
 * to stop it.
 */
export const onLastingFault = <Code extends string>(
  device: Device<Code>,
  clock: Clock,
  listener: (reason: DeviceReason<Code>) => void,
): (() => void) => {
  let cancelPatience: (() => void) | null = null;
  const stopWaiting = (): void => {
    cancelPatience?.();
    cancelPatience = null;
  };
  const stop = (): void => {
    stopWaiting();
    unsubscribe();
  };
  const tell = (reason: DeviceReason<Code>): void => {
    stop();
    listener(reason);
  };
  const look = (status: DeviceStatus<Code>): void => {
    const error = worstError(status);
    if (!error) {
      // Between two attempts a driver may look as if it were just starting: only an answer ends the patience.
      if (status.state === 'online') stopWaiting();
      return;
    }
    if (!passesByItself(error)) {
      tell(error);
      return;
    }
    cancelPatience ??= clock.after(rateSearchTime, () => tell(worstError(device.status()) ?? error));
  };
  const unsubscribe = device.onStatus(look);
  look(device.status());
  return stop;
};
