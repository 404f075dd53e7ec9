import type { FrameTraceEntry } from '../../../drivers/device/frame-trace.ts';

/** What is new in a trace. */
export type TraceNews =
  | { readonly type: 'frame'; readonly entry: FrameTraceEntry }
  /** A frame that was told came again, `times` times since. */
  | { readonly type: 'repeated'; readonly entry: FrameTraceEntry; readonly times: number };

export interface TraceFollower {
  /**
   * What is new since the last look. Repetitions are held back until another frame comes: a reader that is polled repeats
   * itself all day.
   */
  look(entries: readonly FrameTraceEntry[]): TraceNews[];
  /** The repetitions that were held back. */
  finish(): TraceNews[];
}

/** Whether two entries are the same line of the trace, at different times. */
const isSame = (one: FrameTraceEntry, other: FrameTraceEntry | undefined): boolean =>
  other !== undefined &&
  one.firstAt === other.firstAt &&
  one.direction === other.direction &&
  one.hex === other.hex &&
  one.hiddenBytes === other.hiddenBytes &&
  one.note === other.note;

/** How many of the oldest entries have fallen out of the ring buffer since. */
const fallenOut = (before: readonly FrameTraceEntry[], now: readonly FrameTraceEntry[]): number => {
  for (let gone = 0; gone < before.length; gone += 1) {
    if (before.slice(gone).every((entry, index) => isSame(entry, now[index]))) return gone;
  }
  return before.length;
};

/** By time: a repetition counts where it was seen last. What is of the same millisecond keeps its order. */
const inOrder = (news: readonly TraceNews[]): TraceNews[] => {
  const timeOf = ({ type, entry }: TraceNews): number => (type === 'frame' ? entry.firstAt : entry.lastAt);
  return [...news].sort((one, other) => timeOf(one) - timeOf(other));
};

/** Follows the ring buffer of a driver from look to look. */
export const createTraceFollower = (): TraceFollower => {
  /** The trace as last seen, each with the count that was told. */
  let known: { readonly entry: FrameTraceEntry; readonly told: number }[] = [];

  const repetitions = (): TraceNews[] => {
    const repeated = known.filter(({ entry, told }) => entry.count > told);
    known = known.map(({ entry }) => ({ entry, told: entry.count }));
    return inOrder(
      repeated.map(({ entry, told }) => ({ type: 'repeated', entry, times: entry.count - told })),
    );
  };

  return {
    look(entries) {
      const gone = fallenOut(
        known.map(({ entry }) => entry),
        entries,
      );
      const kept = known.slice(gone);
      known = kept.map(({ entry, told }, index) => ({ entry: entries[index] ?? entry, told }));
      const fresh = entries.slice(kept.length);
      if (fresh.length === 0) return [];
      const news = repetitions();
      known = [...known, ...fresh.map((entry) => ({ entry, told: 1 }))];
      return inOrder([...news, ...fresh.map((entry): TraceNews => ({ type: 'frame', entry }))]);
    },
    finish: repetitions,
  };
};
