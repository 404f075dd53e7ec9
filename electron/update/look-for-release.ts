import { type Judgement, judgeRelease, type ReleaseTaker } from './judge-release.ts';
import { openRelease, type ReleaseKey, type releaseProblems } from './open-release.ts';
import { maximumReleaseBytes, offerName, type Release } from './release.ts';
import type { ReleaseSource, SourceProblem } from './receive/release-source.ts';
import { releaseRings, ringsTakenBy } from './rollout.ts';
import { compareVersions } from './version.ts';

export type OfferProblem = Judgement | SourceProblem | (typeof releaseProblems)[number];

/** What lies in a folder for this kiosk. */
export type Offer =
  | { readonly kind: 'offered'; readonly release: Release; readonly text: string }
  /** `version`: of what was signed and is not taken; null where no signed word came. */
  | { readonly kind: 'none'; readonly reason: OfferProblem; readonly version: string | null };

/** Of several reasons the one that is told: what somebody has to see to comes before what is in order. */
const inOrder: readonly OfferProblem[] = [
  'not-its-turn',
  'other-ring',
  'other-machine',
  'not-newer',
  'nothing-there',
];

/** A line that was down comes first of all: what it would have told is not known, and is asked for soon. */
const rank = ({ reason }: { readonly reason: OfferProblem }): number =>
  reason === 'no-answer' ? -2 : inOrder.indexOf(reason);

/**
 * Looks into a folder for the newest release that this kiosk takes. Every ring has a file of its own, so that a release for a
 * few does not hide the one for all. A technician who brings a stick takes those of all rings.
 */
export const lookForRelease = async (options: {
  readonly source: Pick<ReleaseSource, 'readText'>;
  readonly keys: readonly ReleaseKey[];
  readonly taker: ReleaseTaker & {
    readonly platform: Release['platform'];
    readonly architecture: Release['architecture'];
  };
  readonly byHand: boolean;
  readonly signal: AbortSignal;
}): Promise<Offer> => {
  const { source, keys, taker, byHand, signal } = options;
  const { platform, architecture } = taker;
  let best: Extract<Offer, { kind: 'offered' }> | null = null;
  const refused: Extract<Offer, { kind: 'none' }>[] = [];
  for (const ring of byHand ? releaseRings : ringsTakenBy(taker.ring)) {
    const read = await source.readText(
      offerName({ ring, platform, architecture }),
      maximumReleaseBytes,
      signal,
    );
    if (!read.ok) {
      refused.push({ kind: 'none', reason: read.reason, version: null });
      continue;
    }
    const opened = await openRelease(read.text, keys);
    if (!opened.ok) {
      refused.push({ kind: 'none', reason: opened.reason, version: null });
      continue;
    }
    const { release } = opened;
    const reason = judgeRelease(release, taker, byHand);
    if (reason !== null) refused.push({ kind: 'none', reason, version: release.version });
    else if (best === null || compareVersions(release.version, best.release.version) > 0)
      best = { kind: 'offered', release, text: read.text };
  }
  const [worst] = refused.sort((one, other) => rank(one) - rank(other));
  return best ?? worst ?? { kind: 'none', reason: 'nothing-there', version: null };
};
