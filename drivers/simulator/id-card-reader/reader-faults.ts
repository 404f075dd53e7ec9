import type { CommandName } from '../../id-card-reader/commands.ts';

/** What a simulated reader does wrong. */
export type SimulatedReaderFault =
  /** Says nothing. */
  | { readonly kind: 'silent' }
  /** Answers late by `delay` milliseconds, and in small pieces with pauses between them. */
  | { readonly kind: 'slow'; readonly delay: number }
  | { readonly kind: 'garbage-before' }
  | { readonly kind: 'garbage-inside' }
  | { readonly kind: 'garbage-after' }
  /** Answers nothing but garbage. */
  | { readonly kind: 'garbage-only' }
  | { readonly kind: 'wrong-check-sum' }
  /** The length is larger than what follows. */
  | { readonly kind: 'wrong-length' }
  /** Stops in the middle of the frame. */
  | { readonly kind: 'truncated' }
  /** Answers this SW3, and nothing else. */
  | { readonly kind: 'wrong-status'; readonly code: number };

export interface FaultSwitch {
  readonly fault: SimulatedReaderFault;
  /** The commands whose answers it spoils; all, where not given. */
  readonly commands?: readonly CommandName[];
}

/** Noise of a disturbed line: a frame that breaks off, and bytes that look like the beginning of one. */
export const garbage = Uint8Array.of(
  ...[0x00, 0xff, 0xaa, 0xaa, 0x13],
  ...[0xaa, 0xaa, 0xaa, 0x96, 0x69, 0x00, 0x01], // a length that cannot be
  ...[0x7e, 0xaa, 0xaa, 0xaa, 0x96, 0x42],
);

/** Size of the pieces of a slow answer, bytes. */
const pieceLength = 128;

/** What goes out instead of a good frame: pieces, between which a slow line pauses. */
export const spoil = (frame: Uint8Array, fault: SimulatedReaderFault | null): readonly Uint8Array[] => {
  if (!fault) return [frame];
  const middle = Math.floor(frame.length / 2);
  switch (fault.kind) {
    case 'silent':
      return [];
    case 'slow': {
      const pieces: Uint8Array[] = [];
      for (let start = 0; start < frame.length; start += pieceLength) {
        pieces.push(frame.slice(start, start + pieceLength));
      }
      return pieces;
    }
    case 'garbage-before':
      return [garbage, frame];
    case 'garbage-inside':
      return [frame.slice(0, middle), garbage, frame.slice(middle)];
    case 'garbage-after':
      return [frame, garbage];
    case 'garbage-only':
      return [garbage];
    case 'wrong-check-sum': {
      const spoiled = frame.slice();
      spoiled[spoiled.length - 1] = (frame.at(-1) ?? 0) ^ 0x5a;
      return [spoiled];
    }
    case 'wrong-length': {
      const spoiled = frame.slice();
      spoiled[6] = (frame[6] ?? 0) ^ 0x40;
      return [spoiled];
    }
    case 'truncated':
      return [frame.slice(0, middle)];
    // Already another frame.
    case 'wrong-status':
      return [frame];
  }
};
