import type { Device } from '../../../drivers/device/device.ts';
import type { DeviceReason } from '../../../drivers/device/device-status.ts';
import type { Surroundings } from '../surroundings.ts';
import { onLastingFault } from './lasting-fault.ts';

/** How waiting for something from a device ended. */
export type Wait<Found, Code extends string> =
  | { readonly end: 'found'; readonly found: Found }
  | { readonly end: 'fault'; readonly reason: DeviceReason<Code> }
  | { readonly end: 'time-out' }
  | { readonly end: 'interrupted' };

/** Calls `listener` when a signal is aborted, at once if it is; returns the way to stop it. */
export const onAbort = (signal: AbortSignal, listener: () => void): (() => void) => {
  if (signal.aborted) {
    listener();
    return () => {};
  }
  signal.addEventListener('abort', listener, { once: true });
  return () => signal.removeEventListener('abort', listener);
};

/**
 * Starts a device and waits until `subscribe` finds what is wanted, a fault lasts, the time (milliseconds) is over or
 * somebody interrupts; whatever comes first. The device is left running.
 */
export const awaitEvent = <Found, Code extends string>(
  device: Device<Code>,
  { clock, interrupted }: Pick<Surroundings, 'clock' | 'interrupted'>,
  timeoutMilliseconds: number,
  subscribe: (found: (value: Found) => void) => () => void,
): Promise<Wait<Found, Code>> =>
  new Promise((resolve) => {
    const stops: (() => void)[] = [];
    let ended = false;
    const end = (wait: Wait<Found, Code>): void => {
      ended = true;
      for (const stop of stops.splice(0)) stop();
      resolve(wait);
    };
    /** What begins after the end, because a listener was called at once, is stopped at once. */
    const begin = (stop: () => void): void => {
      if (ended) stop();
      else stops.push(stop);
    };
    begin(subscribe((found) => end({ end: 'found', found })));
    begin(clock.after(timeoutMilliseconds, () => end({ end: 'time-out' })));
    begin(onAbort(interrupted, () => end({ end: 'interrupted' })));
    device.start();
    begin(onLastingFault(device, clock, (reason) => end({ end: 'fault', reason })));
  });
