import type { CameraFinding, CameraPresence } from '../../contract/channel.ts';

/**
 * When the core wants to look through the camera, as a pure state machine. Whether the camera is there is known all the
 * time and costs no picture. A picture is looked at for a moment, with nobody in a visit: once after the camera has come
 * (start, replug), and again after a while as long as the last look found a fault.
 */

/** A page that is alive says within this time whether the camera is there. */
export const presenceWithinMilliseconds = 15_000;

/** A camera that is not running after this time hangs. */
export const openWithinMilliseconds = 8_000;

/** Longest look through a running camera. */
export const lookMilliseconds = 3_000;

/** Pause before looking again after a fault: doubled with each fault in a row, up to the longest. */
export const firstRestMilliseconds = 2_000;
export const longestRestMilliseconds = 60_000;

/** What the last look ended with; `no-answer`: nothing was said of it in time. */
export type LookResult = Exclude<CameraFinding, 'opened'> | 'no-answer';

export interface CameraWatch {
  /**
   * - `asking`: the page has not said yet whether the camera is there; `unanswered`: nor did it in time
   * - `absent`: there is not exactly the one camera
   * - `due`: a look is owed, and somebody is in a visit
   * - `opening`, `looking`: the camera is wanted; `looking` from when it runs
   * - `content`: the last look was good; `resting`: it was not, and another one comes
   */
  readonly phase: 'asking' | 'unanswered' | 'absent' | 'due' | 'opening' | 'looking' | 'content' | 'resting';
  readonly presence: CameraPresence | null;
  /** Labels of the cameras that are there. */
  readonly seen: readonly string[];
  readonly visitGoing: boolean;
  /** Looks so far; the number of the look under way. */
  readonly looks: number;
  /** Null until a look has ended since the camera came. */
  readonly result: LookResult | null;
  readonly faultsInARow: number;
}

export type CameraEvent =
  | { readonly type: 'presence'; readonly presence: CameraPresence; readonly seen: readonly string[] }
  | { readonly type: 'finding'; readonly look: number; readonly finding: CameraFinding }
  | { readonly type: 'visit'; readonly going: boolean }
  /** A technician wants a look now. */
  | { readonly type: 'lookAsked' }
  /** The time of `timeOf` has run out. */
  | { readonly type: 'timeUp' };

export const initialCameraWatch: CameraWatch = {
  phase: 'asking',
  presence: null,
  seen: [],
  visitGoing: false,
  looks: 0,
  result: null,
  faultsInARow: 0,
};

/** Number of the look that is wanted now; null: the camera is to be off. */
export const wantedLook = ({ phase, looks }: CameraWatch): number | null =>
  phase === 'opening' || phase === 'looking' ? looks : null;

/** How long a state may last, milliseconds; null for ever. Starts anew with each new phase, look and series of faults. */
export const timeOf = ({ phase, faultsInARow }: CameraWatch): number | null => {
  switch (phase) {
    case 'asking':
      return presenceWithinMilliseconds;
    case 'opening':
      return openWithinMilliseconds;
    case 'looking':
      return lookMilliseconds;
    case 'resting':
      return Math.min(firstRestMilliseconds * 2 ** Math.max(0, faultsInARow - 1), longestRestMilliseconds);
    case 'unanswered':
    case 'absent':
    case 'due':
    case 'content':
      return null;
  }
};

/** A look is owed: now, or when the visit is over. */
const owe = (watch: CameraWatch): CameraWatch =>
  watch.visitGoing ? { ...watch, phase: 'due' } : { ...watch, phase: 'opening', looks: watch.looks + 1 };

const endLook = (watch: CameraWatch, result: LookResult): CameraWatch =>
  result === 'ok'
    ? { ...watch, phase: 'content', result, faultsInARow: 0 }
    : { ...watch, phase: 'resting', result, faultsInARow: watch.faultsInARow + 1 };

const onPresence = (watch: CameraWatch, presence: CameraPresence, seen: readonly string[]): CameraWatch => {
  const next = { ...watch, presence, seen };
  if (presence !== 'present') return { ...next, phase: 'absent', result: null, faultsInARow: 0 };
  switch (watch.phase) {
    case 'asking':
    case 'unanswered':
    case 'absent':
      return owe(next);
    // Something was plugged; if it was this camera, what it suffered from may be gone.
    case 'resting':
      return { ...next, faultsInARow: 0 };
    case 'due':
    case 'opening':
    case 'looking':
    case 'content':
      return next;
  }
};

const onFinding = (watch: CameraWatch, look: number, finding: CameraFinding): CameraWatch => {
  if (wantedLook(watch) !== look) return watch;
  return finding === 'opened' ? { ...watch, phase: 'looking' } : endLook(watch, finding);
};

const onVisit = (watch: CameraWatch, visitGoing: boolean): CameraWatch => {
  const next = { ...watch, visitGoing };
  if (visitGoing) return wantedLook(watch) === null ? next : { ...next, phase: 'due' };
  return watch.phase === 'due' ? owe(next) : next;
};

const onTimeUp = (watch: CameraWatch): CameraWatch => {
  switch (watch.phase) {
    case 'asking':
      return { ...watch, phase: 'unanswered' };
    case 'opening':
    case 'looking':
      return endLook(watch, 'no-answer');
    case 'resting':
      return owe(watch);
    case 'unanswered':
    case 'absent':
    case 'due':
    case 'content':
      return watch;
  }
};

/** Whoever asks stands before it and has no visit; a look under way serves as well. */
const onLookAsked = (watch: CameraWatch): CameraWatch =>
  watch.presence !== 'present' || wantedLook(watch) !== null
    ? watch
    : { ...watch, phase: 'opening', looks: watch.looks + 1 };

/** What comes after `event`. */
export const nextCameraWatch = (watch: CameraWatch, event: CameraEvent): CameraWatch => {
  switch (event.type) {
    case 'presence':
      return onPresence(watch, event.presence, event.seen);
    case 'finding':
      return onFinding(watch, event.look, event.finding);
    case 'visit':
      return onVisit(watch, event.going);
    case 'lookAsked':
      return onLookAsked(watch);
    case 'timeUp':
      return onTimeUp(watch);
  }
};
