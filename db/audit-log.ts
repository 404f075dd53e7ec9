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
import { type Connection, prepareGet, prepareWrite } from './statements.ts';

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
  /**
   * Follows the chain over all entries, or over those after the trusted head `from`. Pass as `expected` the head that
   * the platform (or the core, in memory) knows: only so is a log found out whose newest entries were cut off.
   */
  verify(heads?: { readonly from?: AuditHead; readonly expected?: AuditHead }): ChainCheck;
}

export interface AuditLog extends AuditReader {
  /** Appends an entry, now, in the transaction of the caller; returns the new head. */
  append(entry: NewAuditEntry): AuditHead;
}

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
  const insert = prepareWrite(
    connection,
    `INSERT INTO audit_entry (sequence, time, actor_kind, actor_pseudonym, action, subject, reason, details,
       previous_hash, hash)
     VALUES (@sequence, @time, @actorKind, @actorPseudonym, @action, @subject, @reason, @details, @previousHash, @hash)`,
  );

  const head = (): AuditHead => selectHead({}) ?? emptyHead;

  return {
    head,
    find: (sequence) => selectOne({ sequence }),
    verify: ({ from = emptyHead, expected } = {}) =>
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
  };
};
