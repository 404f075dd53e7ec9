import type { PlatformClock } from '../clock.ts';
import { dayInChina } from '../china-day.ts';
import type { CourseDeadline, CourseState } from '../contract/course.ts';
import { type CourseItem, courseItem } from '../library/course-item.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { actorText, type CourseActor } from './course-actor.ts';
import { deadlineOf } from './course-deadline.ts';
import { type CourseMove, transitions } from './course-machine.ts';
import { type LockedApplication, lockApplication, type StepRow, stepsOf, writeStep } from './course-rows.ts';
import { releaseWaiting } from './release-waiting.ts';
import type { WorkingCalendar } from '../contract/working-days.ts';

/** What the course of applications needs of the platform. */
export interface CourseContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly calendar: WorkingCalendar;
}

/**
 * - `not-from-here`: the step does not follow from the state in which the application is
 * - `not-their-step`: another role takes it, or another department or kiosk has the application
 * - `not-overdue`: the applicant's time is not over, or an answer given in time may still be under way
 * - `changed-meanwhile`: a step was taken since the one that the actor saw last
 */
export type AdvanceRefusal =
  | 'unknown-application'
  | 'unknown-item'
  | 'changed-meanwhile'
  | 'not-from-here'
  | 'not-their-step'
  | 'not-overdue';

export type AdvanceOutcome =
  | { readonly outcome: 'advanced'; readonly state: CourseState; readonly position: number }
  | { readonly outcome: 'refused'; readonly reason: AdvanceRefusal };

/** A step that somebody wants to take. */
export interface Advance {
  readonly receiptNumber: string;
  readonly move: CourseMove;
  readonly actor: CourseActor;
  /** Position of the last step that the actor has seen; without it whatever stands there now counts. */
  readonly seenPosition?: number | undefined;
}

const isTheirs = (actor: CourseActor, application: LockedApplication, item: CourseItem): boolean => {
  switch (actor.role) {
    case 'platform':
      return true;
    case 'department':
      return actor.department === item.department;
    case 'applicant':
      return actor.kioskId === application.kioskId;
  }
};

/** An answer may have been given in time at a kiosk without a line: so long it may be under way after the last day. */
export const deliveryWorkingDays = 5;

/** Nobody loses an application to an estimate: where holidays are not announced, the last day may still move. */
const isOver = (deadline: CourseDeadline | null, calendar: WorkingCalendar, now: number): boolean =>
  deadline !== null &&
  !deadline.isEstimate &&
  calendar.workingDaysBetween(deadline.dueOn, dayInChina(now)) > deliveryWorkingDays;

/** Why the step cannot be taken; undefined when it can. */
const refusalOf = (
  { move, actor, seenPosition }: Advance,
  application: LockedApplication,
  item: CourseItem,
  {
    steps,
    calendar,
    now,
  }: { readonly steps: readonly StepRow[]; readonly calendar: WorkingCalendar; readonly now: number },
): AdvanceRefusal | undefined => {
  if (seenPosition !== undefined && seenPosition !== steps.at(-1)?.position) {
    return 'changed-meanwhile';
  }
  const { from, by } = transitions[move.step];
  if (!from.includes(application.state)) {
    return 'not-from-here';
  }
  if (actor.role !== by || !isTheirs(actor, application, item)) {
    return 'not-their-step';
  }
  return move.step === 'timed-out' && !isOver(deadlineOf(steps, calendar, now), calendar, now)
    ? 'not-overdue'
    : undefined;
};

const advanceLocked = async (
  transaction: PlatformTransaction,
  { clock, calendar }: Omit<CourseContext, 'database'>,
  advance: Advance,
): Promise<AdvanceOutcome> => {
  const { receiptNumber, move, actor } = advance;
  const application = await lockApplication(transaction, receiptNumber);
  if (application === undefined) {
    return { outcome: 'refused', reason: 'unknown-application' };
  }
  const item = await courseItem(transaction, application.item);
  if (item === undefined) {
    return { outcome: 'refused', reason: 'unknown-item' };
  }
  const steps = await stepsOf(transaction, receiptNumber);
  const now = clock.now();
  const reason = refusalOf(advance, application, item, { steps, calendar, now });
  if (reason !== undefined) {
    return { outcome: 'refused', reason };
  }
  const { step, ...detail } = move;
  const position = (steps.at(-1)?.position ?? 0) + 1;
  await writeStep(transaction, receiptNumber, {
    position,
    step,
    actor: actorText(actor),
    happenedAt: new Date(now),
    limitWorkingDays: step === 'accepted' ? item.promisedWorkingDays : null,
    detail,
  });
  return { outcome: 'advanced', state: step, position };
};

/**
 * Takes a step in the course of an application, in one transaction: state and step change together or not at all. Any
 * number of instances may do it; steps of one application are taken one after the other.
 */
export const advance = async (
  { database, ...context }: CourseContext,
  step: Advance,
): Promise<AdvanceOutcome> => {
  const outcome = await database
    .transaction()
    .execute((transaction) => advanceLocked(transaction, context, step));
  if (outcome.outcome === 'advanced') {
    // What is missed here, as when this instance dies, is found by the next round of housekeeping.
    await releaseWaiting({ database, clock: context.clock }, step.receiptNumber);
  }
  return outcome;
};
