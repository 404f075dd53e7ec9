import type { CourseLight, CourseState } from './course.ts';
import type { WorkingCalendar } from './working-days.ts';

/** The part of the limit that is used up when the light becomes yellow, percent. */
const yellowFrom = 70;

/** How a deadline stands on a day. */
export interface DeadlineStanding {
  /** Working days that are left after today; 0 on the last day, below 0 by how many it is overdue. */
  readonly daysLeft: number;
  readonly light: CourseLight;
}

/** The light by the working days that are left of a limit; what the applicant is asked for is never green. */
export const lightBy = (daysLeft: number, limitWorkingDays: number, state: CourseState): CourseLight => {
  if (daysLeft < 0) return 'red';
  const isNear = (limitWorkingDays - daysLeft) * 100 >= limitWorkingDays * yellowFrom;
  return isNear || state === 'corrections-asked' ? 'yellow' : 'green';
};

/**
 * How a deadline stands on a day in China: at the platform, and at a kiosk without a line, which has the calendar as a
 * document. On a free day after the last one nothing is overdue yet: nobody could have worked.
 *
 * @param today YYYY-MM-DD in China
 */
export const deadlineStanding = (
  {
    dueOn,
    limitWorkingDays,
    state,
  }: { readonly dueOn: string; readonly limitWorkingDays: number; readonly state: CourseState },
  today: string,
  calendar: Pick<WorkingCalendar, 'workingDaysBetween'>,
): DeadlineStanding => {
  const late = calendar.workingDaysBetween(dueOn, today);
  const daysLeft = late > 0 ? -late : calendar.workingDaysBetween(today, dueOn);
  return { daysLeft, light: lightBy(daysLeft, limitWorkingDays, state) };
};
