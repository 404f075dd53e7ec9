import { sql } from 'kysely';
import { dayInChina } from '../china-day.ts';
import type { CoursePromise, CourseState } from '../contract/course.ts';
import { deadlineStanding } from '../contract/course-light.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { CourseContext } from './advance.ts';
import { unopened } from './unopened-replies.ts';

/** A material that was promised, as the platform knows it. */
export interface KnownPromise extends CoursePromise {
  /** It has come and waits to be opened. */
  readonly isComing: boolean;
}

/** What is owed counts as in time like anything else: only what a department asks anew is never green. */
const plainState: CourseState = 'received';

/** Courses that are over without a result: nothing is owed to them any more. */
export const endedStates: readonly CourseState[] = ['not-accepted', 'withdrawn', 'timed-out', 'unreadable'];

/**
 * Which of these have something that waits to be opened, for themselves or for another part of their package: receipt number
 * and material.
 */
const comingTo = async (
  database: PlatformDatabase,
  receiptNumbers: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ receipt_number: string; material: string }>`
    SELECT receipt_number, material FROM application_supplements
    WHERE receipt_number = ANY(${receiptNumbers}::text[]) AND state = ANY(${unopened}::text[])
    UNION
    SELECT part.receipt_number, s.material FROM package_parts part
      JOIN application_contents mine ON mine.receipt_number = part.receipt_number
      JOIN package_parts other ON other.package_number = part.package_number
      JOIN application_contents theirs ON theirs.receipt_number = other.receipt_number
        AND theirs.applicant_id_number = mine.applicant_id_number
      JOIN application_supplements s ON s.receipt_number = other.receipt_number
    WHERE part.receipt_number = ANY(${receiptNumbers}::text[])
      AND s.state = ANY(${unopened}::text[])`.execute(database);
  return new Set(rows.map(({ receipt_number, material }) => `${receipt_number} ${material}`));
};

/**
 * What was promised with applications that have been opened, kept or still owed, by receipt number.
 *
 * @param now milliseconds since the Unix epoch
 */
export const promisesOf = async (
  { database, calendar }: Pick<CourseContext, 'database' | 'calendar'>,
  receiptNumbers: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, readonly KnownPromise[]>> => {
  if (receiptNumbers.length === 0) {
    return new Map();
  }
  const rows = await database
    .selectFrom('application_promises')
    .select(['receipt_number', 'material', 'working_days', 'due_on', 'handed_in_at'])
    .where('receipt_number', 'in', receiptNumbers)
    .orderBy('receipt_number')
    .orderBy('material')
    .execute();
  const coming = rows.length === 0 ? new Set<string>() : await comingTo(database, receiptNumbers);
  const promises = rows.map((row) => {
    const { receipt_number: receiptNumber, material, due_on: dueOn, working_days: limitWorkingDays } = row;
    const handedInAt = row.handed_in_at?.getTime() ?? null;
    const day = dayInChina(handedInAt ?? now);
    const { light } = deadlineStanding({ dueOn, limitWorkingDays, state: plainState }, day, calendar);
    return {
      receiptNumber,
      promise: {
        material,
        limitWorkingDays,
        dueOn,
        handedInAt,
        light,
        isComing: handedInAt === null && coming.has(`${receiptNumber} ${material}`),
      },
    };
  });
  return new Map(
    [...Map.groupBy(promises, ({ receiptNumber }) => receiptNumber)].map(([receiptNumber, list]) => [
      receiptNumber,
      list.map(({ promise }) => promise),
    ]),
  );
};
