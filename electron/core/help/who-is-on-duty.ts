import type { HelpDesk, HelpDirectory, HelpHours } from '../../../platform/contract/help.ts';
import { createWorkingCalendar, type WorkingCalendar } from '../../../platform/contract/working-days.ts';
import type { HelpView } from '../../contract/help-view.ts';

/** China is 8 hours ahead of UTC, all the year. */
const chinaOffset = 8 * 3_600_000;
const dayLength = 86_400_000;

/** Days that are looked ahead for whoever answers next: the longest holidays have nine. */
const daysAhead = 14;

const weekendsAlone = createWorkingCalendar([]);

const dayOf = (time: number): string => new Date(time + chinaOffset).toISOString().slice(0, 10);
const minuteOf = (time: number): string => new Date(time + chinaOffset).toISOString().slice(11, 16);

const isOn = ({ days }: HelpHours, day: string, calendar: Pick<WorkingCalendar, 'isWorkingDay'>): boolean =>
  days === 'every-day' || (days === 'working-days') === calendar.isWorkingDay(day);

/** Desks of this station; those for everybody where it has none of its own. */
const desksOf = (directory: HelpDirectory, stationCode: string): readonly HelpDesk[] =>
  directory.stations.find((station) => station.stationCode.toUpperCase() === stationCode.toUpperCase())
    ?.desks ?? directory.desks;

/**
 * Who answers the telephone at `now` (milliseconds since the Unix epoch), and who answers next; the hotline answers always.
 * Holidays count as free days where the calendar was delivered.
 */
export const whoIsOnDuty = (
  directory: HelpDirectory,
  stationCode: string,
  { now, calendar }: { readonly now: number; readonly calendar: WorkingCalendar | null },
): HelpView => {
  const desks = desksOf(directory, stationCode);
  const known = calendar ?? weekendsAlone;
  const today = dayOf(now);
  const minute = minuteOf(now);
  const onDuty = desks.flatMap(({ name, telephone, hours }) => {
    const running = hours.find((one) => isOn(one, today, known) && one.from <= minute && minute < one.until);
    return running ? [{ name, telephone, until: running.until }] : [];
  });
  const { hotline } = directory;
  if (onDuty.length > 0) return { onDuty, next: null, hotline };
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const day = dayOf(now + ahead * dayLength);
    const begins = desks
      .flatMap(({ name, telephone, hours }) =>
        hours
          .filter((one) => isOn(one, day, known) && (ahead > 0 || one.from > minute))
          .map(({ from }) => ({ name, telephone, day, from, isToday: ahead === 0 })),
      )
      .toSorted((one, other) => (one.from < other.from ? -1 : 1));
    const [next] = begins;
    if (next) return { onDuty, next, hotline };
  }
  return { onDuty, next: null, hotline };
};
