import type { ApplicationItem, LocalizedText } from '../../../../platform/contract/catalogue.ts';
import type { ChosenPackage } from '../../../../platform/contract/packages/joint-form.ts';
import { dateTimeText } from '../../certificates/rendering/date-text.ts';
import { maskIdNumber, maskName } from '../../identity/mask.ts';
import type { Delivery, Receipt } from '../../session/filing-types.ts';
import type { IdentifiedPerson } from '../../session/visit-types.ts';

/** Where an application was handed in. */
export interface ReceiptStation {
  readonly name: LocalizedText;
  readonly code: string;
  readonly phone: string;
}

export interface ReceiptFacts {
  readonly person: Pick<IdentifiedPerson, 'name' | 'idNumber' | 'agency'>;
  readonly item: ApplicationItem;
  readonly receipt: Receipt;
  readonly delivery: Delivery;
  readonly station: ReceiptStation;
  /** What was filed together, and how far each application has got by its key; absent where it was one item. */
  readonly together?: { readonly package: ChosenPackage; readonly deliveryOf: (key: string) => Delivery };
}

/** A row of the quiet table, or half of one. What reads alike in both languages stands there once. */
export interface ReceiptFact {
  readonly label: LocalizedText;
  readonly value: LocalizedText | string;
  readonly width: 'full' | 'half';
  readonly emphasis: boolean;
}

/** Every text of a receipt 提交回执, ready to be set: Chinese, and English beneath. */
export interface ReceiptContent {
  readonly stationLine: LocalizedText;
  readonly title: LocalizedText;
  readonly receiptNumber: string;
  readonly facts: readonly ReceiptFact[];
  /** The items of a package, close together; absent where it is one item. */
  readonly parts?: readonly LocalizedText[];
  /** What has to follow of a package; absent where nothing does. */
  readonly promised?: LocalizedText;
  readonly next: readonly LocalizedText[];
  readonly note: LocalizedText;
}

export const both = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

/** What differs with the platform's word; 受理 is the department's own act, of which a kiosk says nothing. */
interface DeliveryTexts {
  readonly title: LocalizedText;
  readonly time: LocalizedText;
  readonly state: LocalizedText;
  readonly next: (department: LocalizedText) => readonly LocalizedText[];
  readonly note: LocalizedText;
}

const title = both('提交回执', 'Receipt of an Application');
const time = both('提交时间', 'Handed in');
const handedIn = (first: LocalizedText): DeliveryTexts['next'] => {
  return (department) => [
    first,
    both(
      `二、${department['zh-CN']}收到后开始办理。是否受理、办理结果，以部门的答复为准。`,
      `2. ${department.en} takes it up when it has arrived. Whether it is accepted, and the result, is for the department to say.`,
    ),
    both(
      '三、查询进度、补充材料时，请出示本回执或说出回执号。',
      '3. To ask how it stands or to add papers, show this receipt or give its number.',
    ),
  ];
};
const note = both(
  '扫一扫就是回执号。本回执只说明申请已经提交，不代表申请已被受理或获得批准。',
  'The code is the receipt number. This receipt says that the application was handed in, not that it was accepted or approved.',
);

const textsOfDelivery: Readonly<Record<Delivery, DeliveryTexts>> = {
  waiting: {
    title,
    time,
    state: both('已提交，待上报中心平台', 'Handed in at this station, to be sent to the city platform'),
    next: handedIn(
      both(
        '一、您的申请已经加密保存在本站，网络通畅时自动上报，您不用再来提交。',
        '1. Your application is kept here, encrypted, and sent when the line is up. You need not hand it in again.',
      ),
    ),
    note,
  },
  received: {
    title,
    time,
    state: both('已提交，中心平台已收到', 'Handed in, received by the city platform'),
    next: handedIn(
      both(
        '一、中心平台已经收到您的申请，您不用再来提交。',
        '1. The city platform has received your application. You need not hand it in again.',
      ),
    ),
    note,
  },
  refused: {
    title: both('申请未提交成功通知', 'Notice: Application Not Taken'),
    time: both('填写时间', 'Filled in'),
    state: both('中心平台没有收下，请找工作人员', 'Not taken by the city platform: please ask the staff'),
    next: () => [
      both(
        '一、中心平台没有收下这份申请。请带本通知找本站工作人员查明原因，需要时重新填写。',
        '1. The city platform did not take this application. Show this notice to the staff of the station: they find out why and, where needed, help you fill it in again.',
      ),
      both(
        '二、您填写的内容仍加密保存在本站，没有丢失。',
        '2. What you filled in is still kept at this station, encrypted. Nothing is lost.',
      ),
      both('三、电话咨询时，请说出回执号。', '3. When you call, give the receipt number.'),
    ],
    note: both(
      '扫一扫就是回执号。本通知不能证明申请已经提交。',
      'The code is the receipt number. This notice does not prove that an application was handed in.',
    ),
  },
};

