import { dayInChina } from '../china-day.ts';
import type { PlatformClock } from '../clock.ts';
import type { DayOfSlots, SlotReply } from '../contract/appointments.ts';
import type { WorkingCalendar } from '../contract/working-days.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { countersOf, openSlots } from './calendar.ts';
import { publishedDirectory } from './published-directory.ts';

/** What appointments need of the platform. */
export interface AppointmentContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly calendar: WorkingCalendar;
  /** Gives that many random bytes. */
  readonly randomBytes: (length: number) => Uint8Array;
}

/** The half hours of the days ahead and how many may still come; undefined where the item takes no appointments. */
export const freeSlots = async (
  { database, clock, calendar }: Pick<AppointmentContext, 'database' | 'clock' | 'calendar'>,
  item: string,
): Promise<SlotReply | undefined> => {
  const directory = await publishedDirectory(database);
  const counters = countersOf(directory, item).map(({ code }) => code);
  if (counters.length === 0) return undefined;
  const now = clock.now();
  const taken = await database
    .selectFrom('appointments')
    .select(({ fn }) => ['counter', 'starts_at', fn.countAll<string>().as('taken')])
    .where('counter', 'in', counters)
    .where('starts_at', '>', new Date(now))
    .where('cancelled_at', 'is', null)
    .groupBy(['counter', 'starts_at'])
    .execute();
  const takenOf = new Map(
    taken.map((row) => [`${row.counter} ${row.starts_at.getTime()}`, Number(row.taken)]),
  );
  const days = new Map<string, DayOfSlots['slots']>();
  for (const { counter, startsAt, capacity } of openSlots(directory, item, { now, calendar })) {
    const free = Math.max(0, capacity - (takenOf.get(`${counter} ${startsAt}`) ?? 0));
    const day = dayInChina(startsAt);
    days.set(day, [...(days.get(day) ?? []), { counter, startsAt, free }]);
  }
  return { answeredAt: now, days: [...days].map(([day, slots]) => ({ day, slots })) };
};
