import type { Resident, Statements } from '../../../platform/departments/certificate-issuer.ts';
import type { CertificateIssuer } from '../../../platform/departments/certificate-issuer.ts';
import { certificateIssuers } from '../../../platform/departments/all.ts';
import { openStore, type PlatformDatabase } from '../../../platform/store/open-store.ts';
import { fillTestStore } from '../../helpers/platform-services.ts';
import { testNow } from '../../helpers/platform.ts';

/** Somebody of whom no register has anything but what a test writes. */
export const person: Resident = { idNumber: '430199198203040015', name: '欧阳清和', sex: '男' };
export const spouse: Resident = { idNumber: '430199198405060028', name: '林晓岚', sex: '女' };

/** The departments with their registers, in a store of their own. */
export interface DepartmentWorld {
  readonly database: PlatformDatabase;
  ask(kind: string, resident: Resident, now?: number): ReturnType<CertificateIssuer['state']>;
  /** What a department states of somebody whom it knows. */
  statementsOf(kind: string, resident: Resident, now?: number): Promise<Statements>;
  /** Takes back what a test wrote of the person. */
  forgetPerson(): Promise<void>;
  close(): Promise<void>;
}

const forgetPerson = async (database: PlatformDatabase): Promise<void> => {
  const { idNumber } = person;
  await database.deleteFrom('social_insurance_periods').where('holder_id_number', '=', idNumber).execute();
  await database
    .deleteFrom('social_insurance_participants')
    .where('holder_id_number', '=', idNumber)
    .execute();
  await database.deleteFrom('medical_insurance_years').where('holder_id_number', '=', idNumber).execute();
  await database.deleteFrom('household_members').where('household_number', '=', 'H1').execute();
  await database.deleteFrom('households').where('household_number', '=', 'H1').execute();
  await database.deleteFrom('marriage_registrations').where('husband_id_number', '=', idNumber).execute();
  await database.deleteFrom('administrative_penalties').where('subject_id_number', '=', idNumber).execute();
  await database.deleteFrom('education_records').where('holder_id_number', '=', idNumber).execute();
  await database.deleteFrom('blood_donations').where('donor_id_number', '=', idNumber).execute();
};

/** Opens the departments of a city of so many people. */
export const openDepartments = async (populationSize = 0): Promise<DepartmentWorld> => {
  const store = await openStore('memory');
  const { database } = store;
  await fillTestStore(database, { populationSize });
  const ask: DepartmentWorld['ask'] = async (kind, resident, now = testNow) => {
    const issuer = certificateIssuers.find((each) => each.kind === kind);
    if (issuer === undefined) {
      throw new Error(`Nobody issues ${kind}`);
    }
    return issuer.state(database, resident, now);
  };
  return {
    database,
    ask,
    async statementsOf(kind, resident, now) {
      const statements = await ask(kind, resident, now);
      if (typeof statements === 'string') {
        throw new Error(`${kind} does not know the person`);
      }
      return statements;
    },
    forgetPerson: () => forgetPerson(database),
    close: () => store.close(),
  };
};
