import type { DeviceRole, DeviceStatus } from './device-status.ts';
import type { FrameTraceEntry } from './frame-trace.ts';

/** Model and firmware, in the device's own words. */
export interface DeviceIdentity {
  readonly model: string | null;
  readonly firmware: string | null;
}

/** A running driver. Drivers never throw for what a device does wrong: they publish a status. */
export interface Device<Code extends string = string> {
  readonly role: DeviceRole;
  /** The status now. */
  status(): DeviceStatus<Code>;
  /** Calls `listener` on each change of status; returns the way to stop it. */
  onStatus(listener: (status: DeviceStatus<Code>) => void): () => void;
  /** What it says it is; null for what it does not say, or has not yet. */
  identity?(): DeviceIdentity;
  /** The last frames, where the device speaks in frames; nothing in it is of a person. */
  trace?(): readonly FrameTraceEntry[];
  /**
   * Opens the line and keeps it open: a driver reconnects by itself until it is stopped. After `stop()` it begins anew;
   * nothing of the former life is kept but the listeners, what they asked for, and the trace.
   */
  start(): void;
  /** Closes the line; resolves when nothing of the driver runs any more. */
  stop(): Promise<void>;
}
