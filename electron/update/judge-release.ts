import type { Release } from './release.ts';
import { isInShare, type ReleaseRing, ringsTakenBy } from './rollout.ts';
import { compareVersions } from './version.ts';

/** What is known of this kiosk when a release is offered to it. */
export interface ReleaseTaker {
  readonly kioskId: string;
  readonly ring: ReleaseRing;
  readonly platform: string;
  readonly architecture: string;
  /** The version that runs. */
  readonly version: string;
  /** The newest migration that it knows. */
  readonly databaseVersion: number;
  /** Versions that were rolled back here. */
  readonly bad: readonly string[];
  /** Milliseconds since the Unix epoch, by the platform's clock as far as it is known. */
  readonly now: number;
}

/**
 * Why a release is not taken. `not-newer`: the same, or a downgrade. `not-reversible`: the version that runs could not work on
 * the database afterwards, so that there would be no way back.
 */
export const judgements = [
  'other-machine',
  'other-ring',
  'not-newer',
  'known-bad',
  'expired',
  'not-reversible',
  'not-its-turn',
] as const;
export type Judgement = (typeof judgements)[number];

/**
 * Whether this kiosk takes a release whose signature was good; null: it does. A technician who brings it on a stick
 * (`byHand`) does not wait for ring and percentage; everything else holds for a stick, too.
 */
export const judgeRelease = (release: Release, taker: ReleaseTaker, byHand: boolean): Judgement | null => {
  const { version, database } = release;
  if (release.platform !== taker.platform || release.architecture !== taker.architecture)
    return 'other-machine';
  if (!byHand && !ringsTakenBy(taker.ring).includes(release.ring)) return 'other-ring';
  if (compareVersions(version, taker.version) <= 0) return 'not-newer';
  if (taker.bad.includes(version)) return 'known-bad';
  if (taker.now >= Date.parse(release.expires)) return 'expired';
  if (database.oldestReader > taker.databaseVersion) return 'not-reversible';
  if (!byHand && !isInShare(taker.kioskId, version, release.stagingPercentage)) return 'not-its-turn';
  return null;
};
