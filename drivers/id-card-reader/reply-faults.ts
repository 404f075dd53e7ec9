import type { ReadFailureReason } from './card-event.ts';
import type { Reply } from './commands.ts';
import type { ReaderFault } from './reader-state.ts';

/** What the status of a reply says that is wrong: with the reader, or with the card. */

const hexadecimal = (code: number): string => code.toString(16).toUpperCase().padStart(2, '0');

/** The fault that a status stands for, if it does not belong to a card or to the course of things. */
export const faultOf = ({ status, code }: Reply): ReaderFault | null => {
  const detail = `SW3 ${hexadecimal(code)}`;
  switch (status) {
    case 'self-test-failed':
      return { code: 'reader-self-test-failed', detail };
    case 'reader-not-authorised':
      return { code: 'reader-not-authorised', detail };
    case 'unknown':
      return { code: 'reader-reported-unknown-status', detail };
    // The reader did not understand what it was sent: the line damages bytes.
    case 'bad-check-sum':
    case 'bad-length':
    case 'bad-command':
    case 'unknown-error':
      return { code: 'unintelligible-answer', detail };
    default:
      return null;
  }
};

/** A reader with one of these faults says itself that it takes no work. */
export const isUnfit = (fault: ReaderFault | null): boolean =>
  fault?.code === 'reader-self-test-failed' || fault?.code === 'reader-not-authorised';

/** What a reply other than success says about the card, during select or read. */
export const failureOf = ({ status }: Reply): ReadFailureReason => {
  switch (status) {
    case 'select-failed':
    case 'read-failed':
      return 'card-lost';
    case 'card-refused-reader':
    case 'reader-refused-card':
    case 'verification-failed':
    case 'wrong-card':
      return 'card-refused';
    default:
      return 'reader-error';
  }
};
