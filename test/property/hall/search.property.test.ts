import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSearchIndex } from '../../../electron/core/hall/search-index.ts';
import { readingOf, searchText } from '../../../electron/core/hall/search-text.ts';
import { largeCity, itemsOf } from '../../../platform/seed/large-city.ts';
import { seedDocuments } from '../../helpers/hall.ts';

/** Those of the seed, and a few towns. */
const items = [...itemsOf(seedDocuments()), ...itemsOf(largeCity(400))];
const index = createSearchIndex();
for (const { everydayName, officialName } of items)
  index.add({ everyday: everydayName, official: officialName }, 0);

const anyItem = fc.nat({ max: items.length - 1 });
const nameOf = (item: number): string => items[item]?.officialName['zh-CN'] ?? '';
const finds = (query: string, item: number): boolean =>
  index.search(query, items.length).entries.includes(item);

/** A slip of the finger somewhere in a text of Latin letters. */
const slip = (text: string, at: number, kind: number, letter: string): string => {
  const place = at % text.length;
  const [before, here, after] = [text.slice(0, place), text.slice(place, place + 1), text.slice(place + 1)];
  switch (kind) {
    case 0:
      return before + letter + here + after;
    case 1:
      return before + after;
    case 2:
      return before + letter + after;
    default:
      return before + after.slice(0, 1) + here + after.slice(1);
  }
};

const slips = fc.record({
  at: fc.nat({ max: 60 }),
  kind: fc.nat({ max: 3 }),
  letter: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'),
});

describe('search', () => {
  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { entries, found } = index.search(text, 10);
        expect(entries.length).toBeLessThanOrEqual(Math.min(10, found));
      }),
    );
  });

  it('finds every item by its own name, by its pinyin and by the initials of it', () => {
    fc.assert(
      fc.property(anyItem, (item) => {
        const { letters, initials } = readingOf(nameOf(item));
        expect(finds(nameOf(item), item)).toBe(true);
        expect(finds(letters.slice(0, 40), item)).toBe(true);
        expect(finds(initials, item)).toBe(true);
      }),
    );
  });

  it('finds every item by its pinyin with one slip of the finger', () => {
    fc.assert(
      fc.property(anyItem, slips, (item, { at, kind, letter }) => {
        const typed = slip(readingOf(nameOf(item)).letters.slice(0, 30), at, kind, letter);
        // Fewer letters than that say too little.
        fc.pre(typed.length >= 8);
        expect(finds(typed, item)).toBe(true);
      }),
    );
  });

  it('finds every item by a name of four ideographs or more of which one is wrong', () => {
    fc.assert(
      fc.property(anyItem, fc.nat({ max: 60 }), (item, at) => {
        const name = searchText(nameOf(item)).slice(0, 20);
        fc.pre(name.length >= 4);
        const place = at % name.length;
        expect(finds(`${name.slice(0, place)}龘${name.slice(place + 1)}`, item)).toBe(true);
      }),
    );
  });
});
