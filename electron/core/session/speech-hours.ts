import type { Settings } from '../settings/settings-schema.ts';

/** China has one time, without summer time: UTC+8. */
const chinaOffsetMilliseconds = 8 * 3_600_000;
const dayMilliseconds = 24 * 3_600_000;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether `now` (milliseconds since the Unix epoch) lies within hours by the clock in China, HH:MM, which may go over midnight. */
export const isWithinHours = (
  hours: { readonly from: string; readonly until: string },
  now: number,
): boolean => {
  const minute =
    Math.floor((((now + chinaOffsetMilliseconds) % dayMilliseconds) + dayMilliseconds) / 60_000) % 1440;
  const [from, until] = [minutesOf(hours.from), minutesOf(hours.until)];
  return from < until ? minute >= from && minute < until : minute >= from || minute < until;
};

/** Whether screens speak by themselves at `now`: outside of the quiet hours. */
export const speaksAt = ({ quietFrom, quietUntil }: Settings['speech'], now: number): boolean =>
  quietFrom === quietUntil || !isWithinHours({ from: quietFrom, until: quietUntil }, now);
