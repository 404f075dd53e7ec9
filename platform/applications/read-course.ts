import type { ApplicationCourse } from '../contract/course.ts';
import type { CourseContext } from './advance.ts';
import { roleOf } from './course-actor.ts';
import { deadlineOf } from './course-deadline.ts';
import { stepsOf } from './course-rows.ts';
import { promisesOf } from './promises.ts';
import { packageOf } from './package-parts.ts';

/** The course of an application that this kiosk filed; undefined when there is none. */
export const courseFor = async (
  { database, clock, calendar }: CourseContext,
  { kioskId, receiptNumber }: { readonly kioskId: string; readonly receiptNumber: string },
): Promise<ApplicationCourse | undefined> => {
  const application = await database
    .selectFrom('applications')
    .select('item')
    .where('receipt_number', '=', receiptNumber)
    .where('kiosk_id', '=', kioskId)
    .executeTakeFirst();
  const steps = application ? await stepsOf(database, receiptNumber) : [];
  const last = steps.at(-1);
  if (application === undefined || last === undefined) {
    return undefined;
  }
  return {
    receiptNumber,
    item: application.item,
    // Of the steps, not of the application's row: one may have been taken since that was read.
    state: last.step,
    steps: steps.map(({ step, actor, happenedAt, detail }) => ({
      step,
      by: roleOf(actor),
      takenAt: happenedAt.getTime(),
      detail: detail ?? {},
    })),
    deadline: deadlineOf(steps, calendar, clock.now()),
    promises:
      (await promisesOf({ database, calendar }, [receiptNumber], clock.now()))
        .get(receiptNumber)
        ?.map(({ isComing: _coming, ...promise }) => promise) ?? [],
    package: await packageOf(database, receiptNumber),
  };
};