export const fact = (
  label: LocalizedText,
  value: ReceiptFact['value'],
  changes: Partial<ReceiptFact> = {},
): ReceiptFact => ({ label, value, width: 'full', emphasis: false, ...changes });

/** 2026-12-01 → 2026年12月1日. */
const dayInChinese = (day: string): string => {
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
};

/** What is missing, and the last day on which it may come. */
export const promisedInWords = (promises: Receipt['promises']): LocalizedText =>
  both(
    promises.map(({ name, dueOn }) => `${name['zh-CN']}（${dayInChinese(dueOn)}前）`).join('；'),
    promises.map(({ name, dueOn }) => `${name.en} (by ${dueOn})`).join('; '),
  );

/** For whom it was handed in and, where somebody else did, by whom; masked. */
export const personFacts = ({ name, idNumber, agency }: ReceiptFacts['person']): readonly ReceiptFact[] => [
  fact(both('申请人', 'Applicant'), maskName(name), { width: 'half' }),
  fact(both('证件号码', 'ID number'), maskIdNumber(idNumber), { width: 'half' }),
  ...(agency === undefined
    ? []
    : [
        fact(both('代办人', 'Handed in by'), maskName(agency.agent.name), { width: 'half' }),
        fact(both('代办人证件号码', 'ID number'), maskIdNumber(agency.agent.idNumber), { width: 'half' }),
      ]),
];

/** For whom a policy was confirmed: what everybody may look up of an enterprise is not masked. */
const enterpriseFact = ({ name, creditCode }: NonNullable<Receipt['enterprise']>): ReceiptFact =>
  fact(both('申领单位', 'For'), `${name} ${creditCode}`);

/** The texts of a receipt; the applicant is masked, because receipts are left lying about. */
export const receiptContent = ({
  person,
  item,
  receipt,
  delivery,
  station,
}: ReceiptFacts): ReceiptContent => {
  const texts = textsOfDelivery[delivery];
  const { receiptNumber, filedAt } = receipt;
  const days = item.promisedWorkingDays;
  const promise = both(
    `部门受理后 ${days} 个工作日内办结`,
    `Decided within ${days} working days of being accepted`,
  );
  return {
    stationLine: station.name,
    title: texts.title,
    receiptNumber,
    facts: [
      fact(both('回执号', 'Receipt number'), receiptNumber, { emphasis: true }),
      fact(both('申请事项', 'Item'), item.officialName),
      fact(both('办理部门', 'Department'), item.department.name),
      ...(receipt.enterprise === undefined ? [] : [enterpriseFact(receipt.enterprise)]),
      ...personFacts(person),
      fact(texts.time, dateTimeText(Math.floor(filedAt / 1000)), { width: 'half' }),
      fact(both('站点', 'Station'), station.code, { width: 'half' }),
      fact(both('办理状态', 'State'), texts.state),
      ...(delivery === 'refused' ? [] : [fact(both('承诺时限', 'Promise'), promise)]),
      ...(delivery === 'refused' || receipt.promises.length === 0
        ? []
        : [fact(both('待补材料', 'To follow'), promisedInWords(receipt.promises), { emphasis: true })]),
      ...(station.phone === '' ? [] : [fact(both('咨询电话', 'Telephone'), station.phone)]),
    ],
    next: texts.next(item.department.name),
    note: texts.note,
  };
};

const textsOf = (text: LocalizedText | string): readonly string[] =>
  typeof text === 'string' ? [text] : [text['zh-CN'], text.en];

/** Every text of it that has to be drawn. */
export const textsOfReceipt = (content: ReceiptContent): readonly string[] => [
  content.receiptNumber,
  ...[
    content.stationLine,
    content.title,
    ...(content.parts ?? []),
    ...(content.promised === undefined ? [] : [content.promised]),
    ...content.next,
    content.note,
  ].flatMap(textsOf),
  ...content.facts.flatMap(({ label, value }) => [...textsOf(label), ...textsOf(value)]),
];
