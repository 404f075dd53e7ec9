import type { FaceChallenge, FaceFrame } from '../../../contract/face/face-messages.ts';

/**
 * Challenges show that somebody alive follows what is asked now: their order is drawn anew for each look. They stop a
 * photo and a recorded film; they do not stop a mask made for the purpose, nor a picture that is computed while one looks
 * (docs/session.md says so).
 */

/** How far the head has to turn, degrees; and from where on it counts as on its way. */
const turned = 20;
const turning = 9;
/** How much larger the face has to become. */
const closer = 1.22;
const coming = 1.07;
/** Eyes are open above the one and shut below the other. */
const open = 0.6;
const shut = 0.3;
/** A blink is over within this time, milliseconds. */
const longestBlink = 2_500;

type Face = NonNullable<FaceFrame['face']>;

/** How the face was when the challenge began. */
export interface Baseline {
  readonly height: number;
}

/** How far a challenge has got. A jump from nothing to the end does not count: a head passes through what is between. */
export type ChallengeProgress =
  | { readonly at: 'beginning' }
  | { readonly at: 'under-way'; readonly since: number }
  | { readonly at: 'done' };

export const notBegun: ChallengeProgress = { at: 'beginning' };

/** What one more picture means for a challenge. @param takenAt milliseconds on the page's clock */
export const advanceChallenge = (
  challenge: FaceChallenge,
  progress: ChallengeProgress,
  face: Face,
  baseline: Baseline,
  takenAt: number,
): ChallengeProgress => {
  switch (challenge) {
    case 'turn-left':
      return passing(progress, face.yaw, turning, turned, takenAt);
    case 'turn-right':
      return passing(progress, -face.yaw, turning, turned, takenAt);
    case 'come-closer':
      return passing(progress, face.height / baseline.height, coming, closer, takenAt);
    case 'blink':
      return blinking(progress, face.eyesOpen, takenAt);
  }
};

const passing = (
  progress: ChallengeProgress,
  value: number,
  from: number,
  to: number,
  takenAt: number,
): ChallengeProgress => {
  if (value >= to) return progress.at === 'under-way' ? { at: 'done' } : progress;
  if (value >= from) return progress.at === 'under-way' ? progress : { at: 'under-way', since: takenAt };
  return notBegun;
};

const blinking = (
  progress: ChallengeProgress,
  eyesOpen: number | null,
  takenAt: number,
): ChallengeProgress => {
  if (eyesOpen === null) return progress;
  if (progress.at === 'under-way') {
    if (takenAt - progress.since > longestBlink) return notBegun;
    return eyesOpen > open ? { at: 'done' } : progress;
  }
  return eyesOpen < shut ? { at: 'under-way', since: takenAt } : progress;
};

/** Challenges a look has. */
const challengesALook = 2;

/**
 * Draws the challenges of a look: one turn of the head, because a flat picture has none, and one of another kind.
 *
 * @param tellsEyes the models say whether eyes are open
 * @param random from 0 up to 1
 */
export const drawChallenges = (tellsEyes: boolean, random: () => number): readonly FaceChallenge[] => {
  const turn: FaceChallenge = random() < 0.5 ? 'turn-left' : 'turn-right';
  const others: readonly FaceChallenge[] = [
    'come-closer',
    turn === 'turn-left' ? 'turn-right' : 'turn-left',
    ...(tellsEyes ? (['blink'] as const) : []),
  ];
  const other = others[Math.floor(random() * others.length)] ?? 'come-closer';
  const drawn = random() < 0.5 ? [turn, other] : [other, turn];
  return drawn.slice(0, challengesALook);
};
