import { createRequire } from 'node:module';
import type * as Pinyin from 'pinyin-pro';

/** Its tables are a ninth of the core's code; they are loaded when the first name is read, which is not before the first screen. */
const loadPinyin = (): typeof Pinyin => createRequire(import.meta.url)('pinyin-pro');
let loaded: typeof Pinyin | null = null;

/** What is typed at most; the rest is not looked at. */
export const longestQuery = 40;

/** Anything but letters, digits and ideographs tells one name from another rarely, and is typed never. */
const beside = /[^\p{L}\p{N}]+/gu;

/** A name or a query as it is compared: one width, small letters, nothing between. Any text will do. */
export const searchText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(beside, '').normalize('NFC');

const ideograph = /\p{Script=Han}/u;
export const hasIdeographs = (text: string): boolean => ideograph.test(text);

const syllablesOf = (text: string): readonly string[] => {
  loaded ??= loadPinyin();
  return loaded.pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
};

/** How a name is typed in Latin letters: `我要开店` → `woyaokaidian`, `wykd`. */
export const readingOf = (
  name: string,
): { readonly syllables: readonly string[]; readonly letters: string; readonly initials: string } => {
  const syllables = syllablesOf(name)
    .map(searchText)
    .filter((syllable) => syllable !== '');
  const letters = syllables.join('');
  // What is no ideograph is typed as it stands.
  const initials = syllables.map((syllable) => syllable.slice(0, 1)).join('');
  return { syllables, letters, initials };
};

/** A query with its ideographs, if any, as letters. */
export const lettersOf = (query: string): string => syllablesOf(query).map(searchText).join('');
