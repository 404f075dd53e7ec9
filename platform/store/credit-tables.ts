import type { ColumnType } from 'kysely';
import type { LocalizedText } from '../contract/localized-text.ts';

/** A date: YYYY-MM-DD on the way in, midnight UTC on the way out. */
type DateColumn = ColumnType<Date, string>;

/** How people stand with courts and credit office (migrations/0049-credit.ts). */
export interface CreditTables {
  credit_listings: {
    id_number: string;
    case_number: string;
    authority: ColumnType<LocalizedText, string>;
    way_out: ColumnType<LocalizedText, string>;
    telephone: string;
    listed_on: DateColumn;
    lifted_on: ColumnType<Date | null, string | null>;
  };
  credit_honours: {
    id_number: string;
    since: DateColumn;
    /** The last day. */
    until: DateColumn;
  };
}
