import type { LocalizedText } from '../contract/catalogue.ts';
import type { HallItem } from '../contract/service-hall.ts';
import { hallDocuments, type LibraryItem, type ServiceItemsDocument } from '../library/hall-documents.ts';
import { generateElements } from './generate-elements.ts';
import { loadItemTemplates } from './item-templates.ts';
import { loadHall } from './load-hall.ts';

/** Towns whose offices have an item of their own for each kind of business. */
const towns = [...'青白红长新永安平清石'].flatMap((first) =>
  [...'溪塘桥山田坪湾岭江湖'].map((second) => `${first}${second}`),
);
const endings = ['镇', '乡', '街道'] as const;

const both = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** Items of a township as the library would have them: the same business, each with its own name and office. */
const townItems = (town: string, number: number): LibraryItem[] =>
  loadItemTemplates().flatMap((department) =>
    department.items.map((item): LibraryItem => {
      const code = `t${number}-${item.code}`.slice(0, 41);
      const office = both(
        `${town}${department.name['zh-CN'].slice(3)}所`,
        `${department.name.en}, office ${number}`,
      );
      return {
        code,
        parentCode: null,
        layer: 'main-item',
        elements: generateElements({
          code,
          name: both(`${town}${item.official}`, `${item.english} in town ${number}`),
          everydayName: both(`${item.everyday}（${town}）`, `${item.english} (town ${number})`),
          itemType: item.itemType,
          level: 'township',
          department: { code: `town-${number}`, name: office },
          situation: null,
          promisedWorkingDays: 5,
          materials: [],
          handlingForms: ['window', 'kiosk'],
        }),
      };
    }),
  );

/**
 * Items of a library of the size of Daqing's (20,853 items on five levels), for tests and benches: every item has a name of
 * its own.
 *
 * @param count items, at most 12,300 a kind of ending
 */
export const largeLibrary = (count: number): LibraryItem[] => {
  const items: LibraryItem[] = [];
  for (let number = 0; items.length < count; number += 1) {
    const ending = endings[Math.floor(number / towns.length) % endings.length] ?? '镇';
    const round = Math.floor(number / (towns.length * endings.length));
    const town = `${towns[number % towns.length] ?? ''}${round === 0 ? '' : round}${ending}`;
    items.push(...townItems(town, number));
  }
  return items.slice(0, count);
};

/** The large library as kiosks get it. */
export const largeCity = (count: number): ServiceItemsDocument[] => {
  const { placing, departmentIcons } = loadHall();
  return hallDocuments(largeLibrary(count), { placing, departmentIcons, written: {} });
};

/** The items of documents, as somebody looks for them. */
export const itemsOf = (documents: readonly ServiceItemsDocument[]): HallItem[] =>
  documents.flatMap(({ content }) => content.items);
