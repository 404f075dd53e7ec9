import type { StorageFailure } from '../storage-failure.ts';

/** Why the kiosk could not keep what it would take. */
export const storageProblems = ['disk-full', 'data-folder-read-only', 'database-damaged'] as const;
export type StorageProblem = (typeof storageProblems)[number];

export type CanKeep = { readonly ok: true } | { readonly ok: false; readonly reason: StorageProblem };

/** What one look at the disk saw. */
export interface StorageLook {
  /** Bytes that the kiosk may still write; null where the system does not say. */
  readonly freeBytes: number | null;
  /** What became of a page that was written, synced and removed again. */
  readonly failure: StorageFailure | null;
}

export interface StorageWatch {
  /** Looks at once, and again and again until `stop`. */
  start(): void;
  stop(): void;
  /** Whether what a resident begins now could be kept. */
  canKeep(): CanKeep;
  /** What the last look saw; null before the first. */
  lastLook(): StorageLook | null;
  /** The database answered this to a read or write of the kiosk. */
  observed(failure: StorageFailure): void;
}

/** Below this nothing new is begun: what is under way, the log and a checkpoint of the WAL still find room. */
export const defaultReserveBytes = 256 * 1024 * 1024;
/** Above the reserve by this much before anything is begun again, so that a disk at the edge does not flutter. */
export const regainedBytes = 64 * 1024 * 1024;
/** Looks in a row that must be good before anything is begun again. */
const goodLooksNeeded = 2;
const lookEveryMilliseconds = 15_000;
const lookAgainMilliseconds = 5_000;

interface Finding {
  readonly problem: StorageProblem;
  readonly detail: string;
}

const findingOf = ({ reason, detail }: StorageFailure): Finding | null => {
  switch (reason) {
    case 'disk-full':
    case 'database-damaged':
      return { problem: reason, detail };
    case 'folder-not-writable':
      return { problem: 'data-folder-read-only', detail };
    case 'locked-by-another-process':
      // Passes by itself: a technician's look.
      return null;
  }
};

/**
 * Watches whether the disk takes what the kiosk would have to keep, so that it is said before a resident has typed
 * anything. One bad look or one refusal of the database is enough to stop; two good looks in a row, with more room than
 * the reserve, to go on. A damaged database stays one until it has been recovered.
 */
export const createStorageWatch = (options: {
  readonly look: () => StorageLook;
  /** Calls back once after so many milliseconds; the function it returns cancels it. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** `detail` is for the log: what disk or database said; empty when all is well again. */
  readonly onChange: (canKeep: CanKeep, detail: string) => void;
  readonly reserveBytes?: number;
}): StorageWatch => {
  const { look, after, onChange, reserveBytes = defaultReserveBytes } = options;
  let problem: StorageProblem | null = null;
  let goodLooks = 0;
  let last: StorageLook | null = null;
  let cancel = (): void => undefined;

  const canKeep = (): CanKeep => (problem === null ? { ok: true } : { ok: false, reason: problem });
  const become = (next: Finding | null): void => {
    const found = next?.problem ?? null;
    if (found === problem || problem === 'database-damaged') return;
    problem = found;
    onChange(canKeep(), next?.detail ?? '');
  };

  const judge = ({ freeBytes, failure }: StorageLook): Finding | null => {
    const failed = failure && findingOf(failure);
    if (failed !== null) return failed;
    const needed = reserveBytes + (problem === null ? 0 : regainedBytes);
    return freeBytes !== null && freeBytes < needed
      ? { problem: 'disk-full', detail: `${freeBytes} bytes are free, ${needed} are needed` }
      : null;
  };
  const lookNow = (): void => {
    last = look();
    const found = judge(last);
    goodLooks = found === null ? goodLooks + 1 : 0;
    if (found !== null || goodLooks >= goodLooksNeeded) become(found);
    cancel = after(problem === null ? lookEveryMilliseconds : lookAgainMilliseconds, lookNow);
  };

  return {
    start: lookNow,
    stop: () => cancel(),
    canKeep,
    lastLook: () => last,
    observed: (failure) => {
      const found = findingOf(failure);
      if (found === null) return;
      goodLooks = 0;
      become(found);
    },
  };
};
