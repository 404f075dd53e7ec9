import { type AuditEntry, type AuditHead, emptyHead, hashOfEntry } from '../audit-chain.ts';
import type { Connection } from '../statements.ts';

/** How the audit log came out of it. */
export interface AuditOutcome {
  /** Head of the log in the backup; sequence 0 without one. */
  readonly backupHead: AuditHead;
  /** Head after the entries of the damaged file that continue the chain; the entry of the recovery links to it. */
  readonly head: AuditHead;
  /** Entries that are known to have been written and cannot be linked any more. */
  readonly lost: { readonly from: number; readonly to: number } | null;
  /** Genuine entries from behind the gap, kept in `unlinked_audit_entry`. */
  readonly unlinked: number;
}

const columns = `sequence, time, actor_kind AS actorKind, actor_pseudonym AS actorPseudonym, action, subject, reason,
  details, previous_hash AS previousHash, hash`;
const names =
  'sequence, time, actor_kind, actor_pseudonym, action, subject, reason, details, previous_hash, hash';
const parameters =
  '@sequence, @time, @actorKind, @actorPseudonym, @action, @subject, @reason, @details, @previousHash, @hash';

/** Where a log begins that has been cut by its retention: at the last entry that was let go. */
const findStart = (connection: Connection): AuditHead =>
  connection
    .prepare<[], AuditHead>("SELECT sequence, hash FROM salvage.audit_anchor WHERE kind = 'retired'")
    .get() ?? emptyHead;

const headOf = (connection: Connection): AuditHead | undefined =>
  connection
    .prepare<[], AuditHead>('SELECT sequence, hash FROM main.audit_entry ORDER BY sequence DESC LIMIT 1')
    .get();

const isGenuine = (entry: AuditEntry): boolean => entry.hash === hashOfEntry(entry);

/** Takes over the anchors that still name an entry of the log, or the place where it begins. */
const mergeAnchors = (connection: Connection, start: AuditHead): void => {
  connection
    .prepare(
      `INSERT INTO main.audit_anchor (kind, sequence, hash)
       SELECT kind, sequence, hash FROM salvage.audit_anchor AS found
       WHERE (kind = 'retired' AND sequence = @sequence AND hash = @hash
              OR kind = 'reported' AND EXISTS (SELECT 1 FROM main.audit_entry
                   WHERE sequence = found.sequence AND hash = found.hash))
         AND NOT EXISTS (SELECT 1 FROM main.audit_anchor WHERE kind = found.kind AND sequence >= found.sequence)
       ON CONFLICT (kind) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash`,
    )
    .run({ sequence: start.sequence, hash: start.hash });
};

/**
 * Continues the log of the backup with the entries of the damaged file that link to it one by one, each with its own
 * hash. At the first that is missing the chain ends; what follows is evidence, not a chain, and is kept apart under the
 * number of this recovery.
 */
export const mergeAudit = (connection: Connection, recovery: number): AuditOutcome => {
  const backupHead = headOf(connection);
  const start = backupHead ?? findStart(connection);
  const candidates = connection.prepare<[number], AuditEntry>(
    `SELECT ${columns} FROM salvage.audit_entry WHERE sequence = ?`,
  );
  const insert = connection.prepare<AuditEntry>(
    `INSERT INTO main.audit_entry (${names}) VALUES (${parameters})`,
  );
  let head = start;
  for (;;) {
    const next = candidates
      .all(head.sequence + 1)
      .find((entry) => entry.previousHash === head.hash && isGenuine(entry));
    if (next === undefined) break;
    insert.run(next);
    head = { sequence: next.sequence, hash: next.hash };
  }
  // A log of which nothing was recovered begins anew, at 1.
  const recovered = backupHead !== undefined || head !== start;

  const keep = connection.prepare<AuditEntry & { readonly recovery: number }>(
    `INSERT OR IGNORE INTO main.unlinked_audit_entry (recovery, ${names}) VALUES (@recovery, ${parameters})`,
  );
  const behind = connection.prepare<[number], AuditEntry>(
    `SELECT ${columns} FROM salvage.audit_entry WHERE sequence > ? ORDER BY sequence LIMIT 200`,
  );
  let unlinked = 0;
  let last = head.sequence;
  for (let entries = behind.all(last); entries.length > 0; entries = behind.all(last)) {
    for (const entry of entries) {
      last = entry.sequence;
      if (isGenuine(entry)) unlinked += keep.run({ ...entry, recovery }).changes;
    }
  }
  const lastReported = Number(
    connection.prepare('SELECT coalesce(max(sequence), 0) FROM salvage.audit_anchor').pluck().get(),
  );
  const lastUnlinked = Number(
    connection
      .prepare('SELECT coalesce(max(sequence), 0) FROM main.unlinked_audit_entry WHERE recovery = ?')
      .pluck()
      .get(recovery),
  );
  const lastKnown = Math.max(lastReported, lastUnlinked);
  if (recovered) mergeAnchors(connection, start);
  return {
    backupHead: backupHead ?? emptyHead,
    head: recovered ? head : emptyHead,
    lost: lastKnown > head.sequence ? { from: head.sequence + 1, to: lastKnown } : null,
    unlinked,
  };
};
