import { publishedPolicy } from '../policies/published-policies.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** What the course of an application follows from its item. */
export interface CourseItem {
  /** Code of the department that decides. */
  readonly department: string;
  /** Null where nothing was promised. */
  readonly promisedWorkingDays: number | null;
}

/** The current version of an item in the service item library, or a policy; undefined for one that is not there. */
export const courseItem = async (
  database: PlatformDatabase | PlatformTransaction,
  code: string,
): Promise<CourseItem | undefined> => {
  const row = await database
    .selectFrom('service_items')
    .select(['department', 'promised_working_days'])
    .where('code', '=', code)
    .where('is_current', '=', true)
    .executeTakeFirst();
  if (row !== undefined) {
    return { department: row.department, promisedWorkingDays: row.promised_working_days };
  }
  const policy = await publishedPolicy(database, code);
  return (
    policy && {
      department: policy.department.code,
      promisedWorkingDays: policy.grant?.promisedWorkingDays ?? null,
    }
  );
};
