import {
  type AuditEntry,
  type AuditHead,
  type ChainCheck,
  checkChain,
  emptyHead,
  hashOfEntry,
} from './audit-chain.ts';
import { canonicalJson } from './canonical-json.ts';
import { toRecordedCode } from './recorded-code.ts';
import { type Connection, prepareAll, prepareGet, prepareWrite } from './statements.ts';

/** On whose account something happened. `kiosk`: by itself, without a person. */
export const auditActorKinds = ['resident', 'staff', 'technician', 'platform', 'kiosk'] as const;
export type AuditActorKind = (typeof auditActorKinds)[number];

export interface AuditActor {
  readonly kind: AuditActorKind;
  /** 64 lower-case hexadecimal digits (see `VisitStore.identify`); null before anybody is identified. */
  readonly pseudonym: string | null;
}

/** Counts, codes and states; never the data itself. Texts are kept as codes (`toRecordedCode`). */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface NewAuditEntry {
  readonly actor: AuditActor;
  /** What was done, as a literal of lower-case words, dots and hyphens: `certificate.issued`. */
  readonly action: string;
  /** What it was done to: a certificate number, an item code, the id of a visit. Up to 80 of `A–Z a–z 0–9 . _ : -`. */
  readonly subject?: string;
  /** Why, if it was not simply the next step; kept as a code (`toRecordedCode`). */
  readonly reason?: string;
  readonly details?: AuditDetails;
}

export interface AuditReader {
  /** The newest entry's sequence and hash; what the platform is told. */
  head(): AuditHead;
  /** The entry of this number. */
  find(sequence: number): AuditEntry | undefined;
  /** Up to `limit` entries after this number, in their order. */
  after(sequence: number, limit: number): readonly AuditEntry[];
  /** The newest head that the platform has confirmed. */
  reported(): AuditHead | undefined;
  /** The last entry that was let go when its time had run out; the chain begins after it. */
  retired(): AuditHead;
  /**
   * Follows the chain over all entries that are kept, or over those after the trusted head `from`. Pass as `expected` the head that
   * the platform (or the core, in memory) knows: only so is a log found out whose newest entries were cut off.
   */
  verify(heads?: { readonly from?: AuditHead; readonly expected?: AuditHead }): ChainCheck;
}

export interface AuditLog extends AuditReader {
  /** Appends an entry, now, in the transaction of the caller; returns the new head. */
  append(entry: NewAuditEntry): AuditHead;
  /** Remembers that the platform has confirmed this head. An older head than the one before changes nothing. */
  markReported(
    head: AuditHead,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'not-in-the-log' };
  /**
   * Lets the oldest entries go that are older than `before` (milliseconds since the Unix epoch), a block at a time;
   * returns how many went, 0 when there is nothing more. Kept whatever `before` says: what is less than 184 days older
   * than the entry that the platform has last confirmed, and everything while none is confirmed.
   */
  retire(until: { readonly before: number }): number;
}

/** Network logs are kept for six months at least (Cybersecurity Law art. 21). */
const retentionMilliseconds = 184 * 86_400_000;

/** Entries that go in one transaction: some 3 MB of pages, which are overwritten through the WAL. */
const retirementBlock = 5_000;

const columns = `sequence, time, actor_kind AS actorKind, actor_pseudonym AS actorPseudonym, action, subject, reason,
  details, previous_hash AS previousHash, hash`;

const toDetailsText = (details: AuditDetails): string =>
  canonicalJson(
    Object.fromEntries(
      Object.entries(details).map(([key, value]) => [
        key,
        typeof value === 'string' ? toRecordedCode(value) : value,
      ]),
    ),
  );

