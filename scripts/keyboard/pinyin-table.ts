import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import { commonWords } from './common-words.ts';

const slicesFile = join(
  import.meta.dirname,
  '../../node_modules/@fontsource-variable/noto-sans-sc/unicode.json',
);

/** The font's slices are cut by how often characters stand on pages: the last one holds those that stand on nearly all. */
const sliceName = /^\[(\d+)\]$/;

const charactersOf = (ranges: string): string[] =>
  ranges.split(',').flatMap((range) => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-');
    const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index));
  });

/** Every Han character of the screen's font, the most frequent first. */
const charactersByFrequency = (): readonly string[] => {
  const slices: Readonly<Record<string, string>> = JSON.parse(readFileSync(slicesFile, 'utf8'));
  return Object.entries(slices)
    .flatMap(([name, ranges]) => {
      const number = sliceName.exec(name)?.[1];
      return number === undefined ? [] : [{ number: Number(number), ranges }];
    })
    .toSorted((one, other) => other.number - one.number)
    .flatMap(({ ranges }) => charactersOf(ranges))
    .filter((character) => /\p{Script=Han}/u.test(character));
};

/** What is typed for ü is v, as on every Chinese keyboard. */
const typedOf = (syllable: string): string => syllable.normalize('NFC').replaceAll('ü', 'v');
const isTyped = /^[a-z]{1,6}$/;

const addTo = (table: Map<string, string[]>, key: string, value: string): void => {
  const values = table.get(key);
  if (!values) table.set(key, [value]);
  else if (!values.includes(value)) values.push(value);
};

const entries = (table: Map<string, string[]>, between: string): string =>
  [...table]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, values]) => `${key} ${values.join(between)}`)
    .join(';');

/** The module `renderer/keyboard/pinyin-table.ts`: which characters and words a typed syllable offers, in which order. */
export const pinyinTableModule = (): string => {
  const characters = new Map<string, string[]>();
  for (const character of charactersByFrequency()) {
    const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true });
    for (const syllable of readings.map(typedOf)) {
      if (isTyped.test(syllable)) addTo(characters, syllable, character);
    }
  }
  const words = new Map<string, string[]>();
  for (const word of commonWords) {
    addTo(words, typedOf(pinyin(word, { toneType: 'none', type: 'array', v: true }).join('')), word);
  }
  return `/**
 * Made by \`node scripts/keyboard/write-table.ts\`: readings after pinyin-pro, order after the slices of the screen's font.
 * Between semicolons: a syllable and its characters, the most frequent first.
 */
export const syllables =
  '${entries(characters, '')}';

/** Words of names and addresses by all of their letters. */
export const commonWords =
  '${entries(words, ',')}';
`;
};
