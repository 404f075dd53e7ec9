import type { PlatformDatabase } from '../../store/open-store.ts';
import { dayText } from '../register-dates.ts';

/** A registration as one of the two sees it. */
export interface MarriageRegistration {
  readonly registrationNumber: string;
  readonly kind: '结婚' | '离婚';
  /** YYYY-MM-DD. */
  readonly registeredOn: string;
  readonly office: string;
  readonly spouse: { readonly idNumber: string; readonly name: string };
}

/** Registrations of marriage and divorce of a person, oldest first: what 婚姻登记记录证明 states. */
export const marriagesOf = async (
  database: PlatformDatabase,
  idNumber: string,
): Promise<MarriageRegistration[]> => {
  const rows = await database
    .selectFrom('marriage_registrations')
    .selectAll()
    .where((eb) => eb.or([eb('husband_id_number', '=', idNumber), eb('wife_id_number', '=', idNumber)]))
    .orderBy('registered_on')
    .orderBy('registration_number')
    .execute();
  return rows.map((row) => ({
    registrationNumber: row.registration_number,
    kind: row.kind,
    registeredOn: dayText(row.registered_on),
    office: row.office,
    spouse:
      row.husband_id_number === idNumber
        ? { idNumber: row.wife_id_number, name: row.wife_name }
        : { idNumber: row.husband_id_number, name: row.husband_name },
  }));
};
