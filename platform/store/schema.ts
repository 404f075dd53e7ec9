import type { ColumnType, Generated } from 'kysely';
import type { HealthReport } from '../contract/kiosks.ts';
import type { ApprovalTables } from './approval-tables.ts';
import type { EnterpriseTables } from './enterprise-tables.ts';
import type { FaceTables } from './face-tables.ts';
import type { AgencyTables } from './agency-tables.ts';
import type { AppointmentTables } from './appointment-tables.ts';
import type { CreditTables } from './credit-tables.ts';
import type { FeedTables } from './feed-tables.ts';
import type { KioskCareTables } from './kiosk-care-tables.ts';
import type { LibraryTables } from './library-tables.ts';
import type { ProofTables } from './proof-tables.ts';
import type { RegisterTables } from './register-tables.ts';
import type { SubmissionTables } from './submission-tables.ts';

/** Rows of the platform's store as Kysely sees them; the migrations make the tables. */
export interface PlatformSchema
  extends SubmissionTables,
    FeedTables,
    ProofTables,
    RegisterTables,
    LibraryTables,
    KioskCareTables,
    FaceTables,
    ApprovalTables,
    AgencyTables,
    AppointmentTables,
    CreditTables,
    EnterpriseTables {
  residents: {
    id_number: string;
    name: string;
    /** 男, 女, 未知 or 未说明. */
    sex: string;
  };
  properties: {
    /** Number of the property certificate 不动产权证号. */
    certificate_number: string;
    owner_id_number: string;
    location: string;
    /** Square metres; NUMERIC comes back as text. */
    area: string;
    use: string;
    share: string;
    registered_on: ColumnType<Date, string>;
  };
  provident_fund_accounts: {
    account: string;
    holder_id_number: string;
    employer: string;
    /** Yuan a month, NUMERIC as text; so is the balance. */
    base: string;
    personal_percent: number;
    employer_percent: number;
    balance: string;
    first_month: ColumnType<Date, string>;
    last_month: ColumnType<Date, string>;
    state: string;
    has_loan: boolean;
  };
  signing_keys: {
    key_id: string;
    /** `root`, `platform-answer`, `platform-sealing`, `city-app`, or the code of a department. */
    owner: string;
    /** JWK (RFC 7517); its private part `d` is absent where `encrypted_private` holds it. */
    jwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string; d?: string };
    /** See signing/key-encryption.ts. */
    encrypted_private: string | null;
    not_before: Date;
    not_after: Date;
    changed_at: Date;
  };
  stations: {
    station_code: string;
    created_at: Date;
  };
  kiosks: {
    kiosk_id: string;
    station_code: string;
    app_version: string;
    enrolled_at: Date;
    revoked_at: Date | null;
    revocation_reason: string | null;
  };
  kiosk_keys: {
    /** RFC 7638 thumbprint of the public key, whose coordinates are `x` and `y` (RFC 7518 §6.2.1). */
    key_id: string;
    kiosk_id: string;
    x: string;
    y: string;
    /** A `next` key becomes `active`, and the active one `retired`, with its first request. */
    state: 'next' | 'active' | 'retired';
    added_at: Date;
    retired_at: Date | null;
  };
  enrolment_codes: {
    /** SHA-256 of the code. */
    code_hash: Uint8Array;
    station_code: string;
    created_at: Date;
    expires_at: Date;
    /** Null, as are the kiosk and the key, until the code is used. */
    used_at: Date | null;
    kiosk_id: string | null;
    key_id: string | null;
  };
  enrolment_failures: {
    /** Network address that the request came from. */
    address: string;
    failed_at: Date;
  };
  identity_codes: {
    /** SHA-256 of the code's id. */
    code_hash: Uint8Array;
    key_id: string;
    expires_at: Date;
    /** Null, as are redemption and kiosk, until the code is taken. */
    redeemed_at: Date | null;
    redemption_id: string | null;
    kiosk_id: string | null;
  };
  request_nonces: {
    slot: number;
    key_id: string;
    nonce: string;
    /** Seconds since the Unix epoch. */
    created: number;
  };
  kiosk_health_reports: {
    kiosk_id: string;
    received_at: Date;
    report: HealthReport;
  };
  kiosk_audit_heads: {
    kiosk_id: string;
    sequence: number;
    hash: string;
    received_at: Date;
  };
  kiosk_alerts: {
    alert_id: Generated<number>;
    kiosk_id: string;
    kind: 'audit-sequence-went-back' | 'audit-history-differs';
    /** Of the first time. */
    detail: Record<string, number | string>;
    raised_at: Date;
    /** How often it was found while the alert was open, and when last. */
    times: Generated<number>;
    last_at: Date;
    settled_at: Date | null;
  };
  admin_audit: {
    entry_id: Generated<number>;
    acted_at: Date;
    actor: string;
    act: string;
    subject: string;
    detail: Record<string, string>;
  };
  certificates: {
    certificate_number: string;
    kind: string;
    department: string;
    holder_id_number: string;
    key_id: string;
    issued_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
    /** In the order in which revocations were published; null until then. */
    revocation_place: Generated<number | null>;
    /** The COSE_Sign1 as it was handed out. */
    signed: Uint8Array;
  };
  certificate_requests: {
    request_id: string;
    /** SHA-256 of the request, to tell a repetition from another request under the same id. */
    digest: Uint8Array;
    certificate_number: string;
    station_code: string;
    assurance_level: number;
    consented_at: Date;
    received_at: Date;
    /** The kiosk that asked; null for what was asked before it was written down. */
    kiosk_id: string | null;
  };
  certificate_signatures: {
    certificate_number: string;
    kiosk_id: string;
    /** SHA-256 of the document without its signature. */
    digest: Uint8Array;
    /** CMS in DER. */
    signature: Uint8Array;
    signed_at: Date;
  };
  root_certificates: {
    key_id: string;
    /** X.509 in DER. */
    certificate: Uint8Array;
  };
}
