import type { CourseDeadline, CourseState } from '../../../platform/contract/course.ts';
import { deadlineStanding } from '../../../platform/contract/course-light.ts';
import { createWorkingCalendar, type WorkingCalendar } from '../../../platform/contract/working-days.ts';
import type { RunningDeadline } from './progress-types.ts';

/** China is 8 hours ahead of UTC, all the year. */
const chinaOffset = 8 * 3_600_000;

/** YYYY-MM-DD in China. */
export const chinaDay = (time: number): string => new Date(time + chinaOffset).toISOString().slice(0, 10);

/** Where no holidays were delivered: weekends alone are free, and whatever is counted is an estimate. */
const weekendsAlone = createWorkingCalendar([]);

/** How a deadline stands now, by the calendar that was delivered. */
export const runningDeadline = (
  deadline: Pick<CourseDeadline, 'limitWorkingDays' | 'dueOn' | 'isEstimate' | 'waitsFor'>,
  state: CourseState,
  { now, calendar }: { readonly now: number; readonly calendar: WorkingCalendar | null },
): RunningDeadline => {
  const { limitWorkingDays, dueOn, isEstimate, waitsFor } = deadline;
  const standing = deadlineStanding(
    { dueOn, limitWorkingDays, state },
    chinaDay(now),
    calendar ?? weekendsAlone,
  );
  return { dueOn, isEstimate: isEstimate || calendar === null, waitsFor, ...standing };
};
