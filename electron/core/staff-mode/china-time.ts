/** China keeps UTC+8 all year, no daylight saving since 1991. */
const chinaOffset = 8 * 3_600_000;
const day = 86_400_000;

/** The beginning of the calendar day in China that an instant falls in; both milliseconds since the Unix epoch. */
export const startOfChinaDay = (instant: number): number =>
  Math.floor((instant + chinaOffset) / day) * day - chinaOffset;

/** The calendar day in China that an instant falls in, YYYY-MM-DD. */
export const chinaDayOf = (instant: number): string =>
  new Date(startOfChinaDay(instant) + chinaOffset).toISOString().slice(0, 10);

/** An hour of the day after, by the same clock. */
export const tomorrowAt = (instant: number, hour: number): number =>
  startOfChinaDay(instant) + day + hour * 3_600_000;
