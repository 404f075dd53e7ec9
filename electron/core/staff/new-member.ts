import { judgeValidity } from '../../../drivers/id-card-reader/card-validity.ts';
import type { IdCardReader } from '../../../drivers/id-card-reader/id-card-reader.ts';
import { staffLabelPattern } from '../../contract/staff/staff-words.ts';
import { lookForCard } from '../identity/look-for-card.ts';
import type { Log } from '../log/core-log.ts';
import { pinProblem, pinsOfCard } from './pin-hash.ts';

/** Whose card lies there: a pseudonym, and the PINs that whoever has seen the card would guess. */
export interface NewHolder {
  readonly pseudonym: string;
  readonly guessablePins: readonly string[];
}

/** A new member as typed: the PIN twice. */
export interface ChosenByMember {
  readonly label: string;
  readonly chosen: string;
  readonly again: string;
}

export type NewMemberProblem =
  | 'label-refused'
  | 'pins-differ'
  | 'pin-not-six-digits'
  | 'pin-too-easy'
  | 'pin-of-the-card';

/** What is wrong with staff number and PIN of somebody new; null: nothing. */
export const newMemberProblem = (
  { guessablePins }: NewHolder,
  { label, chosen, again }: ChosenByMember,
): NewMemberProblem | null => {
  if (!staffLabelPattern.test(label)) return 'label-refused';
  if (chosen !== again) return 'pins-differ';
  const problem = pinProblem(chosen);
  if (problem !== null) return `pin-${problem}`;
  return guessablePins.includes(chosen) ? 'pin-of-the-card' : null;
};

/** Waits for the card of somebody who is to be added. */
export interface NewCardWatch {
  stage(): 'card' | 'reading' | 'pin';
  /** Null until a card was read. */
  holder(): NewHolder | null;
  /** Another card. */
  again(): void;
  stop(): void;
}

/** Has the kiosk read a card; its number is not kept. `refused`: it could not be read, or does not count. */
export const watchForNewCard = (options: {
  readonly reader: IdCardReader;
  readonly pseudonymOf: (idNumber: string) => string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly log: Log;
  readonly changed: () => void;
  readonly refused: () => void;
}): NewCardWatch => {
  const { changed } = options;
  let holder: NewHolder | null = null;
  let reading = false;
  let stopLooking = (): void => undefined;

  const look = (): void => {
    holder = null;
    reading = false;
    stopLooking();
    stopLooking = lookForCard(
      options.reader,
      {
        reading: () => {
          reading = true;
          changed();
        },
        read: ({ record, photo }) => {
          // Nobody compares the face of a member of staff.
          photo?.fill(0);
          reading = false;
          if (judgeValidity(record, options.now()) !== 'valid') return options.refused();
          holder = { pseudonym: options.pseudonymOf(record.idNumber), guessablePins: pinsOfCard(record) };
          stopLooking();
          changed();
        },
        failed: () => {
          reading = false;
          options.refused();
        },
      },
      options.log,
    );
  };
  look();

  return {
    stage: () => (holder !== null ? 'pin' : reading ? 'reading' : 'card'),
    holder: () => holder,
    again: look,
    stop: () => {
      stopLooking();
      holder = null;
    },
  };
};
