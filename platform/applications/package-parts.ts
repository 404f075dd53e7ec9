import type { ApplicationCourse } from '../contract/course.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** The package with which an application was handed in, and how far what it depends on has got; null where there is none. */
export const packageOf = async (
  database: PlatformDatabase,
  receiptNumber: string,
): Promise<ApplicationCourse['package']> => {
  const part = await database
    .selectFrom('package_parts')
    .select(['package_code', 'package_number', 'depends_on'])
    .where('receipt_number', '=', receiptNumber)
    .executeTakeFirst();
  if (part === undefined) {
    return null;
  }
  const states = new Map<string, ApplicationCourse['state']>();
  if (part.depends_on.length > 0) {
    const rows = await database
      .selectFrom('applications')
      .select(['receipt_number', 'state'])
      .where('receipt_number', 'in', part.depends_on)
      .execute();
    for (const { receipt_number, state } of rows) {
      states.set(receipt_number, state === 'not-opened' ? 'received' : state);
    }
  }
  return {
    code: part.package_code,
    number: part.package_number,
    dependsOn: part.depends_on.flatMap((number) => {
      const state = states.get(number);
      return state === undefined ? [] : [{ receiptNumber: number, state }];
    }),
  };
};

/** Receipt numbers of what came with the package of this number; none where it is no package's. */
export const partsOf = async (
  database: PlatformDatabase,
  packageNumber: string,
): Promise<readonly string[]> => {
  const rows = await database
    .selectFrom('package_parts')
    .select('receipt_number')
    .where('package_number', '=', packageNumber)
    .execute();
  return rows.map(({ receipt_number }) => receipt_number);
};
