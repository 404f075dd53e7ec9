/**
 * What the two ways of cutting a scanner's output into codes have in common. A parser sees no clock: whoever feeds it tells
 * it when the line has been silent for `scanGap`.
 */

/**
 * Longest code that is taken, bytes. Identity codes of city apps have some 50 to 300 and the kiosk's own certificates
 * some 500; what is longer is not meant for it, though a QR code can hold 7089 digits (ISO/IEC 18004).
 */
export const maximumCodeLength = 2048;

/** Silence after which a code is over, milliseconds on the monotonic clock. */
export const scanGap = 300;

/** Why what came is not a whole code. */
export type ParserRefusal =
  /** Longer than `maximumCodeLength`; told once, the rest of it is passed over. */
  | 'oversized'
  /** More reports were announced than came. */
  | 'incomplete'
  /** A report that does not follow its layout. */
  | 'malformed';

export type ScanParserOutput =
  /** `aimId`: AIM symbology identifier (ISO/IEC 15424), e.g. `]Q1`, where the scanner sent one. */
  | { readonly type: 'code'; readonly aimId: string | null; readonly bytes: Uint8Array }
  | { readonly type: 'refused'; readonly reason: ParserRefusal };

export interface ScanParser {
  /** A code has begun and is not over: `silence()` would change something. */
  readonly unfinished: boolean;
  /** Takes what came, a chunk of any size or one report, and gives what it completes, in order. */
  push(bytes: Uint8Array): ScanParserOutput[];
  /** Nothing has come for `scanGap`. */
  silence(): ScanParserOutput[];
  /** Forgets what has come of the present code and passes over the rest of it. */
  abandon(): void;
  /** Forgets everything: a new connection. */
  reset(): void;
}
