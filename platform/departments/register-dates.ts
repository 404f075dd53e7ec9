/** A DATE of the store (midnight UTC) as YYYY-MM-DD. */
export const dayText = (date: Date): string => date.toISOString().slice(0, 10);

/** A day, YYYY-MM-DD, as it is written in running text: 2026年11月1日. */
export const dayInWords = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** A DATE of the store as YYYY-MM. */
export const monthText = (date: Date): string => date.toISOString().slice(0, 7);

/** Months counted from year 0, to be reckoned with. */
export const monthNumber = (month: string): number =>
  12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1;

/** The month of a number, YYYY-MM. */
export const monthOf = (number: number): string =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`;
