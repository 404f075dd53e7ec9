/** Device status after CEN XFS4IoT (Common.Status), with the reasons that a resident, staff or technician can act on. */

/** State of a device as a whole (XFS4IoT `Common.Status.device`). */
export const deviceStates = [
  'online',
  'starting',
  'offline',
  'noDevice',
  'hardwareError',
  'userError',
  'deviceBusy',
  'fraudSuspected',
] as const;
export type DeviceState = (typeof deviceStates)[number];

/** The devices of a kiosk, by role. */
export const deviceRoles = ['idCardReader', 'printer', 'qrScanner', 'camera'] as const;
export type DeviceRole = (typeof deviceRoles)[number];

/** Who can do something about a reason. */
export const deviceActors = ['resident', 'staff', 'technician'] as const;
export type DeviceActor = (typeof deviceActors)[number];

/** How bad it is, after the IPP suffixes (RFC 8011 §5.4.12): a `report` informs, a `warning` will stop work, an `error` has. */
export const reasonSeverities = ['report', 'warning', 'error'] as const;
export type ReasonSeverity = (typeof reasonSeverities)[number];

/** Why a device is not simply fine. `code` is a key that the renderer turns into words; `detail` is for the technician. */
export interface DeviceReason<Code extends string = string> {
  readonly code: Code;
  readonly severity: ReasonSeverity;
  readonly actor: DeviceActor;
  readonly detail?: string;
}

/** One supply: a tray of paper or a toner. `percent` is null where the device does not know. */
export interface DeviceSupply {
  readonly name: string;
  readonly kind: 'media' | 'toner' | 'ink' | 'waste' | 'other';
  readonly percent: number | null;
  readonly state: 'ok' | 'low' | 'empty' | 'unknown';
}

/** What a driver publishes. Reasons come highest severity first. */
export interface DeviceStatus<Code extends string = string> {
  readonly state: DeviceState;
  readonly reasons: readonly DeviceReason<Code>[];
  readonly supplies?: readonly DeviceSupply[];
}

const severityOrder: Record<ReasonSeverity, number> = { error: 0, warning: 1, report: 2 };

/** Sorts reasons, highest severity first; equal ones keep their order. */
export const bySeverity = <Code extends string>(
  reasons: readonly DeviceReason<Code>[],
): DeviceReason<Code>[] => [...reasons].sort((a, b) => severityOrder[a.severity] - severityOrder[b.severity]);
