import type { ColumnType } from 'kysely';

/** A date: YYYY-MM-DD on the way in, midnight UTC on the way out. */
type DateColumn = ColumnType<Date, string>;
type OptionalDateColumn = ColumnType<Date | null, string | null>;

/** Rows of the departments' registers. NUMERIC comes back as text; all amounts are yuan. */
export interface RegisterTables {
  social_insurance_participants: {
    holder_id_number: string;
    personal_number: string;
    state: '参保缴费' | '暂停缴费' | '领取待遇';
    pension_since: OptionalDateColumn;
    /** A month. */
    pension_amount: string | null;
  };
  social_insurance_periods: {
    holder_id_number: string;
    /** First of the month, as is `last_month`. */
    first_month: DateColumn;
    last_month: DateColumn;
    employer: string;
    /** 企业职工基本养老保险, 失业保险, 工伤保险, 城乡居民基本养老保险. */
    kinds: string[];
    /** A month. */
    base: string;
  };
  medical_insurance_years: {
    holder_id_number: string;
    year: number;
    scheme: '职工基本医疗保险' | '城乡居民基本医疗保险';
    region: string;
    months: number;
    personal_amount: string;
    employer_amount: string;
    /** Of the state, to residents. */
    subsidy: string;
  };
  households: {
    household_number: string;
    kind: '家庭户' | '集体户';
    address: string;
    police_station: string;
  };
  household_members: {
    id_number: string;
    household_number: string;
    /** Counts from 1, the head. */
    position: number;
    name: string;
    sex: string;
    /** To the head (GB/T 4761). */
    relation: string;
    /** GB/T 3304. */
    nation_code: string;
    birth_date: DateColumn;
    moved_in_on: DateColumn;
    /** Null for who was registered here at birth. */
    moved_from: string | null;
  };
  marriage_registrations: {
    registration_number: string;
    kind: '结婚' | '离婚';
    husband_id_number: string;
    husband_name: string;
    wife_id_number: string;
    wife_name: string;
    registered_on: DateColumn;
    office: string;
  };
  administrative_penalties: {
    decision_number: string;
    subject_id_number: string;
    authority: string;
    decided_on: DateColumn;
    conduct: string;
    legal_basis: string;
    penalty: string;
    fine: string;
  };
  education_records: {
    record_number: string;
    holder_id_number: string;
    school: string;
    level: string;
    major: string | null;
    from_date: DateColumn;
    until_date: DateColumn;
    state: '在读' | '毕业' | '结业';
  };
  blood_donations: {
    donation_number: string;
    donor_id_number: string;
    blood_group: 'A' | 'B' | 'O' | 'AB';
    rhesus: '阳性' | '阴性';
    donated_on: DateColumn;
    kind: '全血' | '血小板';
    /** Millilitres of whole blood, or therapeutic units of platelets. */
    amount: number;
    place: string;
  };
  /** What of the synthetic data is in the store. */
  seeded_data: {
    name: string;
    /** How much of it, or which version. */
    content: string;
  };
}