/** The hash-chained log of every access (who, what, why, never the data itself). */
export const createAuditLog = (connection: Connection, now: () => number): AuditLog => {
  const selectHead = prepareGet<Record<string, never>, AuditHead>(
    connection,
    'SELECT sequence, hash FROM audit_entry ORDER BY sequence DESC LIMIT 1',
  );
  const selectOne = prepareGet<{ sequence: number }, AuditEntry>(
    connection,
    `SELECT ${columns} FROM audit_entry WHERE sequence = @sequence`,
  );
  const selectAfter = connection.prepare<{ sequence: number }, AuditEntry>(
    `SELECT ${columns} FROM audit_entry WHERE sequence > @sequence ORDER BY sequence`,
  );
  const selectSome = prepareAll<{ sequence: number; limit: number }, AuditEntry>(
    connection,
    `SELECT ${columns} FROM audit_entry WHERE sequence > @sequence ORDER BY sequence LIMIT @limit`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO audit_entry (sequence, time, actor_kind, actor_pseudonym, action, subject, reason, details,
       previous_hash, hash)
     VALUES (@sequence, @time, @actorKind, @actorPseudonym, @action, @subject, @reason, @details, @previousHash, @hash)`,
  );

  const selectAnchor = prepareGet<{ kind: 'reported' | 'retired' }, AuditHead>(
    connection,
    'SELECT sequence, hash FROM audit_anchor WHERE kind = @kind',
  );
  const replaceAnchor = prepareWrite(
    connection,
    'INSERT OR REPLACE INTO audit_anchor (kind, sequence, hash) VALUES (@kind, @sequence, @hash)',
  );
  const selectFirstKept = prepareGet<{ from: number; to: number; before: number }, { sequence: number }>(
    connection,
    `SELECT sequence FROM audit_entry WHERE sequence > @from AND sequence <= @to AND time >= @before
     ORDER BY sequence LIMIT 1`,
  );
  const deleteUpTo = prepareWrite(connection, 'DELETE FROM audit_entry WHERE sequence <= @sequence');

  const head = (): AuditHead => selectHead({}) ?? emptyHead;
  const reported = (): AuditHead | undefined => selectAnchor({ kind: 'reported' });
  const retired = (): AuditHead => selectAnchor({ kind: 'retired' }) ?? emptyHead;

  return {
    head,
    find: (sequence) => selectOne({ sequence }),
    after: (sequence, limit) => selectSome({ sequence, limit }),
    reported,
    retired,
    verify: ({ from = retired(), expected } = {}) =>
      checkChain(selectAfter.iterate({ sequence: from.sequence }), from, expected),
    append: ({ actor, action, subject, reason, details }) => {
      const previous = head();
      const entry = {
        sequence: previous.sequence + 1,
        time: now(),
        actorKind: actor.kind,
        actorPseudonym: actor.pseudonym,
        action,
        subject: subject ?? null,
        reason: reason === undefined ? null : toRecordedCode(reason),
        details: toDetailsText(details ?? {}),
        previousHash: previous.hash,
      };
      const hash = hashOfEntry(entry);
      insert({ ...entry, hash });
      return { sequence: entry.sequence, hash };
    },
    markReported: ({ sequence, hash }) => {
      if (selectOne({ sequence })?.hash !== hash) return { ok: false, reason: 'not-in-the-log' };
      if (sequence > (reported()?.sequence ?? 0)) replaceAnchor({ kind: 'reported', sequence, hash });
      return { ok: true };
    },
    retire: ({ before }) => {
      const confirmed = reported();
      const newest = confirmed && selectOne({ sequence: confirmed.sequence });
      if (newest === undefined) return 0;
      const from = retired().sequence;
      const to = Math.min(from + retirementBlock, newest.sequence - 1);
      const oldEnough = Math.min(before, newest.time - retentionMilliseconds + 1);
      const firstKept = selectFirstKept({ from, to, before: oldEnough });
      const last = selectOne({ sequence: firstKept ? firstKept.sequence - 1 : to });
      if (last === undefined || last.sequence <= from) return 0;
      replaceAnchor({ kind: 'retired', sequence: last.sequence, hash: last.hash });
      return deleteUpTo({ sequence: last.sequence });
    },
  };
};
