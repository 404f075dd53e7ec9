import { sql } from 'kysely';
import { dayInChina } from '../china-day.ts';
import type { PolicyFacts } from '../contract/policies.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';

/** Full years between two days, YYYY-MM-DD. */
export const yearsBetween = (birth: string, day: string): number => {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
};

const monthsOf = (from: Date, until: Date): number =>
  (until.getUTCFullYear() - from.getUTCFullYear()) * 12 + until.getUTCMonth() - from.getUTCMonth() + 1;

const childRelations = ['子', '女'];
const parentRelations = ['户主', '配偶'];

type Database = PlatformDatabase | PlatformTransaction;

/** What the household register knows; nothing of who is not registered here. */
const householdFacts = async (database: Database, idNumber: string, day: string): Promise<PolicyFacts> => {
  const members = await database
    .selectFrom('household_members as own')
    .innerJoin('household_members as member', 'member.household_number', 'own.household_number')
    .select((eb) => [
      'member.id_number as idNumber',
      'member.relation as relation',
      sql<string>`to_char(${eb.ref('member.birth_date')}, 'YYYY-MM-DD')`.as('birthDate'),
    ])
    .where('own.id_number', '=', idNumber)
    .execute();
  const own = members.find((member) => member.idNumber === idNumber);
  if (own === undefined) return { isRegisteredHere: false };
  const ages = members
    .filter(({ relation }) => parentRelations.includes(own.relation) && childRelations.includes(relation))
    .map(({ birthDate }) => yearsBetween(birthDate, day));
  return {
    isRegisteredHere: true,
    age: yearsBetween(own.birthDate, day),
    householdSize: members.length,
    children: ages.filter((age) => age < 18).length,
    childrenUnder3: ages.filter((age) => age < 3).length,
  };
};

const insuranceFacts = async (database: Database, idNumber: string, day: string): Promise<PolicyFacts> => {
  const participant = await database
    .selectFrom('social_insurance_participants')
    .select('state')
    .where('holder_id_number', '=', idNumber)
    .executeTakeFirst();
  const periods = await database
    .selectFrom('social_insurance_periods')
    .select(['first_month', 'last_month'])
    .where('holder_id_number', '=', idNumber)
    .execute();
  const medical = await database
    .selectFrom('medical_insurance_years')
    .select(['scheme', 'year'])
    .where('holder_id_number', '=', idNumber)
    .where('year', '<=', Number(day.slice(0, 4)))
    .orderBy('year', 'desc')
    .executeTakeFirst();
  return {
    isEmployed: participant?.state === '参保缴费',
    isPensioner: participant?.state === '领取待遇',
    insuredMonths: periods.reduce((sum, period) => sum + monthsOf(period.first_month, period.last_month), 0),
    ...(medical === undefined ? {} : { medicalScheme: medical.scheme }),
  };
};

const otherFacts = async (database: Database, idNumber: string): Promise<PolicyFacts> => {
  const home = await database
    .selectFrom('properties')
    .select('certificate_number')
    .where('owner_id_number', '=', idNumber)
    .executeTakeFirst();
  const disability = await database
    .selectFrom('disability_records')
    .select('level')
    .where('holder_id_number', '=', idNumber)
    .executeTakeFirst();
  const study = await database
    .selectFrom('education_records')
    .select('record_number')
    .where('holder_id_number', '=', idNumber)
    .where('state', '=', '在读')
    .executeTakeFirst();
  const marriage = await database
    .selectFrom('marriage_registrations')
    .select('kind')
    .where((eb) => eb.or([eb('husband_id_number', '=', idNumber), eb('wife_id_number', '=', idNumber)]))
    .orderBy('registered_on', 'desc')
    .executeTakeFirst();
  const fund = await database
    .selectFrom('provident_fund_accounts')
    .select('state')
    .where('holder_id_number', '=', idNumber)
    .executeTakeFirst();
  return {
    ownsHome: home !== undefined,
    hasDisability: disability !== undefined,
    ...(disability === undefined ? {} : { disabilityLevel: disability.level }),
    isStudent: study !== undefined,
    isMarried: marriage?.kind === '结婚',
    paysProvidentFund: fund?.state === '正常缴存',
  };
};

/** What the departments know of a person at a time, as far as policies turn on it. */
export const factsOf = async (database: Database, idNumber: string, at: number): Promise<PolicyFacts> => {
  const day = dayInChina(at);
  return {
    ...(await householdFacts(database, idNumber, day)),
    ...(await insuranceFacts(database, idNumber, day)),
    ...(await otherFacts(database, idNumber)),
  };
};
