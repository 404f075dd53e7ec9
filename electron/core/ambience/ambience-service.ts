import type { AuditActor } from '../../../db/audit-log.ts';
import type { KioskDatabase } from '../../../db/connection.ts';
import type { Clock } from '../../../drivers/device/clock.ts';
import type { Ambience, dimmers } from '../../contract/ambience/ambience.ts';
import type { Locale } from '../../contract/locale.ts';
import type { ViewSnapshot } from '../../contract/view-snapshot.ts';
import type { Log } from '../log/core-log.ts';
import type { Recorded } from '../session/print-records.ts';
import { isWithinHours } from '../session/speech-hours.ts';
import { createKeptAmbience } from './kept-ambience.ts';

/** How loud and how bright the kiosk is, and which language it returns to. */
export interface AmbienceService {
  current(): Ambience;
  dimmer(): (typeof dimmers)[number];
  /** Keeps it; a brightness of the night that is another is shown for a few seconds. */
  change(actor: AuditActor, next: Ambience): Recorded;
  standingLocale(): Locale;
  ofScreen(): NonNullable<ViewSnapshot['ambience']>;
  /** Sets the light to what it has to be now; to be called when that may be another. True where something changed. */
  light(nobodyIsServed: boolean): void;
  /** Sets the voice as loud as it is to be; to be called now and then: whoever speaks connects anew after a fault. */
  keepVoice(): void;
}

/** So long staff see what the night is like. */
export const sampleMilliseconds = 4_000;

/** A service for one kiosk. The hours of the night go by the wall clock, as those of the voice do. */
export const createAmbienceService = (options: {
  readonly database: Pick<KioskDatabase, 'transaction' | 'read'>;
  /** Sets the lights behind the screen to so many percent; false where there are none. */
  readonly setBacklight: (percent: number) => boolean;
  /** Sets the voice to so many percent, where the page cannot do it by itself. */
  readonly setSpeechVolume: (percent: number) => void;
  readonly changed: () => void;
  readonly clock: Clock;
  readonly log: Log;
}): AmbienceService => {
  const { clock, log, changed } = options;
  const kept = createKeptAmbience(options.database);
  let nobodyIsServed = true;
  let sample = false;
  let endSample = (): void => undefined;
  let lit: number | null = null;
  let dimmer: (typeof dimmers)[number] = 'page';

  const brightness = (): number => {
    const { dayBrightness, nightBrightness, nightFrom, nightUntil } = kept.current();
    const night =
      nightFrom !== nightUntil && isWithinHours({ from: nightFrom, until: nightUntil }, clock.now());
    // A night is never brighter than the day.
    return sample || (night && nobodyIsServed) ? Math.min(nightBrightness, dayBrightness) : dayBrightness;
  };
  const light = (): void => {
    const wanted = brightness();
    if (wanted === lit) return;
    const next = options.setBacklight(wanted) ? 'backlight' : 'page';
    if (lit === null || next !== dimmer) log.info('screen-light', { dimmer: next, percent: wanted });
    dimmer = next;
    lit = wanted;
    changed();
  };
  const keepVoice = (): void => options.setSpeechVolume(kept.current().volume);
  const showNight = (): void => {
    endSample();
    sample = true;
    endSample = clock.after(sampleMilliseconds, () => {
      sample = false;
      light();
    });
  };

  return {
    current: kept.current,
    dimmer: () => dimmer,
    change: (actor, next) => {
      const before = kept.current();
      const outcome = kept.change(actor, next);
      if (outcome.ok && next.nightBrightness !== before.nightBrightness) showNight();
      if (outcome.ok) {
        light();
        keepVoice();
      }
      return outcome;
    },
    standingLocale: () => kept.current().locale,
    ofScreen: () => ({
      volume: kept.current().volume,
      dimmed: dimmer === 'page' ? 100 - (lit ?? 100) : 0,
    }),
    light: (nobody) => {
      // Chromium may have connected to the voice since the last one left.
      if (nobody !== nobodyIsServed) keepVoice();
      nobodyIsServed = nobody;
      light();
    },
    keepVoice,
  };
};
