import type { PlatformDatabase } from '../store/open-store.ts';

/** Whom a request is about: what a clerk looks up in the department's register. */
export interface ApprovalSubject {
  readonly name: string;
  readonly idNumber: string;
}

/** The person of a request; undefined when there is no such one. */
export const approvalSubject = async (
  database: PlatformDatabase,
  requestNumber: string,
): Promise<ApprovalSubject | undefined> => {
  const row = await database
    .selectFrom('certificate_approvals')
    .innerJoin('residents', 'residents.id_number', 'certificate_approvals.holder_id_number')
    .select(['residents.name', 'residents.id_number'])
    .where('request_number', '=', requestNumber)
    .executeTakeFirst();
  return row && { name: row.name, idNumber: row.id_number };
};
