import type { Appointment } from '../../../platform/contract/appointments.ts';
import type { LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { GuideText } from '../../../platform/contract/service-hall.ts';
import { timeAsSaid } from '../../contract/appointment-words.ts';
import type { Locale } from '../../contract/locale.ts';
import {
  both,
  fact,
  personFacts,
  type ReceiptContent,
  type ReceiptStation,
} from '../applications/receipt/receipt-content.ts';
import type { ServiceHall } from '../hall/service-hall.ts';
import { fitting, inLocale } from '../hall/take-away.ts';
import type { IdentifiedPerson } from '../session/visit-types.ts';

/** What the guide to an item says one has to bring; the ID card where there is no guide. */
export const whatToBring = (hall: Pick<ServiceHall, 'item'>, itemCode: string): readonly GuideText[] => {
  const materials = hall.item(itemCode)?.elements.materials;
  const named =
    materials?.kind === 'materials'
      ? materials.materials.filter(({ isShared }) => !isShared).map(({ name }) => name)
      : [];
  return named.length > 0 ? named : [both('本人身份证', 'Your ID card')];
};

const linesOf = (
  { number, itemName, startsAt, counter }: Appointment,
  bring: readonly GuideText[],
  locale: Locale,
): readonly string[] => {
  const zh = locale === 'zh-CN';
  const say = (chinese: string, english: string, value: string): string =>
    zh ? `${chinese}：${value}` : `${english}: ${value}`;
  return [
    say('预约号', 'Appointment', number),
    itemName[locale],
    say('时间', 'Time', timeAsSaid(startsAt, locale)),
    say('地点', 'Place', `${counter.hall[locale]} ${counter.window[locale]}`),
    counter.address[locale],
    say('电话', 'Telephone', counter.telephone),
    ...bring.map((one) => say('带', 'Bring', inLocale(one, locale))),
  ];
};

/** What a telephone takes away of an appointment: plain text that opens without a network, and names nobody. */
export const appointmentTakeAway = (
  appointment: Appointment,
  bring: readonly GuideText[],
): LocalizedText => ({
  'zh-CN': fitting(linesOf(appointment, bring, 'zh-CN')),
  en: fitting(linesOf(appointment, bring, 'en')),
});

const inBoth = (texts: readonly GuideText[]): LocalizedText =>
  both(
    texts.map((text) => inLocale(text, 'zh-CN')).join('、'),
    texts.map((text) => inLocale(text, 'en')).join(', '),
  );

/** The texts of the paper: when, where, what to bring; who booked is masked, because paper is left lying about. */
export const appointmentContent = ({
  appointment,
  person,
  bring,
  station,
}: {
  readonly appointment: Appointment;
  readonly person: Pick<IdentifiedPerson, 'name' | 'idNumber' | 'agency'>;
  readonly bring: readonly GuideText[];
  readonly station: ReceiptStation;
}): ReceiptContent => {
  const { number, itemName, startsAt, counter } = appointment;
  return {
    stationLine: station.name,
    title: both('预约凭条', 'Appointment'),
    receiptNumber: number,
    facts: [
      fact(both('预约号', 'Number'), number, { emphasis: true }),
      fact(both('时间', 'Time'), both(timeAsSaid(startsAt, 'zh-CN'), timeAsSaid(startsAt, 'en')), {
        emphasis: true,
      }),
      fact(
        both('地点', 'Place'),
        both(
          `${counter.hall['zh-CN']} ${counter.window['zh-CN']}`,
          `${counter.hall.en}, ${counter.window.en}`,
        ),
        { emphasis: true },
      ),
      fact(both('地址', 'Address'), counter.address),
      fact(both('办什么事', 'Item'), itemName),
      fact(both('办理部门', 'Department'), counter.department),
      ...personFacts(person),
      fact(both('请带', 'Bring'), inBoth(bring), { emphasis: true }),
      fact(both('大厅电话', 'Telephone'), counter.telephone),
    ],
    next: [
      both(
        '一、请提前十分钟到，出示身份证和本凭条。',
        '1. Come ten minutes early, with your ID card and this slip.',
      ),
      both(
        '二、来不了，请在任何一台驿站机器上取消，或打大厅电话，把时间让给别人。',
        '2. If you cannot come, cancel at any of these kiosks or call the hall, so that somebody else can have the time.',
      ),
    ],
    note: both(
      '扫一扫，把时间、地点和要带的材料存到手机里。',
      'The code holds time, place and what to bring.',
    ),
  };
};
