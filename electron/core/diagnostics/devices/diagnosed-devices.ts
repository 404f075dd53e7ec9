import type { DeviceListing, DeviceRegistry } from '../../../../drivers/device/device-registry.ts';
import type { DeviceRole } from '../../../../drivers/device/device-status.ts';
import type { DiagnosedDevice } from '../../../contract/diagnostics/diagnostic-pages.ts';
import type { DeviceHistory } from './device-history.ts';

/** Frames of a device that are shown, the newest. */
const framesShown = 100;

const countersOf = (
  { role, restarts }: DeviceListing,
  history: DeviceHistory,
): DiagnosedDevice['counters'] => {
  const general = [
    { name: 'faults', count: history.faults(role) },
    { name: 'restarts', count: restarts },
  ] as const;
  if (role === 'idCardReader') {
    const cards = (['cards-read', 'cards-failed'] as const).map((name) => ({
      name,
      count: history.count(name),
    }));
    return [...cards, ...general];
  }
  if (role === 'qrScanner') {
    const codes = (['codes-read', 'codes-refused'] as const).map((name) => ({
      name,
      count: history.count(name),
    }));
    return [...codes, ...general];
  }
  return [...general];
};

/** Everything that is known of each device, its trace masked as the driver keeps it. */
export const diagnosedDevices = (options: {
  readonly registry: Pick<DeviceRegistry, 'list'>;
  readonly history: DeviceHistory;
  readonly addresses: Readonly<Record<DeviceRole, string>>;
}): DiagnosedDevice[] =>
  options.registry.list().map((listing) => {
    const { role, status, trace, identity } = listing;
    return {
      role,
      state: status.state,
      reasons: status.reasons.map(({ code, severity, actor, detail }) => ({
        code,
        severity,
        actor,
        detail: detail ?? '',
      })),
      address: options.addresses[role],
      ...identity,
      counters: countersOf(listing, options.history),
      changes: options.history.changes(role).map((change) => ({ ...change, codes: [...change.codes] })),
      trace:
        role === 'printer' || role === 'camera'
          ? null
          : trace
              .slice(-framesShown)
              .reverse()
              .map((entry) => ({ ...entry })),
    };
  });
