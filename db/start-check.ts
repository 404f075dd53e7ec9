import { type AuditHead, emptyHead } from './audit-chain.ts';
import { createAuditLog } from './audit-log.ts';
import { type Connection, prepareAll } from './statements.ts';

/**
 * Tables that grow with the years or hold long texts. Reading them through would let a kiosk stand dark for minutes on
 * a slow disk.
 */
const leftToService: ReadonlySet<string> = new Set([
  'audit_entry',
  'outbox_body',
  'sealed_chunk',
  'feed_document',
  'staged_feed_document',
]);

/** More lines than these of an integrity check tell nobody more. */
const problemsShown = 5;

/** Newest audit entries that are followed at most: some 50 ms. */
const longestAuditTail = 10_000;

/**
 * What a start looks at before the kiosk takes anything, in less than a second whatever the age of the kiosk: the
 * schema, the free pages, and each table but those above, with its indexes, by `PRAGMA quick_check` (structure, order,
 * types, NOT NULL and CHECK; https://sqlite.org/pragma.html#pragma_quick_check). Returns what is wrong.
 *
 * What a start does not find: damage in the audit log before its tail, in the texts of messages, chunks and published
 * documents, and indexes that do not agree with their tables. The whole check of the running service finds the first
 * three and must come round within minutes of the start; texts are besides proved by whoever uses them, since each is
 * sealed or signed.
 */
export const checkTables = (connection: Connection): string | undefined => {
  const tables = prepareAll<Record<string, never>, { name: string }>(
    connection,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
  )({});
  const problems = ['sqlite_schema', ...tables.map(({ name }) => name)]
    .filter((name) => !leftToService.has(name))
    .flatMap((name) => connection.prepare<[], string>(`PRAGMA quick_check('${name}')`).pluck().all())
    .filter((line) => line !== 'ok');
  return problems.length === 0 ? undefined : problems.slice(0, problemsShown).join('; ');
};

const later = (one: AuditHead, other: AuditHead): AuditHead => (one.sequence > other.sequence ? one : other);

/**
 * Follows the newest entries of the audit log: those after the head that the platform has last confirmed, the newest
 * 10,000 at most. So entries that were cut off since that report are found at once. Returns what is wrong. For a
 * database of the newest schema.
 */
export const checkAuditTail = (connection: Connection): string | undefined => {
  const log = createAuditLog(connection, () => 0);
  const head = log.head();
  const reported = log.reported();
  const known = reported && log.find(reported.sequence);
  if (reported && known?.hash !== reported.hash) {
    return `the audit log has lost entry ${reported.sequence}, which the platform has confirmed`;
  }
  const tail = log.find(head.sequence - longestAuditTail) ?? log.retired();
  const check = log.verify({ from: later(reported ?? emptyHead, tail) });
  return check.ok ? undefined : `audit log: ${check.reason} at ${check.sequence}`;
};
