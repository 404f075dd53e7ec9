import type { Guide } from '../../../platform/contract/guide.ts';
import type { GuideGroupView } from '../../contract/hall.ts';
import type { ServiceHall } from './service-hall.ts';

/** The short guide in everyday words, where there is one, before the elements. */
const briefGroup = (guide: Guide | undefined): GuideGroupView[] =>
  guide === undefined
    ? []
    : [
        {
          code: 'brief',
          name: { 'zh-CN': '简单说', en: 'In short' },
          elements: guide.sections.map(({ heading, lines }, index) => ({
            key: `brief-${index}`,
            everydayName: heading,
            officialName: heading,
            value: { kind: 'list', items: lines },
          })),
        },
      ];

/** The guide to an item as a screen or a page shows it; undefined where there is none. */
export const guideOf = (code: string, hall: ServiceHall, briefGuides: ReadonlyMap<string, Guide>) => {
  const known = hall.items().byCode.get(code);
  const item = hall.item(code);
  const structure = hall.structure();
  if (!known || !item || !structure) return undefined;
  const groups: GuideGroupView[] = [...briefGroup(briefGuides.get(code))];
  for (const { code: group, name } of structure.groups) {
    const elements = structure.elements
      .filter((element) => element.group === group)
      .flatMap(({ key, everydayName, officialName }) => {
        const value = item.elements[key];
        return value === undefined ? [] : [{ key, everydayName, officialName, value }];
      });
    if (elements.length > 0) groups.push({ code: group, name, elements });
  }
  const path =
    item.path === null
      ? null
      : {
          question: item.path.question,
          options: item.path.options.filter((option) => hall.items().byCode.has(option.item)),
        };
  return {
    department: known.department.name,
    item,
    groups,
    path: path !== null && path.options.length > 0 ? path : null,
  };
};
export type GuideContent = NonNullable<ReturnType<typeof guideOf>>;
