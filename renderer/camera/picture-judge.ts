import { type Brightness, brightnessOf, differenceBetween } from './frame-statistics.ts';

/**
 * Judges what a running camera shows. A verdict has to hold for a while before it counts, and to get away from a fault
 * takes a clearer picture than to get into it, so that it does not flicker at a threshold.
 */

export type PictureFinding = 'ok' | 'black' | 'too-dark' | 'frozen';

/** A camera that has just started is still finding its exposure. */
export const settleMilliseconds = 500;

/** How long a picture must look good, and how long bad, to be called so. */
export const goodForMilliseconds = 400;
export const badForMilliseconds = 1_000;

/** A real sensor has noise: pictures that are identical for so long come from none. */
export const frozenAfterMilliseconds = 1_500;

/** A camera that runs and has not given a picture in this time gives none. */
export const firstFrameWithinMilliseconds = 2_500;

/** Below `enter` the picture is called so; above `leave` no longer. Luminance, 0 to 255. */
const thresholds = {
  blackMean: { enter: 16, leave: 24 },
  /** A lens cap lets a little noise through, a night with a lamp in it has a greater spread. */
  blackSpread: { enter: 6, leave: 10 },
  /** One shade everywhere, whichever it is: a sticker on the lens, a dead sensor. */
  evenSpread: { enter: 2, leave: 4 },
  darkMean: { enter: 40, leave: 50 },
} as const;

export interface PictureJudge {
  /** Takes a picture in grey, taken `at` (monotonic milliseconds); returns the verdict that stands, null while there is none. */
  picture(grey: Uint8Array, at: number): PictureFinding | null;
  /** No new picture came until `at`. */
  silence(at: number): PictureFinding | null;
}

/** A judge for one camera that started to run at `openedAt`, monotonic milliseconds. */
export const createPictureJudge = (openedAt: number): PictureJudge => {
  let last: Uint8Array | null = null;
  let brightness: Brightness = { mean: 0, spread: 0 };
  let firstAt = openedAt;
  /** Since when all pictures have been identical. */
  let identicalSince = openedAt;
  /** A second picture differed from the first: the camera is alive. */
  let alive = false;
  let candidate: PictureFinding | null = null;
  let candidateSince = openedAt;
  let verdict: PictureFinding | null = null;

  const below = (value: number, name: keyof typeof thresholds, isSo: boolean): boolean =>
    value < thresholds[name][isSo ? 'leave' : 'enter'];

  const looksLike = (at: number): PictureFinding | null => {
    const { mean, spread } = brightness;
    const wasBlack = candidate === 'black';
    const isBlack = below(mean, 'blackMean', wasBlack) && below(spread, 'blackSpread', wasBlack);
    if (isBlack || below(spread, 'evenSpread', wasBlack)) return 'black';
    if (at - identicalSince >= frozenAfterMilliseconds) return 'frozen';
    if (!alive) return null;
    return below(mean, 'darkMean', candidate === 'too-dark') ? 'too-dark' : 'ok';
  };

  /** How long a finding must hold; frozen has held for its time already. */
  const holdFor = (finding: PictureFinding): number => {
    switch (finding) {
      case 'ok':
        return goodForMilliseconds;
      case 'black':
      case 'too-dark':
        return badForMilliseconds;
      case 'frozen':
        return 0;
    }
  };

  const judge = (at: number): PictureFinding | null => {
    if (last === null) {
      if (at - openedAt >= firstFrameWithinMilliseconds) verdict = 'frozen';
      return verdict;
    }
    if (at - firstAt < settleMilliseconds) return verdict;
    const finding = looksLike(at);
    if (finding !== candidate) {
      candidate = finding;
      candidateSince = at;
    }
    if (candidate !== null && at - candidateSince >= holdFor(candidate)) verdict = candidate;
    return verdict;
  };

  return {
    picture: (grey, at) => {
      if (last === null) {
        firstAt = at;
        identicalSince = at;
      } else if (differenceBetween(last, grey) > 0) {
        alive = true;
        identicalSince = at;
      }
      last = grey;
      brightness = brightnessOf(grey);
      return judge(at);
    },
    silence: judge,
  };
};
