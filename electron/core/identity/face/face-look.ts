import type {
  FaceChallenge,
  FaceFrame,
  FaceHindrance,
  FaceStage,
  FaceWish,
} from '../../../contract/face/face-messages.ts';
import type { FaceRefusal } from '../../../contract/identity-words.ts';
import { advanceChallenge, type Baseline, type ChallengeProgress, notBegun } from './challenge.ts';
import { meanEmbedding, similarityOf } from './embedding.ts';
import { comparableFace, hindranceOf } from './frame-quality.ts';
import { createMotionCheck } from './motion-check.ts';

/** Good pictures before the first challenge, and after each. */
const picturesFirst = 3;
const picturesBetween = 1;

/** How long each stage may take, milliseconds; elder mode takes twice as long. */
export const stageMilliseconds = { straight: 12_000, challenge: 10_000 } as const;

/** Eyes that read as less open than this cannot be seen to blink. */
const readableEyes = 0.6;
const insteadOfBlink: FaceChallenge = 'come-closer';

export interface FaceThresholds {
  readonly accept: number;
  readonly refuse: number;
}

/** What a look found; kept by the audit log. No picture and no embedding. */
export interface FaceEvidence {
  /** Mean of the good pictures with the photo of the card; null where there was none of either. */
  readonly similarity: number | null;
  readonly pictures: number;
  readonly challenges: readonly FaceChallenge[];
  /** How many of them were done. */
  readonly followed: number;
  /** Mean hint of single pictures that a live face was there; a hint, nothing is decided by it. */
  readonly liveHint: number | null;
}

export type LookDecision =
  /** Everything was followed, and the card has no photo: this mean, of unit length, is to be compared elsewhere. */
  | { readonly decision: 'compare'; readonly embedding: Float32Array; readonly evidence: FaceEvidence }
  | { readonly decision: 'same-person'; readonly evidence: FaceEvidence }
  | { readonly decision: 'not-verified'; readonly reason: FaceRefusal; readonly evidence: FaceEvidence };

export interface FaceLook {
  /** What the resident is to do now. */
  wish(): FaceWish;
  /** Takes in a picture; a decision ends the look. */
  frame(frame: FaceFrame): LookDecision | null;
  /** Time passes without pictures, too. @param now monotonic, milliseconds */
  tick(now: number): LookDecision | null;
  /** When `tick` has something to say at the latest, on the same clock. */
  deadline(): number;
  /** Overwrites every embedding. */
  forget(): void;
}

/**
 * One look at a face: straight, then each challenge with a straight picture after it. One face all along, the same one,
 * moving as a head does; the mean similarity of all straight pictures decides. Without a reference their mean is handed on
 * to be compared elsewhere. Pure but for its own memory.
 */
