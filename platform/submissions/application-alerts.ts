import type { PlatformDatabase } from '../store/open-store.ts';

/** An application that somebody at the centre has to look at. Times are milliseconds since the Unix epoch. */
export interface ApplicationAlert {
  readonly receiptNumber: string;
  readonly reason: string;
  readonly raisedAt: number;
  /** Null while it is open. */
  readonly settledAt: number | null;
}

/** Alerts about applications, newest first. */
export const listApplicationAlerts = async (
  database: PlatformDatabase,
  limit: number,
): Promise<ApplicationAlert[]> => {
  const rows = await database
    .selectFrom('application_alerts')
    .selectAll()
    .orderBy('raised_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    receiptNumber: row.receipt_number,
    reason: row.reason,
    raisedAt: row.raised_at.getTime(),
    settledAt: row.settled_at?.getTime() ?? null,
  }));
};

/** Lets an application that was tried too often wait to be opened again, and settles its alert; false when it is none. */
export const reopenApplication = (
  database: PlatformDatabase,
  receiptNumber: string,
  now: number,
): Promise<boolean> =>
  database.transaction().execute(async (transaction) => {
    const reopened = await transaction
      .updateTable('applications')
      .set({ state: 'received', changed_at: new Date(now) })
      .where('receipt_number', '=', receiptNumber)
      .where('state', '=', 'not-opened')
      .returning('receipt_number')
      .executeTakeFirst();
    if (reopened === undefined) {
      return false;
    }
    await transaction
      .updateTable('application_alerts')
      .set({ settled_at: new Date(now) })
      .where('receipt_number', '=', receiptNumber)
      .execute();
    return true;
  });
