import { z } from 'zod';

/**
 * Working days in China: Monday to Friday, without the holidays and with the weekend days worked in their stead, as the
 * General Office of the State Council announces them each autumn for the next year. A year that is not announced yet has its statutory days only (全国年节及纪念日放假办法, 2024), or its weekends
 * alone: what is counted there is an estimate, and `isAnnounced` says so.
 *
 * Limits are counted in working days, the day on which they begin left out (行政许可法 Art. 82, 民法典 Art. 201).
 */
export interface WorkingCalendar {
  isWorkingDay(day: string): boolean;
  /** Whether the holidays of the day's year were announced: where they were not, days are counted as best can be. */
  isAnnounced(day: string): boolean;
  /** The `count`th working day after `day`; `count` is 1 or more. */
  addWorkingDays(day: string, count: number): string;
  /** Working days after `after`, up to and with `until`; 0 when `until` is not later. */
  workingDaysBetween(after: string, until: string): number;
}

const day = z.iso.date();

/** Holidays are given as first and last day. */
export const announcedYearSchema = z.strictObject({
  year: z.number().int(),
  /** The State Council's notice; null when there is none yet. */
  notice: z
    .strictObject({ title: z.string().min(1), number: z.string().min(1), publishedOn: day })
    .nullable(),
  holidays: z.array(z.tuple([day, day])),
  workingWeekendDays: z.array(day),
});
export type AnnouncedYear = z.infer<typeof announcedYearSchema>;

/** Collection `working-days`, id `china`: the years whose holidays a kiosk counts with. */
export const workingYearsSchema = z.strictObject({ years: z.array(announcedYearSchema).min(1).max(20) });
export type WorkingYears = z.infer<typeof workingYearsSchema>;

const dayLength = 86_400_000;

const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayLength).toISOString().slice(0, 10);

/** From the first to the last, both included; the days are text whose order is that of time. */
const daysBetween = ([first, last]: readonly [string, string]): string[] => {
  const days: string[] = [];
  for (let day = first; day <= last; day = dayAfter(day)) {
    days.push(day);
  }
  return days;
};

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Days are YYYY-MM-DD. */
export const createWorkingCalendar = (years: readonly AnnouncedYear[]): WorkingCalendar => {
  const free = new Set(years.flatMap((year) => year.holidays.flatMap(daysBetween)));
  const worked = new Set(years.flatMap((year) => year.workingWeekendDays));
  const announced = new Set(years.filter(({ notice }) => notice !== null).map(({ year }) => `${year}`));
  const isWorkingDay = (day: string): boolean => !free.has(day) && (!isWeekend(day) || worked.has(day));
  return {
    isWorkingDay,
    isAnnounced: (day) => announced.has(day.slice(0, 4)),
    addWorkingDays(day, count) {
      if (!Number.isSafeInteger(count) || count < 1) {
        throw new RangeError('A limit is one working day at least');
      }
      let found = day;
      for (let left = count; left > 0; left -= isWorkingDay(found) ? 1 : 0) {
        found = dayAfter(found);
      }
      return found;
    },
    workingDaysBetween(after, until) {
      return after >= until
        ? 0
        : daysBetween([dayAfter(after), until]).reduce(
            (count, day) => count + (isWorkingDay(day) ? 1 : 0),
            0,
          );
    },
  };
};
