import { commonWords, syllables } from './pinyin-table.ts';

/** What typed letters may mean. */
export interface Candidate {
  readonly text: string;
  /** So many of the typed letters it stands for; what is left begins the next one. */
  readonly letters: number;
}

/** No syllable and no run of letters is longer; more is not taken. */
export const mostLetters = 24;

const longestSyllable = 6;

const read = (entries: string): ReadonlyMap<string, string> =>
  new Map(
    entries.split(';').map((entry) => {
      const [key = '', values = ''] = entry.split(' ');
      return [key, values];
    }),
  );
const charactersOf = read(syllables);
const wordsOf = read(commonWords);

/** Of syllables that are not typed to their end, so many characters each. */
const ofUnfinished = 3;

/**
 * Characters and words for typed letters (a to z, v for ü), likeliest first: whole words, then the characters of the longest
 * syllable that the letters begin with, then of the shorter ones (`xian` is 先 and also 西 with `an` left), then what an
 * unfinished syllable may become. Letters that begin no syllable offer nothing.
 */
export const candidatesOf = (typed: string): readonly Candidate[] => {
  if (typed === '') return [];
  const found: Candidate[] = [];
  const offer = (text: string, letters: number): void => {
    if (!found.some((one) => one.text === text)) found.push({ text, letters });
  };
  for (let letters = typed.length; letters > 0; letters -= 1) {
    for (const word of wordsOf.get(typed.slice(0, letters))?.split(',') ?? []) offer(word, letters);
  }
  for (let letters = Math.min(typed.length, longestSyllable); letters > 0; letters -= 1) {
    for (const character of charactersOf.get(typed.slice(0, letters)) ?? []) offer(character, letters);
  }
  const beginnings = [...charactersOf].filter(([syllable]) => syllable.startsWith(typed));
  for (let place = 0; place < ofUnfinished; place += 1) {
    for (const [, characters] of beginnings) {
      const character = [...characters][place];
      if (character) offer(character, typed.length);
    }
  }
  return found;
};
