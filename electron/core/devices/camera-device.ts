import type { Clock } from '../../../drivers/device/clock.ts';
import type { Device } from '../../../drivers/device/device.ts';
import type { DeviceStatus } from '../../../drivers/device/device-status.ts';
import type { CameraReasonCode } from '../../../drivers/device/reason-codes.ts';
import type { CameraReport } from '../../contract/channel.ts';
import type { CameraWish } from '../../contract/view-snapshot.ts';
import type { Log } from '../log/core-log.ts';
import { cameraStatus } from './camera-status.ts';
import {
  type CameraEvent,
  type LookResult,
  type CameraWatch,
  initialCameraWatch,
  nextCameraWatch,
  timeOf,
  wantedLook,
} from './camera-watch.ts';

/** The camera as the core knows it: it hangs on the page, which is told what is wanted and says what it found. */
export interface CameraDevice extends Device<CameraReasonCode> {
  /** What is wanted of the page now. */
  wish(): CameraWish;
  onWish(listener: () => void): void;
  /** What the page says. */
  report(report: CameraReport): void;
  /** Somebody is in a visit, or nobody any more: while a visit goes on nothing is checked. */
  setVisitGoing(going: boolean): void;
  /** Looks now, for a technician; `absent`: there is no camera to look through, or it was given up. */
  lookNow(): Promise<LookResult | 'absent'>;
}

const sameStatus = (one: DeviceStatus, other: DeviceStatus): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Runs the camera's state machine on the given clock. `label`: the part of the camera's label from the settings. */
export const createCameraDevice = (options: {
  readonly label: string;
  readonly clock: Clock;
  readonly log: Log;
}): CameraDevice => {
  const { label, clock, log } = options;
  const statusListeners = new Set<(status: DeviceStatus<CameraReasonCode>) => void>();
  const wishListeners = new Set<() => void>();
  const awaitingLook = new Set<(result: LookResult | 'absent') => void>();
  let running = false;
  let watch = initialCameraWatch;
  let cancelTimer = (): void => undefined;

  const setTimer = (): void => {
    cancelTimer();
    const milliseconds = timeOf(watch);
    if (milliseconds !== null) cancelTimer = clock.after(milliseconds, () => handle({ type: 'timeUp' }));
  };

  const wishOf = (of: CameraWatch): CameraWish => ({
    label,
    asksPresence: running && (of.phase === 'asking' || of.phase === 'unanswered'),
    look: running ? wantedLook(of) : null,
  });

  const endLook = (result: LookResult | 'absent'): void => {
    for (const resolve of awaitingLook) resolve(result);
    awaitingLook.clear();
  };

  const tell = (before: CameraWatch): void => {
    const wishBefore = wishOf(before);
    const wish = wishOf(watch);
    if (wishBefore.look !== null && wish.look === null) {
      endLook(watch.phase === 'due' ? 'absent' : (watch.result ?? 'absent'));
      log.info('camera-look-ended', {
        look: wishBefore.look,
        result: watch.phase === 'due' ? null : watch.result,
      });
    }
    if (wish.look !== null && wish.look !== wishBefore.look) log.info('camera-look', { look: wish.look });
    if (wish.look !== wishBefore.look || wish.asksPresence !== wishBefore.asksPresence) {
      for (const listener of wishListeners) listener();
    }
    const status = cameraStatus(watch, label);
    if (sameStatus(cameraStatus(before, label), status)) return;
    for (const listener of statusListeners) listener(status);
  };

  const handle = (event: CameraEvent): void => {
    if (!running) return;
    const before = watch;
    watch = nextCameraWatch(before, event);
    if (
      watch.phase !== before.phase ||
      watch.looks !== before.looks ||
      watch.faultsInARow !== before.faultsInARow
    ) {
      setTimer();
    }
    tell(before);
  };

  return {
    role: 'camera',
    status: () => (running ? cameraStatus(watch, label) : { state: 'offline', reasons: [] }),
    onStatus: (listener) => {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    start: () => {
      if (running) return;
      running = true;
      setTimer();
    },
    stop: () => {
      running = false;
      cancelTimer();
      watch = initialCameraWatch;
      endLook('absent');
      return Promise.resolve();
    },
    wish: () => wishOf(watch),
    onWish: (listener) => {
      wishListeners.add(listener);
    },
    report: (report) => {
      if (report.type === 'cameraFinding') {
        handle({ type: 'finding', look: report.look, finding: report.finding });
        return;
      }
      const { presence, seen } = report;
      if (presence !== watch.presence) log.info('camera-presence', { presence, seen: seen.join(' | ') });
      handle({ type: 'presence', presence, seen });
    },
    lookNow: () =>
      new Promise((resolve) => {
        handle({ type: 'lookAsked' });
        if (running && wantedLook(watch) !== null) awaitingLook.add(resolve);
        else resolve('absent');
      }),
    setVisitGoing: (going) => {
      if (going !== watch.visitGoing) handle({ type: 'visit', going });
    },
  };
};
