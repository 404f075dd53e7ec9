/** A day in words, of a date (YYYY-MM-DD) or an instant in milliseconds; both as days in China. */
export const dayInWords = (day: string | number, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: locale === 'zh-CN' ? 'long' : 'short',
    day: 'numeric',
  }).format(typeof day === 'number' ? day : new Date(`${day}T12:00:00+08:00`));

/** An instant in words, with the time of day. */
export const momentInWords = (instant: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai',
    month: locale === 'zh-CN' ? 'long' : 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
