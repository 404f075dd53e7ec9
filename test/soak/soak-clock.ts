import { looksPerHeartbeat } from '../../drivers/device/device-registry.ts';
import { printerHeartbeatMilliseconds } from '../../electron/core/composition/kiosk-devices.ts';
import { type Clock, systemClock } from '../../drivers/device/clock.ts';

/**
 * A look for the sign of life of the printer's driver: that is measured against what the driver waits for itself, which does
 * not pass faster.
 */
const lookForLife = printerHeartbeatMilliseconds / looksPerHeartbeat;

/** Waits from this on, milliseconds, are of people who walked away, goodbyes, chores: nothing is computed meanwhile. */
const longWait = 5_000;

/**
 * The machine's clock, on which long waits pass `speed` times as fast: a resident who walks away costs a second, and the
 * chores of hours come about in a run of minutes. Time itself and short waits stay as they are, so that devices and lines
 * are waited for as in service.
 */
export const soakClock = (speed: number, real: Clock = systemClock): Clock => ({
  ...real,
  after: (milliseconds, callback) =>
    real.after(
      milliseconds >= longWait && milliseconds !== lookForLife ? milliseconds / speed : milliseconds,
      callback,
    ),
});
