import type { TextRefusal } from './decode-text.ts';
import type { ParserRefusal } from './scan-parser.ts';
import type { Symbology } from './symbology.ts';

/** Why what was scanned is not given on. */
export type ScanRefusal = ParserRefusal | TextRefusal;

/** What a visit hears of the scanner. */
export type ScanEvent =
  /** `symbology` where the scanner says it and it is one of those the kiosk knows. */
  | { readonly type: 'scanned'; readonly text: string; readonly symbology?: Symbology }
  /** Something was scanned that is no text for the kiosk. */
  | { readonly type: 'refused'; readonly reason: ScanRefusal };
