import type { LocalizedText } from '../contract/catalogue.ts';
import type { GuideValue, HallItem, ServiceItems } from '../contract/service-hall.ts';
import type { ItemLayer } from './implementation-list.ts';
import { hallElements } from './hall-elements.ts';
import type { ServiceItem } from './service-items.ts';

/** What guides need to know of an item of the library. */
export type LibraryItem = Pick<ServiceItem, 'code' | 'parentCode' | 'layer' | 'elements'>;

/** How items are placed in the hall (seed/hall.json). */
export interface HallPlacing {
  readonly placing: Readonly<Record<string, readonly string[]>>;
  readonly departmentIcons: Readonly<Record<string, HallItem['icon']>>;
  readonly written: Readonly<Record<string, Readonly<Record<string, GuideValue>>>>;
}

/** A document of the feed's collection `service-items`. */
export interface ServiceItemsDocument {
  readonly id: string;
  readonly content: ServiceItems;
}

/** Items in one document: some hundred kilobytes at most, read and verified in a few milliseconds. */
export const itemsADocument = 60;

/** What stands in the last brackets of a name: what sets a narrower item apart. */
const apart = (name: LocalizedText): LocalizedText => ({
  'zh-CN': /（([^（）]*)）$/.exec(name['zh-CN'])?.[1] ?? name['zh-CN'],
  en: /\(([^()]*)\)$/.exec(name.en)?.[1] ?? name.en,
});

/** A choice is what a finger takes in at one look. */
const mostOptions = 7;

const questionOf: Readonly<Record<Exclude<ItemLayer, 'situation'>, LocalizedText>> = {
  'main-item': { 'zh-CN': '您要办哪一种？', en: 'Which of these is it?' },
  'sub-item': { 'zh-CN': '谁来办？', en: 'Who comes?' },
};

/** What most people come for stands first: to apply, for the first time, in person. */
const isUsual = ({ code }: LibraryItem): boolean => /-(new|apply|self)$/.test(code);

const pathOf = (item: LibraryItem, children: readonly LibraryItem[]): HallItem['path'] =>
  item.layer === 'situation' || children.length === 0
    ? null
    : {
        question: questionOf[item.layer],
        options: [...children]
          .sort((one, other) => Number(isUsual(other)) - Number(isUsual(one)))
          .slice(0, mostOptions)
          .map((child) => ({ label: apart(child.elements.name), item: child.code })),
      };

/** Values that every one of the items has. */
const sharedOf = (items: readonly HallItem[]): Record<string, GuideValue> => {
  const [first, ...others] = items;
  if (first === undefined || others.length === 0) return {};
  return Object.fromEntries(
    Object.entries(first.elements).filter(([key, value]) => {
      const text = JSON.stringify(value);
      return others.every(({ elements }) => JSON.stringify(elements[key]) === text);
    }),
  );
};

const without = (item: HallItem, shared: Readonly<Record<string, GuideValue>>): HallItem => ({
  ...item,
  elements: Object.fromEntries(Object.entries(item.elements).filter(([key]) => !(key in shared))),
});

/** The guides to all items, by departments, in documents that a kiosk can take one at a time. */
export const hallDocuments = (
  items: readonly LibraryItem[],
  { placing, departmentIcons, written }: HallPlacing,
): ServiceItemsDocument[] => {
  const children = new Map<string, LibraryItem[]>();
  const byCode = new Map(items.map((item) => [item.code, item]));
  for (const item of items) {
    if (item.parentCode === null) continue;
    children.set(item.parentCode, [...(children.get(item.parentCode) ?? []), item]);
  }
  const mainOf = (item: LibraryItem): LibraryItem => {
    const parent = item.parentCode === null ? undefined : byCode.get(item.parentCode);
    return parent === undefined ? item : mainOf(parent);
  };
  const everydayName = (item: LibraryItem): LocalizedText => {
    const parent = item.parentCode === null ? undefined : byCode.get(item.parentCode);
    if (parent === undefined) return item.elements.everydayName;
    const before = everydayName(parent);
    const word = apart(item.elements.name);
    return { 'zh-CN': `${before['zh-CN']}（${word['zh-CN']}）`, en: `${before.en} (${word.en})` };
  };
  const hallItem = (item: LibraryItem): HallItem => {
    const main = mainOf(item);
    return {
      code: item.code,
      everydayName: everydayName(item),
      officialName: item.elements.name,
      icon: departmentIcons[main.elements.implementingBody.code] ?? 'document',
      lifeEvents: [...(placing[main.code] ?? [])],
      isMain: item === main,
      path: pathOf(item, children.get(item.code) ?? []),
      elements: { ...hallElements(item.elements), ...written[main.code] },
    };
  };
  const departments = new Map<string, LibraryItem[]>();
  for (const item of items) {
    const { code } = item.elements.implementingBody;
    const ofDepartment = departments.get(code);
    if (ofDepartment === undefined) departments.set(code, [item]);
    else ofDepartment.push(item);
  }
  return [...departments].flatMap(([code, ofDepartment]) => {
    const documents: ServiceItemsDocument[] = [];
    for (let start = 0; start < ofDepartment.length; start += itemsADocument) {
      const part = ofDepartment.slice(start, start + itemsADocument);
      const [first] = part;
      if (first === undefined) break;
      const found = part.map(hallItem);
      const shared = sharedOf(found);
      documents.push({
        id: `${code}.${documents.length + 1}`,
        content: {
          department: first.elements.implementingBody,
          shared,
          items: found.map((item) => without(item, shared)),
        },
      });
    }
    return documents;
  });
};
