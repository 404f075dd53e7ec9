import type { DeviceRole } from '../../drivers/device/device-status.ts';
import type { UnhealthyReason } from './update-request.ts';

/** So long everything has to be well at a stretch: what crashes does so at once, what flutters is not well. */
export const wellForMilliseconds = 15_000;
/** So long a version may take until it is. Devices look for each other for half a minute. */
export const wellWithinMilliseconds = 120_000;

/** What one look at a kiosk on trial sees. */
export interface HealthLook {
  /** The database is open and residents are served, or it is closed by somebody. */
  readonly serves: boolean;
  /** A page was on the screen since this start. */
  readonly pageShown: boolean;
  /** Devices that work. */
  readonly working: readonly DeviceRole[];
}

/** What is wrong at this look; null: nothing. `before`: the devices that worked with the version before. */
export const findUnhealthy = (look: HealthLook, before: readonly DeviceRole[]): UnhealthyReason | null => {
  if (!look.serves) return 'not-in-service';
  if (!look.pageShown) return 'page-not-shown';
  return before.every((role) => look.working.includes(role)) ? null : 'device-worse';
};

export interface TrialProgress {
  /** Monotonic milliseconds of the start, and since when everything has been well; null: it is not. */
  readonly startedAt: number;
  readonly wellSince: number | null;
}
export type HealthVerdict =
  | { readonly verdict: 'well' }
  | { readonly verdict: 'unhealthy'; readonly reason: UnhealthyReason }
  | { readonly verdict: 'wait'; readonly progress: TrialProgress };

/** Judges a version on trial by one more look, at `now` (monotonic milliseconds). */
export const judgeHealth = (
  { startedAt, wellSince }: TrialProgress,
  problem: UnhealthyReason | null,
  now: number,
): HealthVerdict => {
  if (problem === null) {
    const since = wellSince ?? now;
    if (now - since >= wellForMilliseconds) return { verdict: 'well' };
    return { verdict: 'wait', progress: { startedAt, wellSince: since } };
  }
  return now - startedAt >= wellWithinMilliseconds
    ? { verdict: 'unhealthy', reason: problem }
    : { verdict: 'wait', progress: { startedAt, wellSince: null } };
};
