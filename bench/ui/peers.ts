import Database from 'better-sqlite3';
import MiniSearch from 'minisearch';
import { readingOf, searchText } from '../../electron/core/hall/search-text.ts';
import type { HallItem } from '../../platform/contract/service-hall.ts';

/** Looks for a query and says the numbers of the items that it found, at most so many. */
export type Search = (query: string) => readonly number[];

export const wanted = 40;

const textsOf = ({ everydayName, officialName }: HallItem) => {
  const [everyday, official] = [readingOf(everydayName['zh-CN']), readingOf(officialName['zh-CN'])];
  return {
    names: `${searchText(everydayName['zh-CN'])} ${searchText(officialName['zh-CN'])}`,
    english: `${everydayName.en} ${officialName.en}`.toLowerCase(),
    letters: `${everyday.letters} ${official.letters}`,
    initials: `${everyday.initials} ${official.initials}`,
    /** What begins at each syllable: found by a prefix where parts of words are not. */
    beginnings: [everyday, official]
      .flatMap(({ syllables, initials }) =>
        syllables.flatMap((_, index) => [syllables.slice(index).join(''), initials.slice(index)]),
      )
      .join(' '),
  };
};

/** Pairs of ideographs, words of letters. */
const tokens = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .flatMap((word) => {
      if (!/\p{Script=Han}/u.test(word)) return [word];
      const characters = [...word];
      return characters.length === 1
        ? characters
        : characters.slice(1).map((character, index) => `${characters[index]}${character}`);
    });

/** Full-text search of the same texts, with prefixes and one slip for each six letters. */
export const createMiniSearch = (items: readonly HallItem[]): Search => {
  const search = new MiniSearch({ fields: ['names', 'english', 'beginnings'], tokenize: tokens });
  search.addAll(items.map((item, id) => ({ id, ...textsOf(item) })));
  const options = { prefix: true, fuzzy: (term: string) => (term.length > 5 ? 1 : false) };
  return (query) =>
    search
      .search(query, options)
      .slice(0, wanted)
      .map(({ id }) => Number(id));
};

/** SQLite FTS5 with the trigram tokenizer, in memory: parts of three letters or more as they are, no slips. */
export const createFts5 = (items: readonly HallItem[]): Search => {
  const database = new Database(':memory:');
  database.exec(
    "CREATE VIRTUAL TABLE item USING fts5(names, english, letters, initials, tokenize='trigram')",
  );
  const insert = database.prepare(
    'INSERT INTO item (rowid, names, english, letters, initials) VALUES (?, ?, ?, ?, ?)',
  );
  database.transaction(() => {
    for (const [id, item] of items.entries()) {
      const { names, english, letters, initials } = textsOf(item);
      insert.run(id, names, english, letters, initials);
    }
  })();
  const select = database.prepare('SELECT rowid FROM item WHERE item MATCH ? ORDER BY rank LIMIT ?').pluck();
  return (query) => select.all(`"${query.replaceAll('"', '')}"`, wanted).map(Number);
};
