import type { Clock } from '../../../drivers/device/clock.ts';
import type { DeviceRole } from '../../../drivers/device/device-status.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import type { ReleaseFolders } from '../../update/folders.ts';
import {
  findUnhealthy,
  type HealthLook,
  judgeHealth,
  type TrialProgress,
} from '../../update/judge-health.ts';
import type { LauncherWord } from '../../update/launcher-word.ts';
import { readLauncherState } from '../../update/launcher-state.ts';
import { type UnhealthyReason, writeRequest } from '../../update/update-request.ts';
import type { Log } from '../log/core-log.ts';

const lookMilliseconds = 1_000;

/** Devices that work, out of paper or in use as they may be: what a release can spoil is that they are not found. */
export const workingDevices = (devices: ViewSnapshot['devices']): readonly DeviceRole[] =>
  devices
    .filter(({ state }) => state === 'online' || state === 'deviceBusy' || state === 'userError')
    .map(({ role }) => role);

/** How a kiosk is; `snapshot`: null where none serves. */
export const lookAtHealth = (
  snapshot: Pick<ViewSnapshot, 'visit' | 'devices'> | null,
  pageShown: boolean,
): HealthLook => ({
  serves: snapshot !== null && snapshot.visit.screen !== 'outOfService',
  pageShown,
  working: snapshot === null ? [] : workingDevices(snapshot.devices),
});

/**
 * Watches a release on trial from the start of its core, until it says to the launcher how it is. One that is well goes on;
 * one that is not ends the kiosk as soon as nobody is served, and the version before comes up. It says nothing where no
 * release is on trial.
 */
export const watchUpdateTrial = (options: {
  readonly word: LauncherWord | null;
  readonly folders: ReleaseFolders;
  readonly look: () => HealthLook;
  /** Nobody is served: true as well where nobody could be. */
  readonly isAtRest: () => boolean;
  readonly endKiosk: () => void;
  readonly newId: () => string;
  readonly clock: Clock;
  readonly log: Log;
}): void => {
  const { word, folders, clock, log } = options;
  const { trial } = readLauncherState(folders.launcherFile);
  // A core that comes after the one that has judged finds no trial any more.
  if (word === null || !word.onTrial || trial?.version !== word.version) return;
  const { version, working } = trial;
  log.info('release-on-trial', { version, starts: trial.starts });
  let progress: TrialProgress = { startedAt: clock.monotonic(), wellSince: null };

  const say = (unhealthy: UnhealthyReason | null): boolean => {
    try {
      writeRequest(folders.requestFile, { kind: 'verdict', id: options.newId(), version, unhealthy });
      return true;
    } catch (error) {
      // Said again at the next look; the launcher does not wait for ever.
      log.error('verdict-not-kept', { error: String(error) });
      return false;
    }
  };
  const look = (): void => {
    const verdict = judgeHealth(progress, findUnhealthy(options.look(), working), clock.monotonic());
    switch (verdict.verdict) {
      case 'wait':
        ({ progress } = verdict);
        break;
      case 'well':
        if (!say(null)) break;
        log.info('release-well', { version });
        return;
      case 'unhealthy': {
        const { reason } = verdict;
        if (!options.isAtRest()) break;
        if (!say(reason)) break;
        log.warn('release-not-well', { version, reason });
        options.endKiosk();
        return;
      }
    }
    clock.after(lookMilliseconds, look);
  };
  clock.after(lookMilliseconds, look);
};
