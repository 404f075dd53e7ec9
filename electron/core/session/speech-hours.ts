import type { Settings } from '../settings/settings-schema.ts';

/** China has one time, without summer time: UTC+8. */
const chinaOffsetMilliseconds = 8 * 3_600_000;
const dayMilliseconds = 24 * 3_600_000;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Whether screens speak by themselves at `now` (milliseconds since the Unix epoch): outside of the quiet hours. */
export const speaksAt = ({ quietFrom, quietUntil }: Settings['speech'], now: number): boolean => {
  const minute =
    Math.floor((((now + chinaOffsetMilliseconds) % dayMilliseconds) + dayMilliseconds) / 60_000) % 1440;
  const [from, until] = [minutesOf(quietFrom), minutesOf(quietUntil)];
  if (from === until) return true;
  const quiet = from < until ? minute >= from && minute < until : minute >= from || minute < until;
  return !quiet;
};
