import type { ColumnType, Generated } from 'kysely';
import type { AgencyWay } from '../contract/agency-way.ts';
import type { Guide } from '../contract/guide.ts';
import type { AccessPurpose, HeldCertificateKind } from '../contract/library.ts';
import type { ImplementationList, ItemLayer, ItemLevel, ItemType } from '../library/implementation-list.ts';

/** Rows of the certificate library and of the service item library. */
export interface LibraryTables {
  certificates_held: {
    kind: HeldCertificateKind;
    certificate_number: string;
    holder_id_number: string;
    issuer: string;
    valid_from: ColumnType<Date, string>;
    /** The last day; null for good. */
    valid_until: ColumnType<Date | null, string | null>;
    /** What the issuer says; whether it has expired, the date tells. */
    state: 'valid' | 'cancelled' | 'reported-lost';
    /** What stands on it beside, e.g. the class of a driving licence. */
    facts: Record<string, string>;
  };
  certificate_accesses: {
    access_id: Generated<number>;
    holder_id_number: string;
    /** Who looked: a kiosk by its id and station, or a clerk of a department. */
    actor: string;
    /** Who stood at the kiosk for the holder, and by what; null where the holder did. */
    agent_id_number: string | null;
    agency_way: AgencyWay | null;
    purpose: AccessPurpose;
    /** Code of the service item for which it was looked; null where it was not for one. */
    item: string | null;
    consented_at: Date;
    accessed_at: Date;
    /** Kinds of the certificates that were shown. */
    kinds: string[];
  };
  service_items: {
    code: string;
    version: number;
    /** Null for a main item. */
    parent_code: string | null;
    layer: ItemLayer;
    /** Code of the implementing body. */
    department: string;
    level: ItemLevel;
    item_type: ItemType;
    /** Null where nothing is decided: a certificate that is issued at once. */
    promised_working_days: number | null;
    effective_from: ColumnType<Date, string>;
    is_current: boolean;
    elements: ImplementationList;
    /** What kiosks show; null for what no kiosk offers. */
    guide: Guide | null;
  };
}
