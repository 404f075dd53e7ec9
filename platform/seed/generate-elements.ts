import type { LocalizedText } from '../contract/catalogue.ts';
import type { ImplementationList, ItemLevel, ItemType } from '../library/implementation-list.ts';
import { chanceFrom } from './chance.ts';
import { loadAppointments } from './load-appointments.ts';

/** What is said of an item; the other elements follow from it. */
export interface ItemOutline {
  readonly code: string;
  readonly name: LocalizedText;
  readonly everydayName: LocalizedText;
  readonly itemType: ItemType;
  readonly level: ItemLevel;
  readonly department: { readonly code: string; readonly name: LocalizedText };
  readonly situation: string | null;
  /** Working days; 0 for what is done on the spot. */
  readonly promisedWorkingDays: number;
  readonly materials: ImplementationList['materials'];
  readonly handlingForms: ImplementationList['handlingForms'];
}

const laws: Readonly<Record<ItemType, string>> = {
  行政许可: '《中华人民共和国行政许可法》第十二条',
  行政给付: '《社会救助暂行办法》第九条',
  行政征收: '《中华人民共和国税收征收管理法》第三条',
  行政确认: '《不动产登记暂行条例》第五条',
  行政奖励: '《湖南省行政程序规定》第三条',
  行政裁决: '《湖南省行政程序规定》第一百零九条',
  其他行政权力: '《湖南省行政程序规定》第三条',
  公共服务: '《湖南省优化营商环境规定》第十条',
};

const places: Readonly<Record<ItemLevel, { readonly name: string; readonly address: string }>> = {
  city: { name: '潇湘市政务服务中心', address: '潇湘市岳云区湘江中路1号' },
  county: { name: '清溪区政务服务中心', address: '潇湘市清溪区枫林路88号' },
  township: { name: '清溪镇便民服务中心', address: '潇湘市清溪区清溪镇解放街12号' },
  village: { name: '柳塘村便民服务站', address: '潇湘市清溪区清溪镇柳塘村' },
};

const scopes = { city: '全市通办', county: '全市通办', township: '本地', village: '本地' } as const;
const levelNumbers = { city: 2, county: 3, township: 4, village: 5 } as const;

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** What the counters of the halls take by appointment says so. */
const takesAppointments: ReadonlySet<string> = new Set(loadAppointments().items.map(({ item }) => item));

/** Steps whose days together are the promised ones. */
const procedureOf = ({ promisedWorkingDays, department }: ItemOutline): ImplementationList['procedure'] => {
  const owner = department.name['zh-CN'];
  return [
    { name: '受理', owner, workingDays: 0 },
    { name: '审查', owner, workingDays: Math.max(0, promisedWorkingDays - 1) },
    { name: '决定', owner, workingDays: Math.min(1, promisedWorkingDays) },
    { name: '送达', owner, workingDays: 0 },
  ];
};

/** The implementation list of a synthetic item, the same one whenever asked. */
export const generateElements = (outline: ItemOutline): ImplementationList => {
  const { code, level, itemType, promisedWorkingDays } = outline;
  const chance = chanceFrom(`service item ${code}`);
  const basicCode = `430199${digits(chance.below(1_000_000), 6)}000`;
  const isAtOnce = promisedWorkingDays === 0;
  const hasPermit = itemType === '行政许可';
  return {
    name: outline.name,
    everydayName: outline.everydayName,
    basicCode,
    implementationCode: `11430199MB${digits(chance.below(10_000_000), 7)}${levelNumbers[level]}${basicCode}`,
    itemType,
    legalBasis: [laws[itemType]],
    exercisingLevel: level,
    authoritySplit: '按属地管理原则办理',
    exercisedContent: `负责本辖区内${outline.name['zh-CN']}的受理和办理`,
    implementingBody: outline.department,
    implementingBodyNature: itemType === '公共服务' ? '授权组织' : '法定机关',
    entrustedBody: null,
    serviceObject: hasPermit ? ['natural-person', 'legal-person'] : ['natural-person'],
    situation: outline.situation,
    acceptanceConditions: ['申请人为本人或其委托的人', '属于潇湘市范围内的事项', '材料齐全、符合法定形式'],
    materials: outline.materials,
    procedure: procedureOf(outline),
    statutoryLimit: isAtOnce
      ? { amount: 0, unit: 'on-the-spot' }
      : { amount: Math.max(20, promisedWorkingDays), unit: 'working-day' },
    promisedLimit: isAtOnce
      ? { amount: 0, unit: 'on-the-spot' }
      : { amount: promisedWorkingDays, unit: 'working-day' },
    caseType: isAtOnce ? '即办件' : '承诺件',
    handlingForms: outline.handlingForms,
    onlineDepth: chance.of(['III', 'IV'] as const),
    visits: outline.handlingForms.includes('kiosk') || chance.percent(60) ? 0 : 1,
    acceptanceScope: scopes[level],
    quantityLimit: null,
    fees: [],
    intermediaryServices: [],
    result:
      itemType === '行政给付'
        ? null
        : {
            type: hasPermit ? '证照' : '证明',
            name: outline.name['zh-CN'],
            validity: hasPermit ? '5年' : '长期',
          },
    operatingSystem: '潇湘市一体化政务服务平台',
    isInHall: true,
    places: [{ ...places[level], hours: '周一至周五 9:00–12:00，13:00–17:00（法定节假日除外）' }],
    takesAppointments: chance.percent(70) || takesAppointments.has(code),
    takesOnlinePayment: false,
    deliversByPost: hasPermit,
    consultation: `0731-0000${digits(chance.below(10_000), 4)}`,
    supervision: '12345',
    questions: [{ question: '可以请别人代办吗？', answer: '可以，带上双方的身份证和委托书。' }],
  };
};
