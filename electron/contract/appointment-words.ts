import type { Locale } from './locale.ts';

/** China is 8 hours ahead of UTC, all the year. */
const chinaOffset = 8 * 3_600_000;
const halfHour = 1_800_000;

const weekdays: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['日', '一', '二', '三', '四', '五', '六'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
};
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** A day (YYYY-MM-DD) as it is said: 11月24日 星期二, Tuesday 24 November. */
export const dayAsSaid = (day: string, locale: Locale): string => {
  const date = new Date(`${day}T00:00:00Z`);
  const weekday = weekdays[locale][date.getUTCDay()] ?? '';
  const month = date.getUTCMonth();
  return locale === 'zh-CN'
    ? `${month + 1}月${date.getUTCDate()}日 星期${weekday}`
    : `${weekday} ${date.getUTCDate()} ${months[month] ?? ''}`;
};

/** The day in China of a time (milliseconds since the Unix epoch), YYYY-MM-DD. */
export const dayOfTime = (time: number): string => new Date(time + chinaOffset).toISOString().slice(0, 10);

const minuteOf = (time: number): string => {
  const [hours = '0', minutes = '00'] = new Date(time + chinaOffset).toISOString().slice(11, 16).split(':');
  return `${Number(hours)}:${minutes}`;
};

/** The half hour that begins then: 9:00–9:30. */
export const halfHourAsSaid = (startsAt: number): string =>
  `${minuteOf(startsAt)}–${minuteOf(startsAt + halfHour)}`;

/** Day and half hour: 11月24日 星期二 9:00–9:30. */
export const timeAsSaid = (startsAt: number, locale: Locale): string =>
  locale === 'zh-CN'
    ? `${dayAsSaid(dayOfTime(startsAt), locale)} ${halfHourAsSaid(startsAt)}`
    : `${dayAsSaid(dayOfTime(startsAt), locale)}, ${halfHourAsSaid(startsAt)}`;
