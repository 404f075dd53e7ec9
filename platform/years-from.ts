const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/**
 * The same day so many years later, before where `years` is negative; 28 February where that year has no 29th.
 *
 * @param day YYYY-MM-DD
 */
export const yearsFrom = (day: string, years: number): string => {
  const year = Number(day.slice(0, 4)) + years;
  return day.endsWith('-02-29') && !isLeap(year) ? `${year}-02-28` : `${year}${day.slice(4)}`;
};
