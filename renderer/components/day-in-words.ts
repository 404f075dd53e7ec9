/** A calendar day (YYYY-MM-DD) in words: 2026年12月1日, December 1, 2026. */
export const dayInWords = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
