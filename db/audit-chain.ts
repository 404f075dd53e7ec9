import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** An audit entry as it is stored. */
export interface AuditEntry {
  /** 1 for the first entry of a kiosk, without gaps. */
  readonly sequence: number;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly actorKind: string;
  readonly actorPseudonym: string | null;
  readonly action: string;
  readonly subject: string | null;
  readonly reason: string | null;
  /** A JSON object in canonical form (RFC 8785). */
  readonly details: string;
  /** Hash of the entry before, or `genesisHash`. */
  readonly previousHash: string;
  /** `hashOfEntry` of this entry. */
  readonly hash: string;
}

/** The last entry of a chain: enough to tell later whether everything up to it is still there and unchanged. */
export interface AuditHead {
  /** 0 for an empty log. */
  readonly sequence: number;
  readonly hash: string;
}

/** Stands before the first entry. */
export const genesisHash = '0'.repeat(64);

/** The head of a log without entries. */
export const emptyHead: AuditHead = { sequence: 0, hash: genesisHash };

/**
 * SHA-256, as 64 lower-case hexadecimal digits, over the UTF-8 bytes of the canonical JSON of the entry without its
 * hash. `details` goes in as the text that is stored, so that not even white space in it can be changed.
 */
export const hashOfEntry = (entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        sequence: entry.sequence,
        time: entry.time,
        actorKind: entry.actorKind,
        actorPseudonym: entry.actorPseudonym,
        action: entry.action,
        subject: entry.subject,
        reason: entry.reason,
        details: entry.details,
        previousHash: entry.previousHash,
      }),
      'utf8',
    )
    .digest('hex');

/** `sequence` is where the chain breaks: of the entry that is wrong, or of the first one that is not there. */
export type ChainCheck =
  | { readonly ok: true; readonly entries: number; readonly head: AuditHead }
  | {
      readonly ok: false;
      readonly reason: 'entry-missing' | 'entry-edited' | 'entry-not-linked';
      readonly sequence: number;
    };

/**
 * Follows a chain from a head that is trusted. Finds every entry that was edited, deleted, inserted, or moved; entries
 * cut off at the end are found when `expected`, a head known from elsewhere, is given.
 */
export const checkChain = (
  entries: Iterable<AuditEntry>,
  from: AuditHead = emptyHead,
  expected?: AuditHead,
): ChainCheck => {
  let head = from;
  let count = 0;
  let metExpected =
    expected === undefined || (expected.sequence === from.sequence && expected.hash === from.hash);
  for (const entry of entries) {
    const sequence = head.sequence + 1;
    if (entry.sequence !== sequence) return { ok: false, reason: 'entry-missing', sequence };
    if (entry.previousHash !== head.hash) return { ok: false, reason: 'entry-not-linked', sequence };
    if (entry.hash !== hashOfEntry(entry)) return { ok: false, reason: 'entry-edited', sequence };
    head = { sequence, hash: entry.hash };
    count += 1;
    if (expected?.sequence === sequence) {
      if (expected.hash !== entry.hash) return { ok: false, reason: 'entry-edited', sequence };
      metExpected = true;
    }
  }
  return metExpected
    ? { ok: true, entries: count, head }
    : { ok: false, reason: 'entry-missing', sequence: head.sequence + 1 };
};
