import type { Insertable } from 'kysely';
import type { ApplicationItem, Catalogue, CatalogueItem } from '../contract/catalogue.ts';
import type { Guide } from '../contract/guide.ts';
import {
  type ImplementationList,
  implementationListSchema,
  type ItemLayer,
  type ItemType,
} from '../library/implementation-list.ts';
import type { LibraryTables } from '../store/library-tables.ts';
import { chanceFrom } from './chance.ts';
import { generateElements, type ItemOutline } from './generate-elements.ts';
import { type DepartmentTemplate, type ItemTemplate, loadItemTemplates } from './item-templates.ts';

/** An item of the library, without version: the store counts those. */
export type NewServiceItem = Omit<Insertable<LibraryTables['service_items']>, 'version' | 'is_current'>;

const effectiveFrom = '2026-01-01';

const rowOf = (
  outline: ItemOutline,
  {
    layer,
    parent,
    guide,
  }: { readonly layer: ItemLayer; readonly parent: string | null; readonly guide: Guide | null },
): NewServiceItem => ({
  code: outline.code,
  parent_code: parent,
  layer,
  department: outline.department.code,
  level: outline.level,
  item_type: outline.itemType,
  promised_working_days: outline.promisedWorkingDays === 0 ? null : outline.promisedWorkingDays,
  effective_from: effectiveFrom,
  elements: implementationListSchema.parse(generateElements(outline)),
  guide,
});

const idCard: ImplementationList['materials'][number] = {
  name: '居民身份证',
  form: 'original',
  medium: 'paper-or-electronic',
  copies: 0,
  isNecessary: true,
  mayFollow: false,
  source: 'government-share',
  fromLibrary: 'id-card',
  legalBasis: '《中华人民共和国居民身份证法》第十四条',
};

const applicationForm: ImplementationList['materials'][number] = {
  name: '申请表',
  form: 'original',
  medium: 'electronic',
  copies: 1,
  isNecessary: true,
  mayFollow: false,
  source: 'applicant',
  fromLibrary: null,
  legalBasis: null,
};

const shared = (name: string, fromLibrary: string): ImplementationList['materials'][number] => ({
  ...idCard,
  name,
  form: 'copy',
  mayFollow: true,
  fromLibrary,
  legalBasis: null,
});

/** How an item is divided, by its kind: slug, Chinese, English. */
const divisions: Readonly<Record<'permit' | 'other', readonly (readonly [string, string, string])[]>> = {
  permit: [
    ['new', '首次申请', 'first application'],
    ['change', '变更', 'change'],
    ['renew', '延续', 'renewal'],
  ],
  other: [
    ['apply', '申请', 'application'],
    ['change', '信息变更', 'change of data'],
  ],
};

const situations = [
  ['self', '本人办理', 'in person'],
  ['agent', '委托他人办理', 'by an agent'],
] as const;

const divided = (text: ItemOutline['name'], [, chinese, english]: readonly [string, string, string]) => ({
  'zh-CN': `${text['zh-CN']}（${chinese}）`,
  en: `${text.en} (${english})`,
});

/** A main item with its sub-items; the first of them by situations. */
const itemsOf = (
  { code: department, name: departmentName }: DepartmentTemplate,
  { code: slug, itemType, level, everyday, official, english }: ItemTemplate,
): NewServiceItem[] => {
  const chance = chanceFrom(`template ${slug}`);
  const main: ItemOutline = {
    code: slug,
    name: { 'zh-CN': official, en: english },
    everydayName: { 'zh-CN': everyday, en: english },
    itemType,
    level,
    department: { code: department, name: departmentName },
    situation: null,
    promisedWorkingDays: chance.of([1, 3, 5, 5, 7, 10, 15] as const),
    materials: [
      idCard,
      applicationForm,
      ...(chance.percent(50) ? [shared('居民户口簿', 'household-booklet')] : []),
      ...(chance.percent(30) ? [shared('不动产权证书', 'property-title')] : []),
    ],
    handlingForms: ['window', 'online'],
  };
  const subItems = divisions[itemType === '行政许可' ? 'permit' : 'other'].map((division) => ({
    ...main,
    code: `${slug}-${division[0]}`,
    name: divided(main.name, division),
  }));
  const [first] = subItems;
  return [
    rowOf(main, { layer: 'main-item', parent: null, guide: null }),
    ...subItems.map((item) => rowOf(item, { layer: 'sub-item', parent: slug, guide: null })),
    ...(first === undefined
      ? []
      : situations.map((situation) =>
          rowOf(
            {
              ...first,
              code: `${first.code}-${situation[0]}`,
              name: divided(first.name, situation),
              situation: situation[1],
            },
            { layer: 'situation', parent: first.code, guide: null },
          ),
        )),
  ];
};

/** Kinds of the catalogue's items that are no public service. */
const itemTypes: Readonly<Record<string, ItemType>> = {
  'elderly-allowance': '行政给付',
  'disability-subsidies': '行政给付',
  'housing-status': '行政确认',
};

const catalogueOutline = (item: CatalogueItem | ApplicationItem): ItemOutline => ({
  code: item.code,
  name: item.officialName,
  everydayName: item.everydayName,
  itemType: itemTypes[item.code] ?? '公共服务',
  level: 'city',
  department: item.department,
  situation: null,
  promisedWorkingDays: 'promisedWorkingDays' in item ? item.promisedWorkingDays : 0,
  materials: 'form' in item ? [idCard, applicationForm] : [idCard],
  handlingForms: ['window', 'online', 'kiosk'],
});

/** Every item of the library: those of the catalogue with their guides, and what else the halls offer. */
export const generateItems = (catalogue: Catalogue, guides: readonly Guide[]): NewServiceItem[] => [
  ...[...catalogue.items, ...catalogue.applications].map((item) =>
    rowOf(catalogueOutline(item), {
      layer: 'main-item',
      parent: null,
      guide: guides.find((guide) => guide.item === item.code) ?? null,
    }),
  ),
  ...loadItemTemplates().flatMap((department) =>
    department.items.flatMap((item) => itemsOf(department, item)),
  ),
];
