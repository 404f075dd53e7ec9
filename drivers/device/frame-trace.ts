import type { Clock } from './clock.ts';

/** One line of the technician's trace. Contents that could be of a person are never stored in it. */
export interface FrameTraceEntry {
  /** `junk`: bytes received that are not part of any good frame. */
  readonly direction: 'sent' | 'received' | 'junk';
  /** The bytes that may be shown, in hexadecimal. */
  readonly hex: string;
  /** How many further bytes there were. */
  readonly hiddenBytes: number;
  readonly note: string;
  /** Wall-clock time in milliseconds since the epoch, of the first and of the last time. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** How often it was seen in a row: polling alternates between the same two frames all day. */
  readonly count: number;
}

export interface FrameTrace {
  /** Keeps the first `visibleBytes` bytes; of the rest only the number. */
  record(
    direction: FrameTraceEntry['direction'],
    bytes: Uint8Array,
    visibleBytes: number,
    note?: string,
  ): void;
  /** Oldest first. */
  entries(): readonly FrameTraceEntry[];
}

/**
 * A ring buffer of frames with their times. An entry equal to one of the last two only raises its count, so that a
 * day of polling does not push out what happened before it.
 */
export const createFrameTrace = (options: {
  readonly clock: Pick<Clock, 'now'>;
  readonly capacity: number;
}): FrameTrace => {
  const entries: FrameTraceEntry[] = [];
  return {
    record(direction, bytes, visibleBytes, note = '') {
      const shown = bytes.subarray(0, Math.max(0, visibleBytes));
      const hex = Buffer.from(shown).toString('hex').toUpperCase();
      const hiddenBytes = bytes.length - shown.length;
      const now = options.clock.now();
      for (let index = entries.length - 1; index >= Math.max(0, entries.length - 2); index -= 1) {
        const entry = entries[index];
        if (
          entry?.direction === direction &&
          entry.hex === hex &&
          entry.hiddenBytes === hiddenBytes &&
          entry.note === note
        ) {
          entries[index] = { ...entry, lastAt: now, count: entry.count + 1 };
          return;
        }
      }
      entries.push({ direction, hex, hiddenBytes, note, firstAt: now, lastAt: now, count: 1 });
      if (entries.length > options.capacity) entries.shift();
    },
    entries: () => [...entries],
  };
};
