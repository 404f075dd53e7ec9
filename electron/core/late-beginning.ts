import type { Clock } from '../../drivers/device/clock.ts';

/** The page has its first snapshot, and paints it: for so long the processors are its own. */
const paintingMilliseconds = 150;
/** Where no page comes, what follows the first screen begins without one. */
const noPageMilliseconds = 1_000;

/** When a kiosk begins what its first screen does not need. */
export interface LateBeginning {
  /** Somebody is there. */
  now(): void;
  /** A page was sent a snapshot. */
  snapshotSent(): void;
  /** It is not to begin any more. */
  cancel(): void;
}

/** @param begin called once: when the first screen has been painted, at once when somebody comes before that, a second from now at the latest */
export const createLateBeginning = (clock: Clock, begin: () => void): LateBeginning => {
  let isOver = false;
  let paints = false;
  const now = (): void => {
    cancelTimer();
    if (isOver) return;
    isOver = true;
    begin();
  };
  let cancelTimer = clock.after(noPageMilliseconds, now);
  return {
    now,
    snapshotSent: () => {
      if (isOver || paints) return;
      paints = true;
      cancelTimer();
      cancelTimer = clock.after(paintingMilliseconds, now);
    },
    cancel: () => {
      cancelTimer();
      isOver = true;
    },
  };
};
