import type { MessagePortMain } from 'electron';
import type { CoreState, FormerEnd } from '../contract/supervision.ts';
import type { CoreHost, StartCoreHost } from './core-host/core-host.ts';
import type { ShellLog } from './shell-log.ts';
import type { Timers } from './timers.ts';

/** How often the shell asks whether the core is alive, and how long it may stay silent before it is replaced. */
export const pingEveryMilliseconds = 1_000;
export const silentForMilliseconds = 4_000;

/** How long a core may take until it is ready: it may have a backup to make before it migrates its database. */
export const readyWithinMilliseconds = 60_000;

/** A core that came up and lived this long is healthy: the next restart is immediate again. */
export const healthyAfterMilliseconds = 30_000;

/** Waits before the first, second, … restart in a row. A core that keeps dying must not eat the machine. */
export const restartDelaysMilliseconds = [0, 250, 1_000, 5_000, 30_000] as const;

/** What holds while no core says otherwise. */
const noCoreState: CoreState = { atRest: false, cameraWanted: false };

export interface CoreSupervisor {
  /** Gives the renderer's end of a new channel to the core, now or as soon as one runs. */
  connectRenderer(port: MessagePortMain): void;
  tellSecondInstanceRefused(): void;
  /** Has the core end in order, and another take its place. */
  renew(): void;
  /** Process id of the core; undefined while there is none. */
  pid(): number | undefined;
  /** Lets the core finish and ends it; resolves when it is gone. */
  stop(): Promise<void>;
}

/**
 * Keeps one core alive: starts it, asks it every second for a sign of life, replaces it when it dies or hangs.
 * `onReplaced` is called when a new core is there, so that the renderer can be given a new channel.
 */
export const superviseCore = (options: {
  readonly startHost: StartCoreHost;
  /** What the core is told at its start: how the one before it in the life of this shell ended; null: there was none. */
  readonly start: (former: Extract<FormerEnd, 'in-order' | 'core-died'> | null) => string;
  readonly log: ShellLog;
  readonly timers: Timers;
  readonly onReplaced: () => void;
  /** A core is gone that did not end in order; `description` is its exit code or signal. */
  readonly onDied?: (description: string) => void;
  /** What the core says of itself besides living. */
  readonly onState?: (state: CoreState) => void;
  /** A page has been on the screen lately; the core judges a new version by it. */
  readonly pageShown?: () => boolean;
  /** The core wants the kiosk as a whole to end. */
  readonly onEndKiosk?: () => void;
  /** Longest wait for a core that was asked to stop. */
  readonly stopWithinMilliseconds: number;
}): CoreSupervisor => {
  const { log, timers } = options;
  let host: CoreHost | null = null;
  let startedAt = 0;
  let former: Parameters<typeof options.start>[0] = null;
  let restartsInARow = 0;
  let connection = 0;
  let sequence = 0;
  let lastSign = 0;
  let ready = false;
  let pingDueAt = 0;
  let cancelPing = (): void => undefined;
  let stopping: (() => void) | null = null;

  const launch = (): void => {
    const current = options.startHost(options.start(former));
    host = current;
    startedAt = timers.monotonic();
    lastSign = startedAt;
    ready = false;
    log.info('core-started', { kind: current.kind, restartsInARow });
    current.onMessage((message) => {
      lastSign = timers.monotonic();
      if (message.type === 'state') options.onState?.(message.state);
      if (message.type === 'endKiosk') options.onEndKiosk?.();
      if (message.type !== 'ready') return;
      ready = true;
      log.info('core-ready', { milliseconds: Math.round(lastSign - startedAt) });
    });
    current.onExit((description, inOrder) => {
      if (host === current) host = null;
      cancelPing();
      options.onState?.(noCoreState);
      if (stopping) {
        log.info('core-stopped', { description });
        stopping();
        return;
      }
      former = inOrder ? 'in-order' : 'core-died';
      restart(description);
    });
    schedulePing();
  };

  const restart = (description: string): void => {
    const lived = timers.monotonic() - startedAt;
    if (lived >= healthyAfterMilliseconds) restartsInARow = 0;
    const delay =
      restartDelaysMilliseconds[Math.min(restartsInARow, restartDelaysMilliseconds.length - 1)] ?? 0;
    restartsInARow += 1;
    const told = { description, livedMilliseconds: Math.round(lived), restartAfterMilliseconds: delay };
    if (former === 'in-order') log.info('core-ended', told);
    else {
      log.error('core-died', told);
      options.onDied?.(description);
    }
    timers.after(delay, () => {
      if (stopping) return;
      launch();
      options.onReplaced();
    });
  };

  const schedulePing = (): void => {
    pingDueAt = timers.monotonic() + pingEveryMilliseconds;
    cancelPing = timers.after(pingEveryMilliseconds, () => {
      if (!host) return;
      const now = timers.monotonic();
      const late = now - pingDueAt;
      // Also before a kill: one that does nothing (no process yet) is tried again, and `exit` cancels it.
      schedulePing();
      // A shell that was itself held up has answers waiting that it has not read yet.
      lastSign += late;
      const silent = now - lastSign;
      if (silent > (ready ? silentForMilliseconds : readyWithinMilliseconds)) {
        log.error('core-hangs', { silentMilliseconds: Math.round(silent) });
        host.kill();
      } else {
        sequence += 1;
        host.send({ type: 'ping', sequence, pageShown: options.pageShown?.() ?? false });
      }
    });
  };

  launch();
  return {
    connectRenderer: (port) => {
      // Without a core the channel is closed: the renderer says "one moment" and gets a new one from onReplaced.
      if (!host) {
        port.close();
        return;
      }
      connection += 1;
      host.connectRenderer(connection, port);
    },
    tellSecondInstanceRefused: () => host?.send({ type: 'secondInstanceRefused' }),
    renew: () => {
      const current = host;
      if (!current) return;
      current.send({ type: 'stop' });
      timers.after(options.stopWithinMilliseconds, () => {
        if (host === current) current.kill();
      });
    },
    pid: () => host?.pid(),
    stop: () =>
      new Promise((resolve) => {
        stopping = resolve;
        const current = host;
        if (!current) {
          resolve();
          return;
        }
        timers.after(options.stopWithinMilliseconds, () => current.kill());
        current.send({ type: 'stop' });
      }),
  };
};
