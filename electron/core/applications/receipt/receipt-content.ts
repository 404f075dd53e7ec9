import type { ApplicationItem } from '../../../../platform/contract/catalogue.ts';
import type { FactContent } from '../../certificates/rendering/certificate-content.ts';
import { dateTimeText } from '../../certificates/rendering/date-text.ts';
import { maskIdNumber, maskName } from '../../identity/mask.ts';
import type { Delivery, Receipt } from '../../session/filing-types.ts';
import type { IdentifiedPerson } from '../../session/visit-types.ts';

/** Where an application was filed. */
export interface ReceiptStation {
  readonly name: string;
  readonly code: string;
  readonly phone: string;
}

export interface ReceiptFacts {
  readonly person: Pick<IdentifiedPerson, 'name' | 'idNumber'>;
  readonly item: ApplicationItem;
  readonly receipt: Receipt;
  readonly delivery: Delivery;
  readonly station: ReceiptStation;
}

/** Every text of a receipt 受理回执, ready to be set. */
export interface ReceiptContent {
  readonly stationLine: string;
  readonly title: string;
  readonly englishTitle: string;
  readonly receiptNumber: string;
  readonly facts: readonly FactContent[];
  readonly next: readonly string[];
  readonly note: string;
}

/** What is true of an application: that it was handed in, and no more than that before the platform has said so. */
const stateTexts: Readonly<Record<Delivery, string>> = {
  waiting: '已提交，待上报中心平台',
  received: '已提交，中心平台已收到',
  refused: '中心平台没有收下，请找工作人员',
};

const fact = (label: string, value: string, changes: Partial<FactContent> = {}): FactContent => ({
  label,
  value,
  width: 'full',
  emphasis: false,
  ...changes,
});

/** The texts of a receipt; the applicant is masked, because receipts are left lying about. */
export const receiptContent = ({
  person,
  item,
  receipt,
  delivery,
  station,
}: ReceiptFacts): ReceiptContent => ({
  stationLine: station.name,
  title: '受理回执',
  englishTitle: 'Receipt of an Application',
  receiptNumber: receipt.receiptNumber,
  facts: [
    fact('受理号', receipt.receiptNumber, { emphasis: true }),
    fact('申请事项', item.officialName['zh-CN']),
    fact('办理部门', item.department.name['zh-CN']),
    fact('申请人', maskName(person.name), { width: 'half' }),
    fact('证件号码', maskIdNumber(person.idNumber), { width: 'half' }),
    fact('提交时间', dateTimeText(Math.floor(receipt.filedAt / 1000)), { width: 'half' }),
    fact('提交站点', station.code, { width: 'half' }),
    fact('办理状态', stateTexts[delivery]),
    fact('承诺时限', `部门受理后 ${item.promisedWorkingDays} 个工作日内办结`),
    ...(station.phone === '' ? [] : [fact('咨询电话', station.phone)]),
  ],
  next: [
    '一、您的申请已经加密保存在本站，网络通畅时自动上报，您不用再来提交。',
    `二、${item.department.name['zh-CN']}收到后开始办理。是否受理、办理结果，以部门的答复为准。`,
    '三、查询进度、补充材料时，请出示本回执或说出受理号。',
  ],
  note: '扫一扫就是受理号。本回执只说明申请已经提交，不代表申请已获批准。',
});

/** Every text of it that has to be drawn. */
export const textsOfReceipt = (content: ReceiptContent): readonly string[] => [
  content.stationLine,
  content.title,
  content.englishTitle,
  content.receiptNumber,
  ...content.facts.flatMap(({ label, value }) => [label, value]),
  ...content.next,
  content.note,
];
