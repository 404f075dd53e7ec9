import { dayInChina } from '../china-day.ts';
import { deadlineStanding } from '../contract/course-light.ts';
import type { CourseDeadline, CourseState } from '../contract/course.ts';
import { clocks } from './course-machine.ts';
import type { WorkingCalendar } from '../contract/working-days.ts';

/** What a deadline needs of a step. */
export interface DatedStep {
  readonly step: CourseState;
  readonly happenedAt: Date;
  readonly limitWorkingDays: number | null;
}

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
  const begin =
    clock &&
    steps.findLast(
      ({ step }, index) =>
        clock.begunBy.includes(step) ||
        (clock.begunAfter !== undefined && steps[index - 1]?.step === clock.begunAfter),
    );
  const limit = clock?.limit === 'promised' ? begin?.limitWorkingDays : clock?.limit;
  if (!state || !clock || !begin || !limit) {
    return null;
  }
  const begun = dayInChina(begin.happenedAt.getTime());
  const today = dayInChina(now);
  const dueOn = calendar.addWorkingDays(begun, limit);
  return {
    waitsFor: clock.waitsFor,
    limitWorkingDays: limit,
    usedWorkingDays: calendar.workingDaysBetween(begun, today),
    dueOn,
    isEstimate: !calendar.isAnnounced(begun) || !calendar.isAnnounced(dueOn),
    light: deadlineStanding({ dueOn, limitWorkingDays: limit, state }, today, calendar).light,
  };
};
