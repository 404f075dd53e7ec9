import { describe, expect, it } from 'vitest';
import { createSearchIndex } from '../../../../electron/core/hall/search-index.ts';
import { seedDocuments } from '../../../helpers/hall.ts';

const items = seedDocuments().flatMap(({ content }) => content.items);
const index = createSearchIndex();
for (const { everydayName, officialName, isMain } of items) {
  index.add({ everyday: everydayName, official: officialName }, isMain ? 0 : 5);
}
const found = (query: string): readonly (string | undefined)[] =>
  index.search(query, 5).entries.map((entry) => items[entry]?.code);

describe('the search of the service hall', () => {
  it.each([
    ['everyday words', '开理发店', 'hygiene-licence'],
    ['the official name', '公共场所卫生许可', 'hygiene-licence'],
    ['a part of it', '低保', 'minimum-allowance'],
    ['pinyin', 'shenfenzheng', 'id-card-issue'],
    ['initials', 'sfz', 'id-card-issue'],
    ['capitals', 'SFZ', 'id-card-issue'],
    ['full-width letters', 'ｓｆｚ', 'id-card-issue'],
    ['English', 'hygiene', 'hygiene-licence'],
    ['a wrong letter', 'shenfenzhenh', 'id-card-issue'],
    ['letters that changed places', 'shenfnezheng', 'id-card-issue'],
    ['a letter too many', 'shenffenzheng', 'id-card-issue'],
    ['a letter too few', 'shenenzheng', 'id-card-issue'],
    ['another ideograph of the same sound', '身分证', 'id-card-issue'],
    ['a wrong ideograph', '开理法店', 'hygiene-licence'],
    ['ideographs and letters', '办shenfenzheng', 'id-card-issue'],
    ['a question in one’s own words', '开饭馆要什么手续', 'food-licence'],
  ])('finds an item by %s', (_how, query, code) => {
    expect(found(query)).toContain(code);
  });

  it('puts the item before its narrower ones, and what begins so before what only holds it', () => {
    expect(found('理发')[0]).toBe('hygiene-licence');
    expect(found('我要办身份证')[0]).toBe('id-card-issue');
  });

  it.each(['', '   ', '，。！', '🙂'])('finds nothing for "%s"', (query) => {
    expect(index.search(query, 5)).toEqual({ entries: [], found: 0 });
  });

  it('says how many there are and gives no more than it is asked for', () => {
    const { entries, found: all } = index.search('证', 3);
    expect(entries).toHaveLength(3);
    expect(all).toBeGreaterThan(3);
  });
});
