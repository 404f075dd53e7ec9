import type { LocalizedText } from '../../../../platform/contract/catalogue.ts';
import type { GuideValue } from '../../../../platform/contract/service-hall.ts';
import type { Locale } from '../../../contract/locale.ts';
import type { ReceiptFact, ReceiptStation } from '../../applications/receipt/receipt-content.ts';
import { dateTimeText } from '../../certificates/rendering/date-text.ts';
import type { GuideContent } from '../guide-content.ts';
import { hasIdeographs } from '../search-text.ts';
import { inLocale, limitText, takeAwayText } from '../take-away.ts';

/** Every text of a notice 一次性告知单, ready to be set: Chinese, and English beneath. */
export interface NoticeContent {
  readonly stationLine: LocalizedText;
  readonly title: LocalizedText;
  /** The most wanted first: what does not fit on the page is left out from the end. */
  readonly facts: readonly ReceiptFact[];
  readonly note: LocalizedText;
  /** Text of the QR symbol. */
  readonly qr: string;
}

const both = (zh: string, en: string): LocalizedText => ({ 'zh-CN': zh, en });

const eachIn = (make: (locale: Locale) => string): LocalizedText => both(make('zh-CN'), make('en'));

/** Several things in one paragraph. */
const counted = (texts: readonly string[], locale: Locale): string =>
  texts
    .map((text, index) => (texts.length === 1 ? text : `${index + 1}. ${text}`))
    .join(locale === 'zh-CN' ? '；' : '; ');

const materialIn = (
  material: Extract<GuideValue, { kind: 'materials' }>['materials'][number],
  locale: Locale,
): string => {
  const zh = locale === 'zh-CN';
  const remarks = [
    ...(material.isShared ? [zh ? '部门共享，不用带' : 'the offices have it'] : []),
    ...(material.isNecessary ? [] : [zh ? '有就带' : 'if you have it']),
    ...(material.mayFollow ? [zh ? '可以后补' : 'may follow'] : []),
    ...(material.form === 'copy' && !material.isShared ? [zh ? '复印件' : 'copy'] : []),
  ];
  const name = inLocale(material.name, locale);
  if (remarks.length === 0) return name;
  return zh ? `${name}（${remarks.join('，')}）` : `${name} (${remarks.join(', ')})`;
};

const valueIn = (value: GuideValue, locale: Locale): string => {
  const zh = locale === 'zh-CN';
  switch (value.kind) {
    case 'text':
      return inLocale(value.text, locale);
    case 'list':
      return counted(
        value.items.map((item) => inLocale(item, locale)),
        locale,
      );
    case 'yes-no':
      return zh ? (value.yes ? '是' : '否') : value.yes ? 'Yes' : 'No';
    case 'limit':
      return limitText(value, locale);
    case 'materials':
      return value.materials.length === 0
        ? zh
          ? '不用带材料'
          : 'Nothing'
        : counted(
            value.materials.map((material) => materialIn(material, locale)),
            locale,
          );
    case 'steps':
      return value.steps.map(({ name }) => inLocale(name, locale)).join(' → ');
    case 'fees':
      return value.fees.length === 0
        ? zh
          ? '不收费'
          : 'Free of charge'
        : counted(
            value.fees.map(({ name, standard }) => `${inLocale(name, locale)} ${inLocale(standard, locale)}`),
            locale,
          );
    case 'places':
      return counted(
        value.places.map(({ name, address, hours }) =>
          [name, address, hours].map((text) => inLocale(text, locale)).join(zh ? '，' : ', '),
        ),
        locale,
      );
    case 'questions':
      return counted(
        value.questions.map(
          ({ question, answer }) => `${inLocale(question, locale)}${inLocale(answer, locale)}`,
        ),
        locale,
      );
  }
};

/** What a notice tells, by the keys of the elements. */
const told = [
  'acceptanceConditions',
  'materials',
  'promisedLimit',
  'fees',
  'procedure',
  'places',
  'consultation',
  'supervision',
  'questions',
  'result',
  'statutoryLimit',
  'legalBasis',
] as const;

/** The texts of a notice; it is about an item, never about a person. */
export const noticeContent = ({
  guide,
  station,
  printedAt,
}: {
  readonly guide: GuideContent;
  readonly station: ReceiptStation;
  /** Milliseconds since the Unix epoch. */
  readonly printedAt: number;
}): NoticeContent => {
  const { item, groups, department } = guide;
  const elements = new Map(
    groups.flatMap((group) => group.elements).map((element) => [element.key, element]),
  );
  const fact = (label: LocalizedText, value: ReceiptFact['value'], emphasis = false): ReceiptFact => ({
    label,
    value,
    width: 'full',
    emphasis,
  });
  return {
    stationLine: station.name,
    title: both('一次性告知单', 'What You Need to Know'),
    facts: [
      fact(both('事项', 'Item'), item.officialName, true),
      fact(both('通俗地说', 'In other words'), item.everydayName),
      fact(both('办理部门', 'Department'), department),
      ...told.flatMap((key) => {
        const element = elements.get(key);
        if (!element) return [];
        const { value } = element;
        // What nobody has put into English stands there once.
        const text = eachIn((locale) => valueIn(value, locale));
        return [
          fact(
            element.everydayName,
            text['zh-CN'] === text.en || hasIdeographs(text.en) ? text['zh-CN'] : text,
          ),
        ];
      }),
    ],
    note: both(
      `扫一扫，把要点带走。打印时间 ${dateTimeText(Math.floor(printedAt / 1000))}，以办理时部门的规定为准。`,
      'Scan it to take the main points with you. The rules on the day you apply count.',
    ),
    qr: takeAwayText(guide)['zh-CN'],
  };
};
