import { dayInChina } from '../china-day.ts';
import type { CourseDeadline, CourseLight, CourseState } from '../contract/course.ts';
import { clocks } from './course-machine.ts';
import type { WorkingCalendar } from '../contract/working-days.ts';

/** What a deadline needs of a step. */
export interface DatedStep {
  readonly step: CourseState;
  readonly happenedAt: Date;
  readonly limitWorkingDays: number | null;
}

/** Share of the limit from which the light is yellow. */
const yellowFrom = 0.7;

/** The light after `used` working days of a limit. */
export const lightOf = (used: number, limit: number): CourseLight => {
  if (used > limit) {
    return 'red';
  }
  return used >= yellowFrom * limit ? 'yellow' : 'green';
};

/**
 * The limit that runs for an application with these steps; null when nothing is waited for, or nothing was promised.
 *
 * @param steps in their order
 * @param now milliseconds since the Unix epoch
 */
export const deadlineOf = (
  steps: readonly DatedStep[],
  calendar: WorkingCalendar,
  now: number,
): CourseDeadline | null => {
  const state = steps.at(-1)?.step;
  const clock = state && clocks[state];
  const begin = clock && steps.findLast(({ step }) => clock.begunBy.includes(step));
  const limit = clock?.limit === 'promised' ? begin?.limitWorkingDays : clock?.limit;
  if (!clock || !begin || !limit) {
    return null;
  }
  const begun = dayInChina(begin.happenedAt.getTime());
  const used = calendar.workingDaysBetween(begun, dayInChina(now));
  const dueOn = calendar.addWorkingDays(begun, limit);
  return {
    waitsFor: clock.waitsFor,
    limitWorkingDays: limit,
    usedWorkingDays: used,
    dueOn,
    isEstimate: !calendar.isAnnounced(begun) || !calendar.isAnnounced(dueOn),
    light: lightOf(used, limit),
  };
};
