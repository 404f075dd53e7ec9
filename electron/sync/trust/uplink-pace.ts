/**
 * The slowest line that counts as one, as a single exchange sees it, bytes a millisecond (16 kbit/s): a quarter of
 * 64 kbit/s, which two batches and a chunk share.
 */
export const slowestBytesPerMillisecond = 2;
/** A request smaller than this says nothing of the line: what it took was the platform's time. Bytes. */
const smallestMeasured = 16 * 1024;
/** So many times slower than it was measured last the line may be before it counts as broken. */
const slowedDown = 8;
/** More than this no kernel holds back on a line that is slow, bytes. */
const largestBuffer = 512 * 1024;

/**
 * How long bytes may be on their way that the kernel has taken: nobody sees them leave. A kernel takes a whole chunk in
 * a millisecond, which then needs most of a minute on 64 kbit/s, during which the line looks dead.
 */
export interface UplinkPace {
  /** Milliseconds that so many bytes may need to leave. */
  allowance(bytes: number): number;
  /** A request of so many bytes was answered after so many milliseconds. */
  answered(bytes: number, milliseconds: number): void;
  /** One was not answered in time: nothing is known any more. */
  timedOut(): void;
}

/**
 * Learns the pace from what was answered, so that a platform that falls silent on a quick line is noticed soon; as long
 * as nothing is known, and after a time-out, it takes the line for the slowest there is.
 */
export const createUplinkPace = (): UplinkPace => {
  let pace = slowestBytesPerMillisecond;
  return {
    allowance: (bytes) => Math.min(bytes, largestBuffer) / pace,
    answered: (bytes, milliseconds) => {
      if (bytes < smallestMeasured) return;
      pace = Math.max(slowestBytesPerMillisecond, bytes / Math.max(1, milliseconds) / slowedDown);
    },
    timedOut: () => {
      pace = slowestBytesPerMillisecond;
    },
  };
};
