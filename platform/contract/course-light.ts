import type { CourseLight, CourseState } from './course.ts';
import type { WorkingCalendar } from './working-days.ts';

/** So many working days before the last one the light is yellow. */
export const yellowDaysLeft = 2;

/** How a deadline stands on a day. */
export interface DeadlineStanding {
  /** Working days that are left after today; 0 on the last day, below 0 by how many it is overdue. */
  readonly daysLeft: number;
  readonly light: CourseLight;
}

/** The light by the working days that are left; what the applicant is asked for is never green. */
export const lightBy = (daysLeft: number, state: CourseState): CourseLight => {
  if (daysLeft < 0) return 'red';
  return daysLeft <= yellowDaysLeft || state === 'corrections-asked' ? 'yellow' : 'green';
};

/**
 * How a deadline stands on a day in China: at the platform, and at a kiosk without a line, which has the calendar as a
 * document. On a free day after the last one nothing is overdue yet: nobody could have worked.
 *
 * @param today YYYY-MM-DD in China
 */
export const deadlineStanding = (
  { dueOn, state }: { readonly dueOn: string; readonly state: CourseState },
  today: string,
  calendar: Pick<WorkingCalendar, 'workingDaysBetween'>,
): DeadlineStanding => {
  const late = calendar.workingDaysBetween(dueOn, today);
  const daysLeft = late > 0 ? -late : calendar.workingDaysBetween(today, dueOn);
  return { daysLeft, light: lightBy(daysLeft, state) };
};
