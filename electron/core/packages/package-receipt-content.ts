import {
  both,
  fact,
  personFacts,
  promisedInWords,
  type ReceiptContent,
  type ReceiptFacts,
} from '../applications/receipt/receipt-content.ts';
import type { LocalizedText } from '../../../platform/contract/catalogue.ts';
import { dateTimeText } from '../certificates/rendering/date-text.ts';
import type { Receipt } from '../session/filing-types.ts';
import { promisesOfTaken } from './package-promises.ts';

/** What the platform did not take is named on paper, too; that it has the rest it says by itself. */
const refusedText = both(
  '（中心平台没有收下，请找工作人员）',
  ' (not taken by the platform: please ask the staff)',
);

/** Promises for which the one page has room, whatever else stands on it. */
const mostNamed = 3;

/** What has to follow, the most urgent named. */
const promisedBriefly = (promises: Receipt['promises']): LocalizedText => {
  const byDate = promises.toSorted((one, other) => one.dueOn.localeCompare(other.dueOn));
  const named = promisedInWords(byDate.slice(0, mostNamed));
  const more = promises.length - mostNamed;
  return both(
    `待补材料：${named['zh-CN']}${more > 0 ? `；另有 ${more} 份` : ''}`,
    `To follow: ${named.en}${more > 0 ? `; and ${more} more` : ''}`,
  );
};

/** The texts of the one receipt of a package: its number, which the code holds, and the number of each item. */
export const packageReceiptContent = (
  { person, receipt, station }: ReceiptFacts,
  { package: chosen, deliveryOf }: NonNullable<ReceiptFacts['together']>,
): ReceiptContent => {
  const { receiptNumber, filedAt, parts = [] } = receipt;
  const promises = promisesOfTaken(receipt, deliveryOf);
  const days = chosen.promisedWorkingDays;
  return {
    stationLine: station.name,
    title: both('一件事提交回执', 'Receipt of a One-thing Package'),
    receiptNumber,
    facts: [
      fact(both('一件事编号', 'Number'), receiptNumber, { emphasis: true }),
      fact(both('一件事', 'Package'), chosen.officialName),
      ...personFacts(person),
      fact(both('提交时间', 'Handed in'), dateTimeText(Math.floor(filedAt / 1000)), { width: 'half' }),
      fact(both('站点', 'Station'), station.code, { width: 'half' }),
      fact(both('承诺时限', 'Promise'), both(`受理后 ${days} 个工作日`, `Within ${days} working days`), {
        width: 'half',
      }),
      ...(station.phone === ''
        ? []
        : [fact(both('咨询电话', 'Telephone'), station.phone, { width: 'half' })]),
    ],
    parts: parts.map(({ item, key, receiptNumber: number }, index) => {
      const { officialName, department } = item;
      const refused = deliveryOf(key) === 'refused' ? refusedText : both('', '');
      return both(
        `${index + 1}. ${officialName['zh-CN']}（${department.name['zh-CN']}）${refused['zh-CN']}`,
        `${number}  ${officialName.en}${refused.en}`,
      );
    }),
    ...(promises.length === 0 ? {} : { promised: promisedBriefly(promises) }),
    next: [
      both(
        '各事项已加密保存在本站，有网时按先后顺序自动上报，您不用再来提交。前一项办成后，后一项自动开始办理。',
        'All of it is kept here, encrypted, and sent in its order. An item that depends on another begins by itself when that one is granted.',
      ),
    ],
    note: both(
      '扫一扫就是一件事编号，查询进度、补充材料时请出示。本回执只说明申请已经提交，不代表申请已被受理或获得批准。',
      'The code is the number of the package: show it to ask how it stands or to add papers. This receipt says that the applications were handed in, not that they were accepted or approved.',
    ),
  };
};
