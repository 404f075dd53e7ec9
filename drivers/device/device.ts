import type { DeviceRole, DeviceStatus } from './device-status.ts';

/** A running driver. Drivers never throw for what a device does wrong: they publish a status. */
export interface Device<Code extends string = string> {
  readonly role: DeviceRole;
  /** The status now. */
  status(): DeviceStatus<Code>;
  /** Calls `listener` on each change of status; returns the way to stop it. */
  onStatus(listener: (status: DeviceStatus<Code>) => void): () => void;
  /** Opens the line and keeps it open: a driver reconnects by itself until it is stopped. */
  start(): void;
  /** Closes the line; resolves when nothing of the driver runs any more. */
  stop(): Promise<void>;
}
