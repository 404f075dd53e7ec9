import { bySeverity, type DeviceRole, type DeviceStatus } from './device-status.ts';
import type { Clock } from './clock.ts';
import type { Device, DeviceIdentity } from './device.ts';
import type { FrameTraceEntry } from './frame-trace.ts';
import type { DeviceReasonCode } from './reason-codes.ts';
import { createWatchedClock, type WatchedClock } from './watched-clock.ts';

/** Why a driver was stopped and started anew. */
export type DriverFailure =
  /** It threw: a mistake in the driver, whatever the device had said. */
  | 'threw'
  /** None of its timers was set or fired within `heartbeatWithin`: it waits for something that never comes. */
  | 'stalled';

export type DeviceRegistryEvent =
  | {
      readonly type: 'status';
      readonly role: DeviceRole;
      readonly status: DeviceStatus<DeviceReasonCode>;
    }
  /** `detail` names the kind of error and its place, never its message, which may quote what a card said. */
  | {
      readonly type: 'driver-failed';
      readonly role: DeviceRole;
      readonly failure: DriverFailure;
      readonly detail: string;
      /** Milliseconds until it is started anew. */
      readonly restartAfter: number;
    };

/** One device as the technician sees it. */
export interface DeviceListing {
  readonly role: DeviceRole;
  readonly status: DeviceStatus<DeviceReasonCode>;
  /** Oldest first; empty for a device that does not speak in frames. */
  readonly trace: readonly FrameTraceEntry[];
  readonly identity: DeviceIdentity;
  /** How often its driver was started anew since the registry began. */
  readonly restarts: number;
}

export interface DeviceRegistry {
  /**
   * Takes a driver in, one a role. `create` is handed the clock that the driver must keep its timers by. With
   * `heartbeatWithin`, in milliseconds, a driver without any sign of life for that long is started anew; a driver may be
   * given none only if it may rightly wait for ever.
   */
  add<Taken extends Device<DeviceReasonCode>>(
    create: (clock: Clock) => Taken,
    watch?: { readonly heartbeatWithin: number },
  ): Taken;
  /** Starts every driver that was taken in. */
  start(): void;
  /** The status to show: the driver's own, and until it is back after a failure, that. Throws for a role that was not taken in. */
  status(role: DeviceRole): DeviceStatus<DeviceReasonCode>;
  list(): readonly DeviceListing[];
  onEvent(listener: (event: DeviceRegistryEvent) => void): () => void;
  /** Stops all, for good; resolves when they have stopped, or have had their time to. */
  stop(): Promise<void>;
}

/** Looks for a sign of life within `heartbeatWithin`. Several, so that a process that slept is not taken for a stall. */
export const looksPerHeartbeat = 4;
/** How long a driver may take to stop before it is started anew all the same, milliseconds. */
const stopWithin = 2000;
/** Pauses before a driver is started anew: doubled each time, and never so long that a cure shows after five seconds. */
const firstRestartDelay = 250;
const longestRestartDelay = 4000;
/** A driver that has run for this long is not blamed for what was before, milliseconds. */
const forgivenAfter = 60_000;

interface Supervised {
  readonly device: Device<DeviceReasonCode>;
  readonly clock: WatchedClock;
  readonly heartbeatWithin: number | null;
  phase: 'waiting' | 'running' | 'restarting' | 'stopped';
  /** Why it was started anew; null once it has come back. */
  failure: string | null;
  restarts: number;
  failuresInARow: number;
  startedAt: number;
  looksWithoutPulse: number;
  cancelLook: () => void;
  cancelRestart: () => void;
}

/** Kind and place of an error. */
const kindAndPlaceOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  const place = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return `${error.name} ${place?.trim() ?? ''}`.trim();
};

