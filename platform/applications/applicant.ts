import type { PlatformDatabase } from '../store/open-store.ts';

/** Who filed an application; undefined while it is sealed, or where there is none with this number. */
export const applicantOf = async (
  database: PlatformDatabase,
  receiptNumber: string,
): Promise<{ readonly name: string; readonly idNumber: string } | undefined> => {
  const row = await database
    .selectFrom('application_contents')
    .select('content')
    .where('receipt_number', '=', receiptNumber)
    .executeTakeFirst();
  return row && { name: row.content.applicant.name, idNumber: row.content.applicant.idNumber };
};
