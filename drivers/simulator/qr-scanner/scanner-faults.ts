/** What a simulated scanner does wrong. */
export type SimulatedScannerFault =
  /** Sends nothing. */
  | { readonly kind: 'silent' }
  /** Sends a few bytes at a time, with pauses of so many milliseconds. */
  | { readonly kind: 'slow'; readonly pause: number }
  | { readonly kind: 'garbage-before' }
  | { readonly kind: 'garbage-inside' }
  | { readonly kind: 'garbage-after' }
  /** Pauses in the middle of a character. */
  | { readonly kind: 'split-character' }
  | { readonly kind: 'no-terminator' }
  /** A code that holds no text. */
  | { readonly kind: 'binary' }
  /** A code of 3 KB. */
  | { readonly kind: 'oversized' };

/** What goes out at a time, and how long the line is silent before it, milliseconds. */
export interface Piece {
  readonly pause: number;
  readonly bytes: Uint8Array;
}

/** Noise of a disturbed line: no text in any encoding, and what looks like the beginning of an identifier. */
export const garbage = Uint8Array.of(0x00, 0xff, 0x81, 0x20, 0xfe, 0x5d, 0x51, 0x80, 0xff);

/** Longer than any scanner waits within a code. */
const longPause = 500;
/** Shorter than any end of a code. */
const shortPause = 100;
const slowPieceLength = 8;
const oversizedLength = 3 * 1024;

const inPieces = (bytes: Uint8Array, pause: number): Piece[] => {
  const pieces: Piece[] = [];
  for (let start = 0; start < bytes.length; start += slowPieceLength) {
    pieces.push({ pause: start === 0 ? 0 : pause, bytes: bytes.slice(start, start + slowPieceLength) });
  }
  return pieces;
};

/** Somewhere in a character of several bytes; in the middle, where there is none. */
const insideCharacter = (code: Uint8Array): number => {
  const lead = code.findIndex((byte) => byte >= 0x80);
  return lead < 0 ? Math.floor(code.length / 2) : lead + 1;
};

/** What goes out for a code (with its identifier) and the terminator that ends it. */
export const spoilScan = (
  code: Uint8Array,
  terminator: Uint8Array,
  fault: SimulatedScannerFault | null,
): readonly Piece[] => {
  const whole = Uint8Array.of(...code, ...terminator);
  const at = insideCharacter(code);
  switch (fault?.kind) {
    case undefined:
      return [{ pause: 0, bytes: whole }];
    case 'silent':
      return [];
    case 'slow':
      return inPieces(whole, fault.pause);
    case 'garbage-before':
      return [
        { pause: 0, bytes: garbage },
        { pause: longPause, bytes: whole },
      ];
    case 'garbage-inside':
      return [{ pause: 0, bytes: Uint8Array.of(...whole.slice(0, at), ...garbage, ...whole.slice(at)) }];
    case 'garbage-after':
      return [{ pause: 0, bytes: Uint8Array.of(...whole, ...garbage) }];
    case 'split-character':
      return [
        { pause: 0, bytes: whole.slice(0, at) },
        { pause: shortPause, bytes: whole.slice(at) },
      ];
    case 'no-terminator':
      return [{ pause: 0, bytes: code }];
    case 'binary':
      return [{ pause: 0, bytes: Uint8Array.of(...garbage, ...terminator) }];
    case 'oversized':
      return [
        { pause: 0, bytes: Uint8Array.of(...new Uint8Array(oversizedLength).fill(0x41), ...terminator) },
      ];
  }
};
