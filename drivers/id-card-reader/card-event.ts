import type { CardRecord } from './card-record.ts';

/** What a visit hears of a card. */

/**
 * Whether a card lies on the reader, as far as the protocol lets anybody know. `present` from being found until its
 * reading has ended. Then `unknown`: once selected, a card answers no more finds until it is lifted and laid again, so
 * to a find a card left lying and an empty reader look the same; one that is watched is asked otherwise. `absent` when nothing is found and no card was selected since the
 * line was opened or the last one was seen to go.
 */
export type CardPresence = 'present' | 'absent' | 'unknown';

/** Why a card that was found could not be read. */
export type ReadFailureReason =
  /** The card stopped answering (41, or 81 again and again): lifted too early, or lying badly. Nobody can tell which. */
  | 'card-lost'
  /** Card and reader did not accept each other (31, 32, 33, 40): an unknown, damaged or forged card. */
  | 'card-refused'
  /** The reader itself could not (47, 60, 66, any other status). */
  | 'reader-error'
  | 'no-answer'
  | 'unintelligible-answer'
  /** The line was lost in mid-read. */
  | 'line-lost'
  /** What was read is no card as the tables have it: a check digit, a date, a code. `field` names it. */
  | 'card-data-invalid';

/**
 * What a visit wants of a card besides text and photo, which always come together. Nothing is asked of a card that nobody
 * needs (个人信息保护法 art. 6), so both are off unless they are asked for.
 */
export interface CardReads {
  readonly fingerprints?: boolean;
  readonly appendedAddress?: boolean;
}

export interface CardRead {
  readonly type: 'cardRead';
  readonly record: CardRecord;
  /** As the card has it, 1024 bytes WLT; absent where it has none. */
  readonly photo?: Uint8Array;
  /** As the card has it, 512 or 1024 bytes; absent where it has none, and where nobody asked. */
  readonly fingerprints?: Uint8Array;
  /** Null where the card has none; absent where nobody asked. */
  readonly appendedAddress?: string | null;
}

export type CardEvent =
  /** A card was selected and is being read: it should not be lifted. */
  | { readonly type: 'cardReading' }
  | CardRead
  | {
      readonly type: 'readFailed';
      readonly reason: ReadFailureReason;
      /** SW3 of the reader, where one came. */
      readonly statusCode?: number;
      readonly field?: string;
    }
  /** Nobody wants a card any more, and one still lies there (`IdCardReader.watch`). */
  | { readonly type: 'cardLeft' }
  /** A card is known to have gone. For one that was selected this is known when it is watched, or when the next one is found. */
  | { readonly type: 'cardRemoved' };
