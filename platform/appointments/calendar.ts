import { dayInChina } from '../china-day.ts';
import { type AppointmentDirectory, type Counter, slotLength } from '../contract/appointments.ts';
import type { WorkingCalendar } from '../contract/working-days.ts';

/** A half hour at a counter. */
export interface OpenSlot {
  readonly counter: string;
  /** Milliseconds since the Unix epoch. */
  readonly startsAt: number;
  readonly capacity: number;
}

const dayLength = 86_400_000;

/** Whoever books has to get there. */
const leadTime = 60 * 60_000;

/** HH:MM on a day (YYYY-MM-DD) in China. */
const timeOf = (day: string, minute: string): number => Date.parse(`${day}T${minute}:00+08:00`);

const isOn = (
  days: Counter['hours'][number]['days'],
  day: string,
  calendar: Pick<WorkingCalendar, 'isWorkingDay'>,
): boolean => days === 'every-day' || (days === 'working-days') === calendar.isWorkingDay(day);

/** The half hours of a counter on a day, in their order; of hours that overlap the first ones count. */
export const slotsOfDay = (
  counter: Counter,
  day: string,
  calendar: Pick<WorkingCalendar, 'isWorkingDay'>,
): readonly OpenSlot[] => {
  if (counter.closedOn.includes(day)) return [];
  const slots = new Map<number, OpenSlot>();
  for (const { days, from, until, capacity } of counter.hours) {
    if (!isOn(days, day, calendar)) continue;
    const end = timeOf(day, until);
    for (let startsAt = timeOf(day, from); startsAt + slotLength <= end; startsAt += slotLength) {
      if (!slots.has(startsAt)) slots.set(startsAt, { counter: counter.code, startsAt, capacity });
    }
  }
  return [...slots.values()].toSorted((one, other) => one.startsAt - other.startsAt);
};

/** Counters at which an item takes appointments; none where it does not. */
export const countersOf = (directory: AppointmentDirectory, item: string): readonly Counter[] => {
  const codes = directory.items.find((one) => one.item === item)?.counters ?? [];
  return directory.counters.filter(({ code }) => codes.includes(code));
};

/**
 * What may be booked for an item at `now` (milliseconds): the half hours of the days ahead that begin late enough to get
 * there, by day and time.
 */
export const openSlots = (
  directory: AppointmentDirectory,
  item: string,
  { now, calendar }: { readonly now: number; readonly calendar: Pick<WorkingCalendar, 'isWorkingDay'> },
): readonly OpenSlot[] => {
  const counters = countersOf(directory, item);
  const days = Array.from({ length: directory.daysAhead }, (_, ahead) => dayInChina(now + ahead * dayLength));
  return days.flatMap((day) =>
    counters
      .flatMap((counter) => slotsOfDay(counter, day, calendar))
      .filter(({ startsAt }) => startsAt >= now + leadTime)
      .toSorted((one, other) => one.startsAt - other.startsAt),
  );
};
