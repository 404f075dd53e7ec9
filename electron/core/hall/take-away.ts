import type { LocalizedText } from '../../../platform/contract/catalogue.ts';
import type { GuideText, GuideValue } from '../../../platform/contract/service-hall.ts';
import type { Locale } from '../../contract/locale.ts';
import type { GuideContent } from './guide-content.ts';

/** A symbol that a telephone reads off the screen at arm's length holds no more. */
const mostBytes = 620;

export const inLocale = (text: GuideText, locale: Locale): string =>
  typeof text === 'string' ? text : text[locale];

export const limitText = (value: Extract<GuideValue, { kind: 'limit' }>, locale: Locale): string => {
  const { amount, unit } = value;
  if (unit === 'on-the-spot') return locale === 'zh-CN' ? '当场办好' : 'on the spot';
  const day = unit === 'working-day' ? ['个工作日', 'working day'] : ['天', 'day'];
  return locale === 'zh-CN' ? `${amount} ${day[0]}` : `${amount} ${day[1]}${amount === 1 ? '' : 's'}`;
};

const linesOf = ({ item, department }: GuideContent, locale: Locale): readonly string[] => {
  const zh = locale === 'zh-CN';
  const say = (chinese: string, english: string): string => (zh ? `${chinese}：` : `${english}: `);
  const { materials, promisedLimit, fees, places, consultation } = item.elements;
  return [
    item.everydayName[locale],
    item.officialName[locale],
    `${say('部门', 'Office')}${department[locale]}`,
    ...(materials?.kind === 'materials'
      ? materials.materials
          .filter(({ isShared }) => !isShared)
          .map(({ name }, index) => `${index === 0 ? say('带', 'Bring') : '　'}${inLocale(name, locale)}`)
      : []),
    ...(promisedLimit?.kind === 'limit' ? [`${say('多久', 'Time')}${limitText(promisedLimit, locale)}`] : []),
    ...(fees?.kind === 'fees' && fees.fees.length === 0 ? [zh ? '不收费' : 'Free of charge'] : []),
    ...(places?.kind === 'places'
      ? places.places.map(
          ({ name, address, hours }) =>
            `${say('地点', 'Place')}${inLocale(name, locale)} ${inLocale(address, locale)} ${inLocale(hours, locale)}`,
        )
      : []),
    ...(consultation?.kind === 'text'
      ? [`${say('电话', 'Telephone')}${inLocale(consultation.text, locale)}`]
      : []),
  ];
};

/** As many whole lines as a symbol holds. */
export const fitting = (lines: readonly string[]): string => {
  const taken: string[] = [];
  let bytes = 0;
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > mostBytes) break;
    taken.push(line);
  }
  return taken.join('\n');
};

/** What a telephone takes away of a guide, as plain text: it opens without a network, whoever runs it. */
export const takeAwayText = (guide: GuideContent): LocalizedText => ({
  'zh-CN': fitting(linesOf(guide, 'zh-CN')),
  en: fitting(linesOf(guide, 'en')),
});
