import { spawn } from 'node:child_process';
import type { Timers } from './timers.ts';

/**
 * Talks to systemd as sd_notify(3) does. Node has no datagram sockets of the Unix kind, so each message is sent by
 * systemd's own program; its unit therefore says `NotifyAccess=all`.
 */
export interface ServiceManager {
  /** The kiosk serves; from now on it is watched. */
  ready(): void;
  stopping(): void;
}

/** A notification that takes longer than this is ended; the next one is on its way. */
const sendWithinMilliseconds = 5_000;

/** Sends one notification; what comes of it is systemd's to judge. */
export const notifySystemd = (message: string): void => {
  const child = spawn('systemd-notify', [message], { stdio: 'ignore', timeout: sendWithinMilliseconds });
  child.on('error', () => undefined);
};

/**
 * How often to give a sign of life: twice in the time that systemd waits (sd_watchdog_enabled(3)); null where it does not.
 */
export const watchdogInterval = (
  environment: Readonly<Record<string, string | undefined>>,
): number | null => {
  const microseconds = Number(environment.WATCHDOG_USEC);
  return Number.isSafeInteger(microseconds) && microseconds > 0 ? microseconds / 2_000 : null;
};

/**
 * The service manager that started the shell, if one did (NOTIFY_SOCKET). Signs of life are given as long as `isWell`;
 * without them systemd starts the whole kiosk anew.
 */
export const connectServiceManager = (options: {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly isWell: () => boolean;
  readonly timers: Timers;
  readonly send?: (message: string) => void;
}): ServiceManager => {
  const { environment, timers, send = notifySystemd } = options;
  if (!environment.NOTIFY_SOCKET) return { ready: () => undefined, stopping: () => undefined };
  const interval = watchdogInterval(environment);
  let stopped = false;
  let told = false;
  const giveSign = (milliseconds: number): void => {
    timers.after(milliseconds, () => {
      if (stopped) return;
      if (options.isWell()) send('WATCHDOG=1');
      giveSign(milliseconds);
    });
  };
  if (interval !== null) giveSign(interval);
  return {
    ready: () => {
      if (!told) send('READY=1');
      told = true;
    },
    stopping: () => {
      stopped = true;
      send('STOPPING=1');
    },
  };
};
