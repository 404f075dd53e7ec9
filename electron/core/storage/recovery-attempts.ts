import type { OpenDatabaseOutcome } from '../../../db/connection.ts';

export type OpenRefusal = Exclude<OpenDatabaseOutcome, { ok: true }>;

/** How often, and how soon again, a recovery is tried that does not lead to a database that opens. */
export interface RecoveryAttempts {
  /** What is told instead of trying again now; null when a recovery may begin. */
  refusal(): OpenRefusal | null;
  /** A recovery has ended, and this came of opening the database. */
  ended(outcome: OpenDatabaseOutcome): void;
}

const minute = 60_000;
/** After the first recovery in a row that failed, the second, and so on; after one more it is left to people. */
const pauses = [minute, 10 * minute, 60 * minute, 360 * minute] as const;
/** A full disk has to be emptied first: looking for that costs little, trying does not. */
const pauseForRoom = minute;

const minutesText = (milliseconds: number): string => `${milliseconds / minute} min`;

/**
 * Counts recoveries since this process began: a disk that loses what it was just given makes every further attempt
 * worse. Switching the kiosk off and on is how people ask for another series.
 *
 * @param monotonic milliseconds of a clock that is never set
 */
export const createRecoveryAttempts = (monotonic: () => number): RecoveryAttempts => {
  let failures = 0;
  let notBefore = 0;
  let told: OpenRefusal | null = null;
  return {
    refusal: () => (told !== null && monotonic() < notBefore ? told : null),
    ended: (outcome) => {
      if (outcome.ok) {
        failures = 0;
        told = null;
        return;
      }
      if (outcome.reason !== 'database-damaged') {
        told = outcome;
        notBefore = monotonic() + (outcome.reason === 'disk-full' ? pauseForRoom : 0);
        return;
      }
      const pause = pauses[failures];
      failures += 1;
      notBefore = pause === undefined ? Number.POSITIVE_INFINITY : monotonic() + pause;
      const next =
        pause === undefined
          ? 'not tried again before the kiosk is started anew'
          : `tried again after ${minutesText(pause)}`;
      told = { ...outcome, detail: `${outcome.detail}; recovery failed ${failures}×, ${next}` };
    },
  };
};
