import { type Kysely, sql } from 'kysely';

/** Stations, their kiosks, the kiosks' public keys, and the one-time codes by which a kiosk becomes known. */
export const kiosks = {
  async up(database: Kysely<unknown>): Promise<void> {
    await sql`
      CREATE TABLE stations (
        station_code text PRIMARY KEY,
        created_at timestamptz NOT NULL
      )`.execute(database);
    await sql`
      CREATE TABLE kiosks (
        kiosk_id text PRIMARY KEY,
        station_code text NOT NULL REFERENCES stations (station_code),
        app_version text NOT NULL,
        enrolled_at timestamptz NOT NULL,
        revoked_at timestamptz,
        revocation_reason text,
        CHECK ((revoked_at IS NULL) = (revocation_reason IS NULL))
      )`.execute(database);
    await sql`
      CREATE TABLE kiosk_keys (
        key_id text PRIMARY KEY,
        kiosk_id text NOT NULL REFERENCES kiosks (kiosk_id),
        x text NOT NULL,
        y text NOT NULL,
        state text NOT NULL CHECK (state IN ('next', 'active', 'retired')),
        added_at timestamptz NOT NULL,
        retired_at timestamptz,
        CHECK ((state = 'retired') = (retired_at IS NOT NULL))
      )`.execute(database);
    await sql`CREATE UNIQUE INDEX kiosk_keys_active ON kiosk_keys (kiosk_id) WHERE state = 'active'`.execute(
      database,
    );
    await sql`CREATE UNIQUE INDEX kiosk_keys_next ON kiosk_keys (kiosk_id) WHERE state = 'next'`.execute(
      database,
    );
    await sql`
      CREATE TABLE enrolment_codes (
        code_hash bytea PRIMARY KEY CHECK (octet_length(code_hash) = 32),
        station_code text NOT NULL REFERENCES stations (station_code),
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
        used_at timestamptz,
        kiosk_id text REFERENCES kiosks (kiosk_id),
        key_id text REFERENCES kiosk_keys (key_id),
        CHECK ((used_at IS NULL) = (kiosk_id IS NULL)),
        CHECK ((used_at IS NULL) = (key_id IS NULL))
      )`.execute(database);
    await sql`
      CREATE TABLE enrolment_failures (
        address text NOT NULL,
        failed_at timestamptz NOT NULL
      )`.execute(database);
    await sql`CREATE INDEX enrolment_failures_by_address ON enrolment_failures (address, failed_at)`.execute(
      database,
    );
  },
};
