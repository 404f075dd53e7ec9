import BetterSqlite3 from 'better-sqlite3';
import { genesisHash, hashOfEntry } from '../../../../db/audit-chain.ts';
import { migrations } from '../../../../db/migrations/all.ts';
import {
  digestOf,
  hashOf,
  idOf,
  pseudonymOf,
  receiptNumberOf,
  residentIdNumber,
} from '../../../helpers/database.ts';

const holder = pseudonymOf(residentIdNumber);

const entry = {
  sequence: 1,
  time: 17,
  actorKind: 'kiosk',
  actorPseudonym: null,
  action: 'kiosk.started',
  subject: null,
  reason: null,
  details: '{}',
  previousHash: genesisHash,
};
const entryHash = hashOfEntry(entry);
const entryValues = `1, 17, 'kiosk', NULL, 'kiosk.started', NULL, NULL, '{}', '${genesisHash}', '${entryHash}'`;

/**
 * For each migration: its tables, each with the values of a row as the kiosk of that version wrote it; null where the
 * migration itself writes the row.
 */
export const rowsOfMigrations: readonly Readonly<Record<string, string | null>>[] = [
  { visit: `'${idOf(1)}', 10, NULL, 11, 'id-card', 2, '${holder}', NULL, 'zh-CN', 1` },
  {
    certificate_issue: `'${idOf(2)}', '${idOf(1)}', 'housing-status', 'school-entry', '${holder}', 'issued', NULL, 12,
      13, 'HS-2026-000001', '${hashOf('message')}'`,
  },
  {
    print_job: `'${idOf(3)}', '${idOf(1)}', 'HS-2026-000001', 1, 2, 'sent', 'ipp://printer/', 'ipp://printer/7', 7,
      NULL, NULL, 14, 15, NULL`,
  },
  { rating: `'${idOf(2)}', '${idOf(1)}', 'housing-status', 5, 16` },
  { audit_entry: entryValues },
  { kept_document: `'catalogue', '{}', 18` },
  {
    application: `'${idOf(5)}', '${receiptNumberOf(5)}', '${idOf(1)}', 'elderly-allowance', 3, '${holder}', 'filed',
      19, NULL`,
    outbox: `1, '${idOf(5)}', 'application', '${idOf(5)}', 0, 'pending', NULL, 1, 1, 2, 30, 19, NULL`,
    outbox_body: `1, '{"kind":"application"}'`,
    outbox_counter: null,
    sealed_material: `1, '${idOf(6)}', 1`,
    sealed_chunk: `1, 0, 0, '${digestOf('eyJ')}', 'eyJ..'`,
  },
  {
    feed_document: `'guide', 'moving-house', 4, 20, 'eyJ..'`,
    staged_feed_document: `'guide', 'moving-house', 5, 1, 'eyJ..'`,
    sync_state: `'feed-cursor', '"c1"', 21`,
  },
  { audit_anchor: `'reported', 1, '${entryHash}'` },
  {
    recovery: `1, 22, 'kiosk.db.damaged-1', '{}', NULL`,
    unlinked_audit_entry: `1, ${entryValues}`,
  },
  {
    staff_member: `'${holder}', 'W-001', 'staff', '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA', 22, NULL, 0, NULL`,
  },
  { used_identity_code: `'${hashOf('code')}', 23` },
  { shared_print_job: `'${idOf(3)}', '${idOf(3)}', 0` },
  { station_state: `'closing', 'null', 24` },
  { remote_command: `1, 'message', '{}', 25, 'done', NULL, 24, 0` },
  { device_test: `'${idOf(8)}', 'printer', 'test-page', 'passed', '', 26, '${holder}'` },
  { collectable_certificate: `'HS-2026-000001', 'PD-0123456789abcdef', NULL` },
  {
    reply: `'${idOf(9)}', 'correction', '${receiptNumberOf(5)}', 3, 'filed', 27, NULL`,
    known_course: `'${receiptNumberOf(5)}', '{}', 28`,
  },
  { policy_confirmation: `'${holder}', 'senior-health-check', '2026', '${idOf(5)}'` },
  {},
  { supplement: `'${idOf(11)}', '${receiptNumberOf(5)}', 'household-booklet', 'filed', 28, NULL` },
  { service_credential: `'AAAAAAAAAAAAAAAAAAAAAA', '${holder}', 'slip', '{}', 29, 30, NULL` },
];

/** Tables that a database of this version has. */
export const tablesOfVersion = (version: number): readonly string[] =>
  rowsOfMigrations.slice(0, version).flatMap((rows) => Object.keys(rows));

/** Tables that the migrations after the ninth make, one list for each. */
export const tablesSince9: readonly (readonly string[])[] = rowsOfMigrations
  .slice(9)
  .map((rows) => Object.keys(rows));

/** Takes back what the migrations after the ninth have made; the rows of before stay. */
export const backToVersion9 = (connection: BetterSqlite3.Database): void => {
  for (const table of tablesSince9.flat().toReversed()) connection.exec(`DROP TABLE IF EXISTS ${table}`);
  for (const index of ['certificate_issue_by_holder', 'application_by_visit', 'visit_ended']) {
    connection.exec(`DROP INDEX IF EXISTS ${index}`);
  }
  connection.pragma('user_version = 9');
};

/** Leaves a closed database of an earlier version with a row in each table it has. */
export const leaveVersion = (file: string, version: number): void => {
  const connection = new BetterSqlite3(file);
  for (const [index, migration] of migrations.slice(0, version).entries()) {
    connection.exec(migration.sql);
    for (const [table, values] of Object.entries(rowsOfMigrations[index] ?? {})) {
      if (values !== null) connection.exec(`INSERT INTO ${table} VALUES (${values})`);
    }
  }
  connection.pragma('application_id = 0x59495a48');
  connection.pragma(`user_version = ${version}`);
  connection.close();
};
