import type { CommandName } from './commands.ts';

/** How long the first byte of an answer may take, milliseconds. */
export interface AnswerTimes {
  readonly read: number;
  readonly select: number;
  readonly other: number;
}

/** In the field: find and select within 100, read within 600 to 1200. */
export const serialAnswerTimes: AnswerTimes = { read: 2500, select: 400, other: 400 };

/** Readers on USB are given more time by their vendors' programs. */
export const usbAnswerTimes: AnswerTimes = { read: 3000, select: 1500, other: 800 };

/** The time that a command has. */
export const answerTimeOf = (command: CommandName, times: AnswerTimes): number => {
  switch (command) {
    case 'readCard':
    case 'readCardWithFingerprint':
    case 'readAppendedAddress':
      return times.read;
    case 'selectCard':
      return times.select;
    default:
      return times.other;
  }
};
