import { type BestEntries, createBestEntries } from './best-entries.ts';
import { createGramTable, type GramTable } from './gram-table.ts';
import { createSlipTest, wholeParts } from './one-slip.ts';
import { hasIdeographs, lettersOf, longestQuery, readingOf, searchText } from './search-text.ts';

/** By what an item is found. */
export interface SearchNames {
  readonly everyday: { readonly 'zh-CN': string; readonly en: string };
  readonly official: { readonly 'zh-CN': string; readonly en: string };
}

export interface SearchResult {
  /** Numbers of entries as `add` gave them, the best ones first. */
  readonly entries: readonly number[];
  /** How many there are in all. */
  readonly found: number;
}

/**
 * Finds service items by their names in Chinese or English, by pinyin, by its initials, by a Chinese name that sounds the
 * same, and with one slip of the finger. Everything is in memory; entries are only ever added.
 */
export interface SearchIndex {
  /** @param weight added to its rank: the more, the later it stands among equals (0 to 9) */
  add(names: SearchNames, weight: number): number;
  readonly size: number;
  /** Takes any text. */
  search(query: string, limit: number): SearchResult;
}

/** Fewer results than this: what was typed may hold a slip, and still be found somewhere by chance. */
const fewResults = 7;

/** Texts that are looked at for a slip at most: bounds the time where a query is short and says little. */
const mostLooks = 8_000;

/** Shorter ones say too little to be right but for a slip. */
const shortestWithSlip = { ideographs: 3, letters: 5 } as const;

/** A query in everyday words shares at least so much of its pairs of ideographs with a name that is like it. */
const leastLikeness = 0.25;

/** Less is better. A rank is a thousand times one of these, and then the length of the name. */
const ranks = { whole: 0, beginning: 2, inside: 4, soundsAlike: 8, slip: 12, alike: 16 } as const;

interface Pool {
  readonly table: GramTable;
  /** Of each text: its entry, and what its kind adds to the rank. */
  readonly entries: number[];
  readonly kinds: number[];
}

const createPool = (size: number): Pool => ({ table: createGramTable(size), entries: [], kinds: [] });

export const createSearchIndex = (): SearchIndex => {
  const ideographs = createPool(2);
  const letters = createPool(3);
  const initials = createPool(2);
  const weights: number[] = [];

  const put = ({ table, entries, kinds }: Pool, text: string, entry: number, kind: number): void => {
    if (text === '') return;
    table.add(text);
    entries.push(entry);
    kinds.push(kind);
  };

  const note = (best: BestEntries, pool: Pool, number: number, rank: number): void => {
    const entry = pool.entries[number] ?? 0;
    const { length } = pool.table.text(number);
    best.note(
      entry,
      (rank + (pool.kinds[number] ?? 0)) * 1000 + (weights[entry] ?? 0) * 100 + Math.min(length, 99),
    );
  };

  /** Texts that hold the query as it is. */
  const lookFor = (best: BestEntries, pool: Pool, query: string, added = 0): void => {
    const { table } = pool;
    const found = table.among(query);
    for (const number of found ?? table.amongBeginnings(query)) {
      const text = table.text(number);
      if (text === query) note(best, pool, number, ranks.whole + added);
      else if (text.startsWith(query)) note(best, pool, number, ranks.beginning + added);
      else if (found !== null && text.includes(query)) note(best, pool, number, ranks.inside + added);
    }
  };

  const lookWithSlip = (best: BestEntries, pool: Pool, query: string): void => {
    const { table } = pool;
    const isLike = createSlipTest(query, table.size);
    const among = wholeParts(query, table.size)
      .map((part) => table.among(part) ?? new Uint32Array(0))
      .sort((one, other) => one.length - other.length);
    let looks = 0;
    for (const numbers of among) {
      for (const number of numbers) {
        looks += 1;
        if (looks > mostLooks) return;
        if (isLike(table.text(number))) note(best, pool, number, ranks.slip);
      }
    }
  };

  /** Names that share the most with what was asked in one's own words: 开饭馆要什么手续. */
  const lookForLikeness = (best: BestEntries, query: string): void => {
    const pairs = new Set<string>();
    for (let at = 0; at + 2 <= query.length; at += 1) pairs.add(query.slice(at, at + 2));
    const shared = new Uint8Array(ideographs.entries.length);
    for (const pair of pairs) {
      for (const number of ideographs.table.holding(pair)) shared[number] = (shared[number] ?? 0) + 1;
    }
    for (const [number, count] of shared.entries()) {
      const likeness = count / pairs.size;
      if (likeness < leastLikeness) continue;
      note(best, ideographs, number, ranks.alike + Math.round((1 - likeness) * 8));
    }
  };

  return {
    add: ({ everyday, official }, weight) => {
      const entry = weights.length;
      weights.push(Math.max(0, Math.min(9, weight)));
      for (const [kind, name] of [everyday, official].entries()) {
        put(ideographs, searchText(name['zh-CN']), entry, kind);
        const reading = readingOf(name['zh-CN']);
        put(letters, reading.letters, entry, kind);
        put(initials, reading.initials, entry, kind);
        put(letters, searchText(name.en), entry, kind);
      }
      return entry;
    },
    get size() {
      return weights.length;
    },
    search: (text, limit) => {
      const query = searchText(text.slice(0, longestQuery * 4)).slice(0, longestQuery);
      const best = createBestEntries(weights.length);
      if (query === '') return { entries: [], found: 0 };
      if (hasIdeographs(query)) {
        lookFor(best, ideographs, query);
        const sound = lettersOf(query);
        if (best.size === 0) lookFor(best, letters, sound, ranks.soundsAlike);
        if (best.size === 0 && query.length >= shortestWithSlip.ideographs) {
          lookWithSlip(best, ideographs, query);
          lookWithSlip(best, letters, sound);
        }
        if (best.size === 0) lookForLikeness(best, query);
      } else {
        lookFor(best, initials, query);
        lookFor(best, letters, query);
        if (best.size < fewResults && query.length >= shortestWithSlip.letters) {
          lookWithSlip(best, letters, query);
        }
      }
      return { entries: best.first(limit), found: best.size };
    },
  };
};
