import type { DeviceRegistry } from '../../../../drivers/device/device-registry.ts';
import type { DeviceRole, DeviceState } from '../../../../drivers/device/device-status.ts';
import type { DeviceReasonCode } from '../../../../drivers/device/reason-codes.ts';
import type { IdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import type { QrScanner } from '../../../../drivers/qr-scanner/qr-scanner.ts';

/** A change of a device's status; `at` in epoch milliseconds. */
export interface DeviceChange {
  readonly at: number;
  readonly state: DeviceState;
  readonly codes: readonly DeviceReasonCode[];
}

/** What happened at the devices since the core started. Kinds and numbers: nothing of what a card or a code said. */
export interface DeviceHistory {
  /** Epoch milliseconds. */
  readonly since: number;
  /** Newest first. */
  changes(role: DeviceRole): readonly DeviceChange[];
  count(counter: DeviceCounter): number;
  /** How often a device came to have a reason of severity `error`. */
  faults(role: DeviceRole): number;
}

export type DeviceCounter = 'cards-read' | 'cards-failed' | 'codes-read' | 'codes-refused';

const changesKept = 20;

/** Remembers what the devices tell, from now on. */
export const createDeviceHistory = (options: {
  readonly registry: Pick<DeviceRegistry, 'onEvent'>;
  readonly reader: Pick<IdCardReader, 'onCard'>;
  readonly scanner: Pick<QrScanner, 'onScan'> | null;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}): DeviceHistory => {
  const { now } = options;
  const changes = new Map<DeviceRole, readonly DeviceChange[]>();
  const faults = new Map<DeviceRole, number>();
  const faulty = new Set<DeviceRole>();
  const counts = new Map<DeviceCounter, number>();
  const add = (counter: DeviceCounter): void => {
    counts.set(counter, (counts.get(counter) ?? 0) + 1);
  };

  options.registry.onEvent((event) => {
    if (event.type !== 'status') return;
    const { role, status } = event;
    const codes = status.reasons.map(({ code }) => code);
    const [last] = changes.get(role) ?? [];
    // Levels of toner change all day: only another state or another reason is news.
    if (last?.state !== status.state || last.codes.join() !== codes.join()) {
      const change = { at: Math.round(now()), state: status.state, codes };
      changes.set(role, [change, ...(changes.get(role) ?? [])].slice(0, changesKept));
    }
    const isFaulty = status.reasons.some(({ severity }) => severity === 'error');
    if (isFaulty && !faulty.has(role)) faults.set(role, (faults.get(role) ?? 0) + 1);
    if (isFaulty) faulty.add(role);
    else faulty.delete(role);
  });
  options.reader.onCard(({ type }) => {
    if (type === 'cardRead') add('cards-read');
    if (type === 'readFailed') add('cards-failed');
  });
  options.scanner?.onScan(({ type }) => add(type === 'scanned' ? 'codes-read' : 'codes-refused'));

  return {
    since: Math.round(now()),
    changes: (role) => changes.get(role) ?? [],
    count: (counter) => counts.get(counter) ?? 0,
    faults: (role) => faults.get(role) ?? 0,
  };
};
