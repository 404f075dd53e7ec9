import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import holidays from '../../../platform/applications/holidays.json' with { type: 'json' };
import { loadWorkingCalendar } from '../../../platform/applications/working-days.ts';
import { createWorkingCalendar } from '../../../platform/contract/working-days.ts';
import { dayInChina } from '../../../platform/china-day.ts';

const calendar = loadWorkingCalendar();
const dayLength = 86_400_000;

/** A day from 2024 to 2028: announced years and others. */
const anyDay = fc
  .integer({ min: 0, max: 5 * 365 })
  .map((days) => new Date(Date.UTC(2024, 0, 1) + days * dayLength).toISOString().slice(0, 10));
const anyLimit = fc.integer({ min: 1, max: 180 });

/** Every day of a year on which the notice departs from Monday to Friday. */
const departures = (year: number): { free: string[]; worked: string[] } => {
  const days = Array.from({ length: 366 }, (_, index) =>
    new Date(Date.UTC(year, 0, 1) + index * dayLength).toISOString().slice(0, 10),
  ).filter((day) => day.startsWith(`${year}`));
  const isWeekend = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay());
  return {
    free: days.filter((day) => !isWeekend(day) && !calendar.isWorkingDay(day)).map((day) => day.slice(5)),
    worked: days.filter((day) => isWeekend(day) && calendar.isWorkingDay(day)).map((day) => day.slice(5)),
  };
};

describe('the days of the notices', () => {
  // As in the text of the notices: 周一至周五 that are free, 周末 that are worked.
  test('of 2025 (国办发明电〔2024〕12号) are those of the calendar', () => {
    expect(departures(2025)).toEqual({
      free: [
        ...['01-01', '01-28', '01-29', '01-30', '01-31', '02-03', '02-04', '04-04'],
        ...['05-01', '05-02', '05-05', '06-02'],
        ...['10-01', '10-02', '10-03', '10-06', '10-07', '10-08'],
      ],
      worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
    });
  });

  test('of 2026 (国办发明电〔2025〕7号) are those of the calendar', () => {
    expect(departures(2026)).toEqual({
      free: [
        ...['01-01', '01-02', '02-16', '02-17', '02-18', '02-19', '02-20', '02-23', '04-06'],
        ...['05-01', '05-04', '05-05', '06-19', '09-25'],
        ...['10-01', '10-02', '10-05', '10-06', '10-07'],
      ],
      worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
    });
  });

  test('are named with their source, and a year without one is an estimate', () => {
    for (const { year, notice } of holidays) {
      expect(calendar.isAnnounced(`${year}-06-01`)).toBe(notice !== null);
      if (notice !== null) {
        expect(notice).toMatchObject({
          title: `国务院办公厅关于${year}年部分节假日安排的通知`,
          number: expect.stringMatching(new RegExp(`^国办发明电〔${year - 1}〕\\d+号$`)) as string,
        });
      }
    }
    const announced = holidays.filter(({ notice }) => notice !== null).map(({ year }) => year);
    expect(announced).toEqual([2025, 2026]);
    expect(['2024-12-31', '2027-01-01'].map(calendar.isAnnounced)).toEqual([false, false]);
  });
});

describe('working days in China', () => {
  test.each([
    ['2026-11-20', true, 'a Friday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-10-05', false, 'a Monday of the National Day holiday'],
    ['2026-10-10', true, 'a Saturday worked in its stead'],
    ['2026-02-14', true, 'the Saturday before the Spring Festival'],
    ['2026-02-23', false, 'the last day of the Spring Festival'],
    ['2026-02-28', true, 'the Saturday after it'],
  ])('%s is a working day: %s (%s)', (day, expected) => {
    expect(calendar.isWorkingDay(day)).toBe(expected);
  });

  test('the day on which a limit begins does not count', () => {
    expect(calendar.addWorkingDays('2026-11-20', 1)).toBe('2026-11-23');
    expect(calendar.workingDaysBetween('2026-11-20', '2026-11-20')).toBe(0);
  });

  test('a limit over the National Day holiday and the weekend worked after it', () => {
    // 30 September, 8 and 9 October, Saturday 10 October, Monday 12 October.
    expect(calendar.addWorkingDays('2026-09-29', 5)).toBe('2026-10-12');
  });

  test('a limit that ends where it should has as many working days as it was given, and ends on one', () => {
    fc.assert(
      fc.property(anyDay, anyLimit, (day, limit) => {
        const end = calendar.addWorkingDays(day, limit);
        expect(calendar.isWorkingDay(end)).toBe(true);
        expect(calendar.workingDaysBetween(day, end)).toBe(limit);
      }),
    );
  });

  test('two limits one after the other are one of their sum', () => {
    fc.assert(
      fc.property(anyDay, anyLimit, anyLimit, (day, first, second) => {
        expect(calendar.addWorkingDays(calendar.addWorkingDays(day, first), second)).toBe(
          calendar.addWorkingDays(day, first + second),
        );
      }),
    );
  });

  test('counting is additive over any day between, and never negative', () => {
    fc.assert(
      fc.property(fc.array(anyDay, { minLength: 3, maxLength: 3 }), (days) => {
        const [a = '', b = '', c = ''] = days.toSorted();
        expect(calendar.workingDaysBetween(a, b) + calendar.workingDaysBetween(b, c)).toBe(
          calendar.workingDaysBetween(a, c),
        );
        expect(calendar.workingDaysBetween(c, a)).toBe(0);
      }),
    );
  });

  test('without announcements, a week has five working days', () => {
    const plain = createWorkingCalendar([]);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 30 }), (day, weeks) => {
        const end = new Date(Date.parse(day) + weeks * 7 * dayLength).toISOString().slice(0, 10);
        expect(plain.workingDaysBetween(day, end)).toBe(5 * weeks);
      }),
    );
  });

  test.each([0, -1, 1.5, Number.NaN])('a limit of %s days is a mistake', (limit) => {
    expect(() => calendar.addWorkingDays('2026-11-20', limit)).toThrow(RangeError);
  });

  test('the day changes at midnight in China', () => {
    expect(dayInChina(Date.UTC(2026, 10, 20, 15, 59, 59, 999))).toBe('2026-11-20');
    expect(dayInChina(Date.UTC(2026, 10, 20, 16))).toBe('2026-11-21');
  });
});
