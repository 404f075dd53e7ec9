import type { PlatformDatabase } from '../../store/open-store.ts';
import { dayText } from '../register-dates.ts';

export interface EducationRecord {
  readonly recordNumber: string;
  readonly school: string;
  readonly level: string;
  /** Null below university. */
  readonly major: string | null;
  /** YYYY-MM-DD; the end is the expected one for who is still at the school. */
  readonly from: string;
  readonly until: string;
  readonly state: '在读' | '毕业' | '结业';
}

/** Schools of a person, oldest first: what 学历/学籍证明 states. */
export const educationOf = async (
  database: PlatformDatabase,
  idNumber: string,
): Promise<EducationRecord[]> => {
  const rows = await database
    .selectFrom('education_records')
    .selectAll()
    .where('holder_id_number', '=', idNumber)
    .orderBy('from_date')
    .execute();
  return rows.map((row) => ({
    recordNumber: row.record_number,
    school: row.school,
    level: row.level,
    major: row.major,
    from: dayText(row.from_date),
    until: dayText(row.until_date),
    state: row.state,
  }));
};
