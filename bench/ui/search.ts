import { createSearchIndex } from '../../electron/core/hall/search-index.ts';
import { readingOf, searchText } from '../../electron/core/hall/search-text.ts';
import type { HallItem } from '../../platform/contract/service-hall.ts';
import { chanceFrom } from '../../platform/seed/chance.ts';
import { itemsOf, largeCity } from '../../platform/seed/large-city.ts';
import { atMost, type Measurement, withRatios } from '../support/measurement.ts';
import { quantile, summariseTimes } from '../support/statistics.ts';
import { createFts5, createMiniSearch, type Search, wanted } from './peers.ts';

/** The size of Daqing's library. */
const itemCount = 20_000;
const queriesOfAKind = 300;
/** Others are at work on the machine: of each query the middle one of so many times counts. */
const repetitions = 5;
const goalMilliseconds = 5;

interface Query {
  readonly text: string;
  /** The item that whoever types it wants. */
  readonly item: number;
}

/** A part of a name somewhere, as somebody would type it. */
const partOf = (text: string, length: number, chance: ReturnType<typeof chanceFrom>): string => {
  const start = chance.below(Math.max(1, text.length - length));
  return text.slice(start, start + length);
};

const kinds: readonly {
  readonly name: string;
  readonly make: (item: HallItem, chance: ReturnType<typeof chanceFrom>) => string;
}[] = [
  {
    name: 'Chinese, four ideographs',
    make: ({ officialName }, chance) => partOf(searchText(officialName['zh-CN']), 4, chance),
  },
  {
    name: 'pinyin, twelve letters',
    make: ({ officialName }, chance) => {
      const { syllables } = readingOf(officialName['zh-CN']);
      return syllables
        .slice(chance.below(Math.max(1, syllables.length - 4)))
        .join('')
        .slice(0, 12);
    },
  },
  {
    name: 'initials, four',
    make: ({ officialName }, chance) => partOf(readingOf(officialName['zh-CN']).initials, 4, chance),
  },
  {
    name: 'pinyin with one wrong letter',
    make: ({ officialName }, chance) => {
      const letters = readingOf(officialName['zh-CN']).letters.slice(0, 16);
      const at = chance.below(letters.length);
      return `${letters.slice(0, at)}q${letters.slice(at + 1)}`;
    },
  },
];

const queriesOf = (items: readonly HallItem[], kind: (typeof kinds)[number]): Query[] => {
  const chance = chanceFrom(`search ${kind.name}`);
  return Array.from({ length: queriesOfAKind }, () => {
    const number = chance.below(items.length);
    const item = items[number];
    if (!item) throw new Error('no such item');
    return { text: kind.make(item, chance), item: number };
  });
};

/** Share of the queries that brought an item with the very name that was looked for, in hundredths. */
const recallOf = (queries: readonly Query[], search: Search, items: readonly HallItem[]): number => {
  const names = (number: number) => searchText(items[number]?.officialName['zh-CN'] ?? '');
  const letters = (number: number) => readingOf(items[number]?.officialName['zh-CN'] ?? '').letters;
  const isRight = ({ text, item }: Query, found: readonly number[]): boolean =>
    found.some(
      (number) =>
        number === item ||
        names(number).includes(text) ||
        letters(number).includes(text) ||
        readingOf(items[number]?.officialName['zh-CN'] ?? '').initials.includes(text),
    );
  return (queries.filter((query) => isRight(query, search(query.text))).length / queries.length) * 100;
};

const ours = (items: readonly HallItem[]): Search => {
  const index = createSearchIndex();
  for (const { everydayName, officialName } of items) {
    index.add({ everyday: everydayName, official: officialName }, 0);
  }
  return (query) => index.search(query, wanted).entries;
};

/** Search over 20,000 items with names of their own, beside MiniSearch and SQLite's trigrams, in one process. */
export const measureSearch = async (): Promise<Measurement[]> => {
  const items = itemsOf(largeCity(itemCount));
  const contenders = [
    { name: 'search index', kind: 'ours', search: ours(items) },
    { name: 'MiniSearch', kind: 'peer', search: createMiniSearch(items) },
    { name: 'SQLite FTS5 trigram', kind: 'peer', search: createFts5(items) },
  ] as const;
  return kinds.map((kind): Measurement => {
    const queries = queriesOf(items, kind);
    const candidates = contenders.map(({ name, kind: role, search }) => {
      // The first queries warm up.
      for (const { text } of queries.slice(0, 50)) search(text);
      const times = queries.map(({ text }) =>
        quantile(
          Array.from({ length: repetitions }, () => {
            const start = performance.now();
            search(text);
            return performance.now() - start;
          }),
          0.5,
        ),
      );
      const remark = `found what was looked for in ${recallOf(queries, search, items).toFixed(0)} of 100 queries`;
      return { name, kind: role, remark, ...summariseTimes(times) };
    });
    return {
      name: `search: ${kind.name}`,
      unit: 'ms',
      method: `${queries.length} queries for items among ${items.length}, the best ${wanted} each, in memory; of each the median of ${repetitions} times.`,
      candidates: withRatios(candidates),
      goals: [atMost(goalMilliseconds, 'p99 of ours', candidates[0]?.p99 ?? Number.NaN, 'ms')],
    };
  });
};
