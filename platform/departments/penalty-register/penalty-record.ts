import { sql } from 'kysely';
import type { PlatformDatabase } from '../../store/open-store.ts';
import { dayText } from '../register-dates.ts';

export interface AdministrativePenalty {
  readonly decisionNumber: string;
  readonly authority: string;
  /** YYYY-MM-DD. */
  readonly decidedOn: string;
  readonly conduct: string;
  readonly legalBasis: string;
  readonly penalty: string;
  /** Yuan, two decimals. */
  readonly fine: string;
}

/**
 * Administrative penalties of a person in a period, oldest first; none is what 无行政处罚证明 states.
 *
 * @param period first and last day, YYYY-MM-DD, both included
 */
export const penaltiesOf = async (
  database: PlatformDatabase,
  idNumber: string,
  period: { readonly from: string; readonly until: string },
): Promise<AdministrativePenalty[]> => {
  const rows = await database
    .selectFrom('administrative_penalties')
    .selectAll()
    .where('subject_id_number', '=', idNumber)
    .where(sql<boolean>`decided_on BETWEEN ${period.from}::date AND ${period.until}::date`)
    .orderBy('decided_on')
    .orderBy('decision_number')
    .execute();
  return rows.map((row) => ({
    decisionNumber: row.decision_number,
    authority: row.authority,
    decidedOn: dayText(row.decided_on),
    conduct: row.conduct,
    legalBasis: row.legal_basis,
    penalty: row.penalty,
    fine: row.fine,
  }));
};
