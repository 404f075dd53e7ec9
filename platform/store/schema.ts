import type { ColumnType } from 'kysely';

/** Rows of the platform's store as Kysely sees them; the migrations make the tables. */
export interface PlatformSchema {
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
    /** `root`, or the code of a department. */
    owner: string;
    /** Public and private part, JWK (RFC 7517). */
    jwk: { kty: 'EC'; crv: 'P-256'; x: string; y: string; d: string };
    not_before: Date;
    not_after: Date;
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
  };
}
