import type { Clock } from '../../../drivers/device/clock.ts';
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
import { type UnhealthyReason, type UpdateRequest, writeRequest } from '../../update/update-request.ts';
import { workingDevices } from '../devices/working-devices.ts';
import type { Log } from '../log/core-log.ts';
import { isInService } from '../out-of-service.ts';

const lookMilliseconds = 1_000;
/** How often the launcher is told that somebody is served; it counts on less than half a minute. */
export const sayServingMilliseconds = 10_000;

/** How a kiosk is; `snapshot`: null where none serves. */
export const lookAtHealth = (
  snapshot: Pick<ViewSnapshot, 'visit' | 'devices'> | null,
  pageShown: boolean,
): HealthLook => ({
  serves: isInService(snapshot),
  pageShown,
  working: snapshot === null ? [] : workingDevices(snapshot.devices),
});

/**
 * Watches a release on trial from the start of its core, until it says to the launcher how it is. One that is well goes on;
 * one that is not ends the kiosk as soon as nobody is served, and the version before comes up. While somebody is served it says
 * that, so that the launcher does not end the trial from outside. It says nothing where no release is on trial.
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
  let servingSaidAt = Number.NEGATIVE_INFINITY;

  const write = (request: UpdateRequest): boolean => {
    try {
      writeRequest(folders.requestFile, request);
      return true;
    } catch (error) {
      // Said again at the next look; the launcher does not wait for ever.
      log.error('verdict-not-kept', { error: String(error), kind: request.kind });
      return false;
    }
  };
  const say = (unhealthy: UnhealthyReason | null): boolean =>
    write({ kind: 'verdict', id: options.newId(), version, unhealthy });
  const saySomebodyIsServed = (): void => {
    const now = clock.monotonic();
    if (options.isAtRest() || now - servingSaidAt < sayServingMilliseconds) return;
    if (write({ kind: 'serving', id: options.newId(), version })) servingSaidAt = now;
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
    saySomebodyIsServed();
    clock.after(lookMilliseconds, look);
  };
  clock.after(lookMilliseconds, look);
};
