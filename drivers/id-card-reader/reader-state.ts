import type { IdCardReaderReasonCode } from '../device/reason-codes.ts';
import type { CardEvent, CardPresence, CardRead, CardReads } from './card-event.ts';
import type { CommandName, Reply } from './commands.ts';

/** What the dialogue with a reader (`reader-machine.ts`) remembers, hears and does. */

/** What is wrong with the reader, as a reason of its status. */
export interface ReaderFault {
  readonly code: Extract<
    IdCardReaderReasonCode,
    | 'no-answer'
    | 'unintelligible-answer'
    | 'reader-self-test-failed'
    | 'reader-not-authorised'
    | 'reader-reported-unknown-status'
  >;
  readonly detail: string;
}

export type ReaderPhase =
  | 'closed'
  | 'greeting'
  /** Waiting for the next find, heartbeat or attempt. */
  | 'resting'
  | 'finding'
  | 'selecting'
  | 'reading'
  /** Asking whether the card that was read still lies there. */
  | 'watching';

export interface ReaderState {
  readonly phase: ReaderPhase;
  /** The command of the last question. */
  readonly asked: CommandName;
  /** The reader has answered a greeting on this connection. */
  readonly greeted: boolean;
  /** A visit wants a card. */
  readonly wanted: boolean;
  /** What it wants of the card. */
  readonly reads: CardReads;
  /** What was read of the card while more of it is still being read. */
  readonly gathered: CardRead | null;
  /** The card under way was found for a visit that is over: a next visit must not get it. */
  readonly disowned: boolean;
  /** Failed attempts in a row of the present command. */
  readonly attempts: number;
  /** A select was asked twice and answered once: the answer to the other, that there is nothing to select, may still come. */
  readonly selectOpen: boolean;
  /** Failed selects in a row of the present card. */
  readonly selectFailures: number;
  readonly presence: CardPresence;
  /** A card was selected and is not known to have been lifted since. */
  readonly selected: boolean;
  /** A card was found that could not be selected, and is not known to have gone. */
  readonly unread: boolean;
  /** No visit wants a card: one that still lies there is told, and that it has gone. */
  readonly watched: boolean;
  /** The card that lies there lay there when a visit had ended, and can be found: no visit begins with it before it was lifted. */
  readonly leftover: boolean;
  readonly fault: ReaderFault | null;
}

export type ReaderInput =
  | { readonly type: 'lineOpened' }
  | { readonly type: 'lineLost' }
  | { readonly type: 'wanted'; readonly wanted: boolean; readonly reads?: CardReads }
  | { readonly type: 'watch' }
  | { readonly type: 'reply'; readonly reply: Reply }
  /** The timer of the last `send` ran out; `junk` tells whether anything else came in. */
  | { readonly type: 'timedOut'; readonly junk: boolean }
  /** The timer of the last `wait` ran out. */
  | { readonly type: 'rested' };

export type ReaderAction =
  | { readonly type: 'send'; readonly command: CommandName }
  | { readonly type: 'wait'; readonly milliseconds: number }
  | { readonly type: 'emit'; readonly event: CardEvent }
  /** The reader does not answer: try again with a fresh connection, if need be at another rate. */
  | { readonly type: 'reconnect' };

export interface Transition {
  readonly state: ReaderState;
  readonly actions: readonly ReaderAction[];
}

export const initialReaderState: ReaderState = {
  phase: 'closed',
  asked: 'status',
  greeted: false,
  wanted: false,
  reads: {},
  gathered: null,
  disowned: false,
  attempts: 0,
  selectOpen: false,
  selectFailures: 0,
  presence: 'unknown',
  selected: false,
  unread: false,
  watched: false,
  leftover: false,
  fault: null,
};
