import type { ColumnType, Generated } from 'kysely';
import type { AgencyService } from '../contract/agency-service.ts';
import type { AgencyWay } from '../contract/agency-way.ts';

/** A date: YYYY-MM-DD on the way in, midnight UTC on the way out. */
type DateColumn = ColumnType<Date, string>;

/** What agents do: what comes of it, or a look at what the principal has. */
export type AgencyActKind =
  | 'certificate'
  | 'approval-request'
  | 'application'
  | 'policy-match'
  | 'correction'
  | 'supplement'
  | 'booking'
  | 'cancellation'
  | 'handover'
  | 'credit-check'
  | AgencyService;

/** Rows of helping another 代办, and of what is granted without being applied for 免申即享. */
export interface AgencyTables {
  agent_authorisations: {
    authorisation_id: string;
    principal_id_number: string;
    agent_id_number: string;
    /** Null: everything that admits agents. */
    items: string[] | null;
    services: AgencyService[];
    valid_from: DateColumn;
    /** The last day. */
    valid_until: DateColumn;
    withdrawn_at: Date | null;
  };
  /** Who is not simply an adult, or a child with parents; everybody else has no row. */
  civil_capacities: {
    id_number: string;
    state: 'deceased' | 'under-guardianship';
    since: DateColumn;
  };
  policy_grants: {
    holder_id_number: string;
    policy: string;
    period: string;
    receipt_number: string;
    granted_at: Date;
  };
  disability_records: {
    holder_id_number: string;
    category: string;
    level: '一级' | '二级' | '三级' | '四级';
  };
  agency_records: {
    record_id: Generated<number>;
    agent_id_number: string;
    principal_id_number: string;
    way: AgencyWay;
    authorisation_id: string | null;
    act: AgencyActKind;
    /** Number of the certificate, request, receipt, proof or appointment; a time for what was only looked at. */
    subject: string;
    acted_at: Date;
  };
}
