import type { Clock } from '../../../drivers/device/clock.ts';
import type { Device } from '../../../drivers/device/device.ts';

/** A port that the system does not let go of must not keep a command from ending, milliseconds. */
const patience = 2_000;

/** Stops a driver; gives it up where that takes too long, since the process ends anyway. */
export const stopDevice = async (device: Device, clock: Clock): Promise<void> => {
  let cancel = (): void => {};
  const tooLong = new Promise<void>((resolve) => {
    cancel = clock.after(patience, resolve);
  });
  await Promise.race([device.stop(), tooLong]);
  cancel();
};
