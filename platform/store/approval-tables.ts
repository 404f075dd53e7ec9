import type { ColumnType } from 'kysely';
import type { LocalizedText } from '../contract/catalogue.ts';

/** Rows of requests for certificates that a clerk looks at first. */
export interface ApprovalTables {
  certificate_approvals: {
    request_number: string;
    kind: string;
    purpose: string;
    holder_id_number: string;
    station_code: string;
    kiosk_id: string;
    assurance_level: number;
    requested_at: Date;
    limit_working_days: number;
    due_on: ColumnType<Date, string, never>;
    state: 'pending' | 'approved' | 'refused' | 'issued';
    /** Null while it is pending, as is the day on which the decision ends. */
    decided_at: Date | null;
    ends_on: ColumnType<Date | null, string | null, string>;
    /** Why it was refused. */
    reason: ColumnType<LocalizedText | null, string | null, string | null>;
    /** The certificate that has used the approval up. */
    certificate_number: string | null;
  };
}
