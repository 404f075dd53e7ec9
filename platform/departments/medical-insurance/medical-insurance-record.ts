import type { PlatformDatabase } from '../../store/open-store.ts';

/** A year of medical insurance; amounts in yuan, two decimals. */
export interface MedicalInsuranceYear {
  readonly year: number;
  readonly scheme: '职工基本医疗保险' | '城乡居民基本医疗保险';
  readonly region: string;
  readonly months: number;
  readonly personalAmount: string;
  readonly employerAmount: string;
  readonly subsidy: string;
}

/** Years of medical insurance, the latest first: what 医保缴费证明 states. None for who never took part. */
export const medicalInsuranceOf = (
  database: PlatformDatabase,
  idNumber: string,
): Promise<MedicalInsuranceYear[]> =>
  database
    .selectFrom('medical_insurance_years')
    .select([
      'year',
      'scheme',
      'region',
      'months',
      'personal_amount as personalAmount',
      'employer_amount as employerAmount',
      'subsidy',
    ])
    .where('holder_id_number', '=', idNumber)
    .orderBy('year', 'desc')
    .execute();
