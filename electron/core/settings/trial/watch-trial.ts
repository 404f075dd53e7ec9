import type { Clock } from '../../../../drivers/device/clock.ts';
import type { Log } from '../../log/core-log.ts';
import { endTrial, fallBack, openTrial, type SettingsTrial } from './settings-trial.ts';

/** A core with settings that work is in service within a second or two; opening a large database may take longer. */
export const inServiceWithinMilliseconds = 30_000;
/** So long it has to stay there: what crashes does so at once. */
export const settledAfterMilliseconds = 5_000;

/** Watches new settings from the start of a core until they have proved themselves, or it falls back from them. */
export interface TrialWatch {
  /** The kiosk was brought up; `isInService` is asked when it has had time to settle. */
  kioskServes(isInService: () => boolean): void;
  /** What the last change has come to, once; null where there is nothing to tell. */
  takeOutcome(): SettingsTrial | null;
}

/** `restart`: this core ends, and the next one reads the settings before. `passed`: they stay, and that is to be recorded. */
export const watchTrial = (options: {
  readonly dataFolder: string;
  readonly clock: Pick<Clock, 'after'>;
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
  const onTrial = opened?.state === 'tried' ? opened : null;
  let toTell = opened?.state === 'fell-back' ? opened : null;
  let over = onTrial === null;
  if (onTrial !== null) log.info('settings-on-trial', { fields: onTrial.fields.join(' ') });
  if (toTell !== null) log.warn('settings-fell-back', { reason: toTell.end });

  const cancel =
    onTrial === null
      ? () => undefined
      : clock.after(inServiceWithinMilliseconds, () => {
          over = true;
          attempt(() => fallBack(dataFolder, onTrial, 'not-in-service'));
          log.warn('settings-fall-back', { reason: 'not-in-service' });
          options.restart();
        });

  return {
    kioskServes: (isInService) => {
      if (over || onTrial === null) return;
      clock.after(settledAfterMilliseconds, () => {
        if (over || !isInService()) return;
        over = true;
        cancel();
        attempt(() => endTrial(dataFolder));
        log.info('settings-kept');
        options.passed(onTrial);
      });
    },
    takeOutcome: () => {
      const outcome = toTell;
      toTell = null;
      return outcome;
    },
  };
};
