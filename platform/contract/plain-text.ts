/** Why a typed text is not taken. */
export const textFaults = ['too-short', 'too-long', 'hidden-character'] as const;
export type TextFault = (typeof textFaults)[number];

/**
 * Characters that nobody sees and that make a text read otherwise than it is: controls, lone surrogates, line and paragraph
 * separators, and what turns the direction of writing (the bidirectional overrides, isolates and embeddings of UAX #9).
 * Joiners and variation selectors stay: emoji and rare characters are made of them.
 */
const hidden =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]/u;

/** As it is kept: one form of each character (NFC), no blanks around it, single ones within. */
export const tidyText = (text: string): string => text.normalize('NFC').trim().replaceAll(/ {2,}/g, ' ');

/** Length in characters: an ideograph beyond the basic plane is one. */
const lengthOf = (text: string): number => [...text].length;

/** What is wrong with a text that somebody typed on one line; null if nothing. Lengths count characters. */
export const textFault = (
  text: string,
  { minimumLength, maximumLength }: { readonly minimumLength: number; readonly maximumLength: number },
): TextFault | null => {
  if (hidden.test(text)) return 'hidden-character';
  const length = lengthOf(tidyText(text));
  if (length < minimumLength) return 'too-short';
  return length > maximumLength ? 'too-long' : null;
};
