/** China is 8 hours ahead of UTC, all the year. */
const chinaOffset = 8 * 3_600_000;

/**
 * The day in China, YYYY-MM-DD.
 *
 * @param time milliseconds since the Unix epoch
 */
export const dayInChina = (time: number): string => new Date(time + chinaOffset).toISOString().slice(0, 10);