/** Starts, watches and restarts the drivers of a kiosk; see `DeviceRegistry`. */
export const createDeviceRegistry = ({ clock }: { readonly clock: Clock }): DeviceRegistry => {
  const supervised = new Map<DeviceRole, Supervised>();
  const listeners = new Set<(event: DeviceRegistryEvent) => void>();

  const tell = (event: DeviceRegistryEvent): void => {
    for (const listener of [...listeners]) {
      try {
        listener(event);
      } catch (error) {
        // Not the driver's mistake, though it stands in the driver's stack: it goes where all others go.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  /** A driver that was started anew has come back only when it has got beyond starting. */
  const isBack = ({ device, phase, failure }: Supervised): boolean =>
    phase !== 'restarting' && (failure === null || device.status().state !== 'starting');

  const statusOf = (one: Supervised): DeviceStatus<DeviceReasonCode> => {
    const own = one.device.status();
    if (isBack(one)) return own;
    return {
      ...own,
      state: 'hardwareError',
      reasons: bySeverity([
        { code: 'driver-restarting', severity: 'error', actor: 'technician', detail: one.failure ?? '' },
        ...own.reasons,
      ]),
    };
  };

  const tellStatus = (one: Supervised): void =>
    tell({ type: 'status', role: one.device.role, status: statusOf(one) });

  /** Resolves when the driver has stopped, or has had its time to; then none of its timers is left. */
  const stopDriver = async (one: Supervised): Promise<void> => {
    const stopped = (async () => one.device.stop())().catch(() => {});
    let cancelPatience = (): void => {};
    const patience = new Promise<void>((resolve) => {
      cancelPatience = clock.after(stopWithin, resolve);
    });
    await Promise.race([stopped, patience]);
    cancelPatience();
    one.clock.cancelAll();
  };

  const look = (one: Supervised, heartbeatWithin: number): void => {
    one.cancelLook = clock.after(heartbeatWithin / looksPerHeartbeat, () => {
      one.looksWithoutPulse = one.clock.takePulse() ? 0 : one.looksWithoutPulse + 1;
      if (one.looksWithoutPulse < looksPerHeartbeat) look(one, heartbeatWithin);
      else fail(one, 'stalled', `no sign of life for ${heartbeatWithin} ms`);
    });
  };

  const begin = (one: Supervised): void => {
    one.phase = 'running';
    one.startedAt = clock.monotonic();
    one.looksWithoutPulse = 0;
    if (one.heartbeatWithin !== null) look(one, one.heartbeatWithin);
    try {
      one.device.start();
    } catch (error) {
      fail(one, 'threw', kindAndPlaceOf(error));
    }
  };

  const restart = async (one: Supervised, delay: number): Promise<void> => {
    await stopDriver(one);
    if (one.phase !== 'restarting') return;
    one.cancelRestart = clock.after(delay, () => {
      one.restarts += 1;
      begin(one);
      if (one.phase === 'running') tellStatus(one);
    });
  };

  const fail = (one: Supervised, failure: DriverFailure, detail: string): void => {
    if (one.phase !== 'running') return;
    one.phase = 'restarting';
    one.failure = `${failure}: ${detail}`;
    one.cancelLook();
    const calm = clock.monotonic() - one.startedAt >= forgivenAfter;
    one.failuresInARow = calm ? 1 : one.failuresInARow + 1;
    const delay = Math.min(firstRestartDelay * 2 ** (one.failuresInARow - 1), longestRestartDelay);
    tell({ type: 'driver-failed', role: one.device.role, failure, detail, restartAfter: delay });
    tellStatus(one);
    void restart(one, delay);
  };

  return {
    add(create, watch) {
      const found: { one?: Supervised } = {};
      const watched = createWatchedClock(clock, (error) => {
        if (found.one) fail(found.one, 'threw', kindAndPlaceOf(error));
      });
      const device = create(watched);
      if (supervised.has(device.role)) throw new Error(`there is a device in the role ${device.role}`);
      const one: Supervised = {
        device,
        clock: watched,
        heartbeatWithin: watch?.heartbeatWithin ?? null,
        phase: 'waiting',
        failure: null,
        restarts: 0,
        failuresInARow: 0,
        startedAt: 0,
        looksWithoutPulse: 0,
        cancelLook: () => {},
        cancelRestart: () => {},
      };
      found.one = one;
      supervised.set(device.role, one);
      // What a driver says while it is being stopped and started anew is not what is the matter.
      device.onStatus(() => {
        if (one.phase === 'restarting') return;
        if (isBack(one)) one.failure = null;
        tellStatus(one);
      });
      return device;
    },
    start() {
      for (const one of supervised.values()) if (one.phase === 'waiting') begin(one);
    },
    status(role) {
      const one = supervised.get(role);
      if (!one) throw new Error(`no device in the role ${role}`);
      return statusOf(one);
    },
    list: () =>
      [...supervised.values()].map((one) => ({
        role: one.device.role,
        status: statusOf(one),
        trace: one.device.trace?.() ?? [],
        identity: one.device.identity?.() ?? { model: null, firmware: null },
        restarts: one.restarts,
      })),
    onEvent(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    async stop() {
      await Promise.all(
        [...supervised.values()].map(async (one) => {
          one.phase = 'stopped';
          one.cancelLook();
          one.cancelRestart();
          await stopDriver(one);
        }),
      );
    },
  };
};
