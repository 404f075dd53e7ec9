import type { DeviceRegistry } from '../../../drivers/device/device-registry.ts';
import type { DeviceRole } from '../../../drivers/device/device-status.ts';
import type { DeviceView } from '../../contract/device-view.ts';
import { deviceView } from './device-problem.ts';

/** Devices that work, out of paper or in use as they may be: what a change can spoil is that they are not found. */
export const workingDevices = (devices: readonly DeviceView[]): readonly DeviceRole[] =>
  devices
    .filter(({ state }) => state === 'online' || state === 'deviceBusy' || state === 'userError')
    .map(({ role }) => role);

/** Those of a kiosk that work now. */
export const devicesAtWork = (registry: Pick<DeviceRegistry, 'list'>): readonly DeviceRole[] =>
  workingDevices(registry.list().map(({ role, status }) => deviceView(role, status)));
