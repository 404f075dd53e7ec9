import type { ColumnType } from 'kysely';

/** A date: YYYY-MM-DD on the way in, midnight UTC on the way out. */
type DateColumn = ColumnType<Date, string>;

/** The register of enterprises, and what was granted to them (migrations/0059-enterprises.ts). Null: not known. */
export interface EnterpriseTables {
  enterprises: {
    /** Unified social credit code 统一社会信用代码. */
    credit_code: string;
    name: string;
    kind: '公司' | '个人独资企业' | '个体工商户' | '农民专业合作社';
    state: '存续' | '注销' | '吊销';
    established_on: DateColumn;
    /** Section of GB/T 4754. */
    industry: string;
    /** In units of 10,000 yuan. */
    registered_capital: number | null;
    employees: number | null;
    /** How many of a hundred were let go in the year before. */
    staff_cut_percent: number | null;
    pays_unemployment_insurance: boolean | null;
    tax_credit_rating: 'A' | 'B' | 'M' | 'C' | 'D' | null;
    is_small: boolean | null;
    is_high_tech: boolean;
  };
  /** Legal representatives 法定代表人, and 经营者 of sole traders. */
  enterprise_representatives: {
    credit_code: string;
    id_number: string;
    since: DateColumn;
    /** The last day; null while it lasts. */
    until: ColumnType<Date | null, string | null>;
  };
  enterprise_policy_grants: {
    credit_code: string;
    policy: string;
    period: string;
    confirmed_by_id_number: string;
    receipt_number: string;
    granted_at: Date;
  };
}
