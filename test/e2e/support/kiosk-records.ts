import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { openDatabase } from '../../../db/connection.ts';
import type { ChainCheck } from '../../../db/audit-chain.ts';

const databaseFile = (dataFolder: string): string => join(dataFolder, 'kiosk.db');

/** Rows of the kiosk's database, read beside the running kiosk. */
export const readRows = <Row>(dataFolder: string, query: string): readonly Row[] => {
  const connection = new BetterSqlite3(databaseFile(dataFolder), { readonly: true });
  try {
    return connection.prepare<[], Row>(query).all();
  } finally {
    connection.close();
  }
};

export interface VisitRow {
  readonly id: string;
  readonly outcome: string | null;
  readonly assurance_level: number | null;
  readonly locale: string;
}
export interface CertificateIssueRow {
  readonly visit_id: string;
  readonly kind: string;
  readonly purpose_code: string;
  readonly state: string;
  readonly certificate_number: string | null;
}
export interface PrintJobRow {
  readonly visit_id: string;
  readonly certificate_number: string;
  readonly state: string;
  readonly reason: string | null;
  readonly impressions: number | null;
}
export interface RatingRow {
  readonly visit_id: string;
  readonly level: number;
}

export const visits = (dataFolder: string) =>
  readRows<VisitRow>(dataFolder, 'SELECT * FROM visit ORDER BY id');
export const certificateIssues = (dataFolder: string) =>
  readRows<CertificateIssueRow>(dataFolder, 'SELECT * FROM certificate_issue ORDER BY requested_at');
export const printJobs = (dataFolder: string) =>
  readRows<PrintJobRow>(dataFolder, 'SELECT * FROM print_job ORDER BY intended_at');
export const ratings = (dataFolder: string) => readRows<RatingRow>(dataFolder, 'SELECT * FROM rating');
export const auditActions = (dataFolder: string): readonly string[] =>
  readRows<{ action: string }>(dataFolder, 'SELECT action FROM audit_entry ORDER BY sequence').map(
    ({ action }) => action,
  );

export interface AuditRow {
  readonly action: string;
  readonly actor_kind: string;
  readonly actor_pseudonym: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
}
/** Entries of the audit log whose action begins so, in order. */
export const auditEntries = (dataFolder: string, beginning: string): readonly AuditRow[] =>
  readRows<AuditRow>(dataFolder, 'SELECT * FROM audit_entry ORDER BY sequence').filter(({ action }) =>
    action.startsWith(beginning),
  );

/** Follows the audit chain from its first entry. The kiosk must have ended: a database has one owner. */
export const checkAuditChain = (dataFolder: string): ChainCheck => {
  const opened = openDatabase({ file: databaseFile(dataFolder), now: Date.now });
  if (!opened.ok) throw new Error(`${opened.reason}: ${opened.detail}`);
  try {
    const checked = opened.database.read(({ audit }) => audit.verify());
    if (!checked.ok) throw new Error(checked.reason);
    return checked.value;
  } finally {
    opened.database.close();
  }
};
