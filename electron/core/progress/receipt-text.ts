import { receiptNumberSchema } from '../../../platform/contract/submissions.ts';

/** Letters that Crockford's base 32 leaves out because they are misread, and what is meant by them. */
const misread: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** Characters of the random part, which ends the number. */
const randomCharacters = 10;

/**
 * The receipt number in what a scanner read or somebody typed; null where there is none. Small letters, blanks and the
 * letters that the random part never has are put right.
 */
export const receiptNumberIn = (text: string): string | null => {
  const tidy = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s–—]/g, '');
  const begin = tidy.slice(0, -randomCharacters);
  const random = tidy.slice(-randomCharacters).replaceAll(/[ILO]/g, (letter) => misread[letter] ?? letter);
  const parsed = receiptNumberSchema.safeParse(`${begin}${random}`);
  return parsed.success ? parsed.data : null;
};
