import type { DeviceRegistryEvent } from '../../../drivers/device/device-registry.ts';
import type { Log } from '../log/core-log.ts';

/** Writes what happens to the devices into the log: names and codes, nothing of a person. */
export const logDeviceEvent = (log: Log, event: DeviceRegistryEvent): void => {
  switch (event.type) {
    case 'status':
      log.info('device-status', {
        device: event.role,
        state: event.status.state,
        reasons: event.status.reasons.map(({ code }) => code).join(' '),
      });
      return;
    case 'driver-failed':
      log.error('driver-failed', {
        device: event.role,
        failure: event.failure,
        detail: event.detail,
        restartAfter: event.restartAfter,
      });
      return;
  }
};
