const sameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString();

/** A day (YYYY-MM-DD) in words, with its year. */
export const dayInWords = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));

/** An instant in words: the time of day, with the date before it where that is not today's. */
export const timeInWords = (instant: number, now: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    ...(sameDay(instant, now) ? {} : { month: 'short', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant);