export const createFaceLook = (options: {
  readonly look: number;
  /** Of the photo of the card; null where the card has none that can be read. */
  readonly reference: Float32Array | null;
  readonly thresholds: FaceThresholds;
  readonly challenges: readonly FaceChallenge[];
  /** 1, or 2 in elder mode. */
  readonly patience: number;
  /** Monotonic, milliseconds. */
  readonly startedAt: number;
}): FaceLook => {
  const { reference, thresholds, patience } = options;
  const challenges = [...options.challenges];
  const embeddings: Float32Array[] = [];
  const similarities: number[] = [];
  const hints: number[] = [];
  const hindrances = new Map<FaceHindrance, number>();
  const motion = createMotionCheck();
  let followed = 0;
  let isChallenge = false;
  let missing = picturesFirst;
  let progress: ChallengeProgress = notBegun;
  let baseline: Baseline = { height: 1 };
  let hindrance: FaceHindrance | null = null;
  let strangers = 0;
  let now = options.startedAt;
  let deadline = options.startedAt + stageMilliseconds.straight * patience;

  const challenge = (): FaceChallenge | null => (isChallenge ? (challenges[followed] ?? null) : null);
  const stage = (): FaceStage => challenge() ?? 'look-straight';
  const mean = (values: readonly number[]): number | null =>
    values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  const evidence = (): FaceEvidence => ({
    similarity: mean(similarities),
    pictures: embeddings.length,
    challenges,
    followed,
    liveHint: mean(hints),
  });
  const refuse = (reason: FaceRefusal): LookDecision => ({
    decision: 'not-verified',
    reason,
    evidence: evidence(),
  });

  const enter = (straight: boolean): void => {
    isChallenge = !straight;
    missing = picturesBetween;
    progress = notBegun;
    hindrances.clear();
    deadline = now + (straight ? stageMilliseconds.straight : stageMilliseconds.challenge) * patience;
  };

  /** What stood in the way most of the time. */
  const reasonOfDelay = (): FaceRefusal => {
    const [worst] = [...hindrances].sort(([, one], [, other]) => other - one);
    if (worst?.[0] === 'several-faces') return 'several-faces';
    if (worst?.[0] === 'no-face') return 'no-face';
    return isChallenge ? 'challenge-failed' : 'not-clear-enough';
  };

  const decide = (): LookDecision => {
    if (reference === null)
      return { decision: 'compare', embedding: meanEmbedding(embeddings), evidence: evidence() };
    const similarity = mean(similarities) ?? -1;
    if (similarity >= thresholds.accept) return { decision: 'same-person', evidence: evidence() };
    return refuse(similarity < thresholds.refuse ? 'another-face' : 'not-clear-enough');
  };

  const lookStraight = (frame: FaceFrame): LookDecision | null => {
    const face = comparableFace(frame);
    if (face === null) return null;
    embeddings.push(face.embedding);
    if (reference !== null) similarities.push(similarityOf(face.embedding, reference));
    if (face.liveHint !== null) hints.push(face.liveHint);
    missing -= 1;
    if (missing > 0) return null;
    // Nobody has to turn the head for what cannot come out well.
    if (reference !== null && (mean(similarities) ?? -1) < thresholds.refuse) return refuse('another-face');
    if (followed === challenges.length) return decide();
    baseline = { height: face.height };
    // Glasses that reflect and a lowered gaze read as shut eyes: nobody could see such eyes blink.
    if (challenges[followed] === 'blink' && (face.eyesOpen ?? 0) < readableEyes)
      challenges[followed] = insteadOfBlink;
    enter(false);
    return null;
  };

  const followChallenge = (frame: FaceFrame, asked: FaceChallenge): LookDecision | null => {
    if (frame.face === null || frame.faces !== 1) return null;
    progress = advanceChallenge(asked, progress, frame.face, baseline, frame.takenAt);
    if (progress.at !== 'done') return null;
    followed += 1;
    enter(true);
    return null;
  };

  /** Whether somebody else has taken the place of the first face: two pictures in a row have to say so. */
  const isStranger = ({ faces, face }: FaceFrame): boolean => {
    if (faces !== 1 || !face?.embedding || embeddings.length < picturesFirst) return false;
    const first = meanEmbedding(embeddings);
    const isOther = similarityOf(face.embedding, first) < thresholds.refuse;
    first.fill(0);
    strangers = isOther ? strangers + 1 : 0;
    return strangers > 1;
  };

  return {
    wish: () => {
      const steps = 1 + 2 * challenges.length;
      const done =
        followed * 2 +
        (isChallenge ? 1 : 0) +
        (isChallenge || followed > 0 ? 0 : 1 - missing / picturesFirst);
      return {
        look: options.look,
        comparedWith: reference === null ? 'register' : 'card-photo',
        stage: stage(),
        hindrance,
        progress: Math.min(1, done / steps),
      };
    },
    frame: (frame) => {
      const asked = challenge();
      const obstacle = hindranceOf(frame);
      // A head that turns or comes closer leaves the bounds that a straight look has.
      hindrance = asked === null || obstacle === 'no-face' || obstacle === 'several-faces' ? obstacle : null;
      if (obstacle !== null) hindrances.set(obstacle, (hindrances.get(obstacle) ?? 0) + 1);
      const decision =
        !motion.isPlausible(frame) || isStranger(frame)
          ? refuse('not-live')
          : asked === null
            ? lookStraight(frame)
            : followChallenge(frame, asked);
      const embedding = frame.face?.embedding;
      if (embedding && !embeddings.includes(embedding)) embedding.fill(0);
      return decision;
    },
    tick: (time) => {
      now = Math.max(now, time);
      return now >= deadline ? refuse(reasonOfDelay()) : null;
    },
    deadline: () => deadline,
    forget: () => {
      for (const embedding of embeddings) embedding.fill(0);
      reference?.fill(0);
    },
  };
};
