import type { Clock } from '../../../../drivers/device/clock.ts';
import type { DeviceRole } from '../../../../drivers/device/device-status.ts';
import type { ViewSnapshot } from '../../../contract/view-snapshot.ts';
import { workingDevices } from '../../devices/working-devices.ts';
import type { Log } from '../../log/core-log.ts';
import { isInService } from '../../out-of-service.ts';
import { endTrial, fallBack, openTrial, type SettingsTrial, type TrialEnd } from './settings-trial.ts';

/** A core with settings that work is in service within a second or two; opening a large database may take longer. */
export const inServiceWithinMilliseconds = 30_000;
/** Devices look for each other for half a minute. */
export const devicesWithinMilliseconds = 60_000;
/** So long all has to be well at a stretch: what crashes does so at once. */
export const settledAfterMilliseconds = 5_000;
const lookMilliseconds = 1_000;

/** What a core sees of itself. */
export interface TrialLook {
  readonly serves: boolean;
  /** Nobody is served. */
  readonly atRest: boolean;
  /** Devices that are configured and do not work. */
  readonly silent: readonly DeviceRole[];
}

/** How a core with these devices is; null: no kiosk was brought up. */
export const lookAtTrial = (
  snapshot: Pick<ViewSnapshot, 'visit' | 'devices'> | null,
  atRest: boolean,
): TrialLook => {
  const working = workingDevices(snapshot?.devices ?? []);
  return {
    serves: isInService(snapshot),
    atRest,
    silent: (snapshot?.devices ?? []).map(({ role }) => role).filter((role) => !working.includes(role)),
  };
};

/** Watches new settings from the start of a core until they have proved themselves, or it falls back from them. */
export interface TrialWatch {
  /** What the last change has come to, once; null where there is nothing to tell. */
  takeOutcome(): SettingsTrial | null;
}

type Trouble = Extract<TrialEnd, 'not-in-service' | 'device-silent'>;

/** What is wrong with settings at this look; null: nothing. A device that was taken out of them is not missed. */
const findTrouble = ({ working }: SettingsTrial, seen: TrialLook): Trouble | null => {
  if (!seen.serves) return 'not-in-service';
  return working.some((role) => seen.silent.includes(role)) ? 'device-silent' : null;
};

/** Whether the time is over for what is wrong. Who is being served meanwhile is not interrupted for a device. */
const isOverdue = (trouble: Trouble, seen: TrialLook, elapsed: number): boolean =>
  trouble === 'not-in-service'
    ? elapsed >= inServiceWithinMilliseconds
    : elapsed >= devicesWithinMilliseconds && seen.atRest;

/** `restart`: this core ends, and the next one reads the settings before. `passed`: they stay, and that is to be recorded. */
export const watchTrial = (options: {
  readonly dataFolder: string;
  readonly look: () => TrialLook;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  readonly log: Log;
  readonly restart: () => void;
  readonly passed: (trial: SettingsTrial) => void;
}): TrialWatch => {
  const { dataFolder, clock, log } = options;

  const attempt = <Value>(work: () => Value): Value | null => {
    try {
      return work();
    } catch (error) {
      log.error('settings-trial-not-recorded', { error: String(error) });
      return null;
    }
  };

  const opened = attempt(() => openTrial(dataFolder));
  let toTell = opened?.state === 'fell-back' ? opened : null;
  if (toTell !== null) log.warn('settings-fell-back', { reason: toTell.end });

  const startedAt = clock.monotonic();
  let wellSince: number | null = null;
  const judge = (trial: SettingsTrial): void => {
    const now = clock.monotonic();
    const seen = options.look();
    const trouble = findTrouble(trial, seen);
    wellSince = trouble === null ? (wellSince ?? now) : null;
    if (wellSince !== null && now - wellSince >= settledAfterMilliseconds) {
      attempt(() => endTrial(dataFolder));
      log.info('settings-kept');
      options.passed(trial);
    } else if (trouble !== null && isOverdue(trouble, seen, now - startedAt)) {
      attempt(() => fallBack(dataFolder, trial, trouble));
      log.warn('settings-fall-back', { reason: trouble });
      options.restart();
    } else {
      clock.after(lookMilliseconds, () => judge(trial));
    }
  };
  if (opened?.state === 'tried') {
    log.info('settings-on-trial', { fields: opened.fields.join(' ') });
    clock.after(lookMilliseconds, () => judge(opened));
  }

  return {
    takeOutcome: () => {
      const outcome = toTell;
      toTell = null;
      return outcome;
    },
  };
};
