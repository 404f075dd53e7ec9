import type { PumpStore, PumpUnit } from '../../../electron/sync/pump/ports.ts';
import type { OutboxEntry, OutboxKind } from '../../../db/stores/outbox.ts';
import type { ApplicationState } from '../../../db/stores/applications.ts';
import type { StorageFailure } from '../../../db/storage-failure.ts';
import { emptyHead } from '../../../db/audit-chain.ts';
import type { NewAuditEntry } from '../../../db/audit-log.ts';

interface MemoryChunk {
  readonly materialId: string;
  readonly index: number;
  readonly sealed: string;
  readonly digest: string;
  uploaded: boolean;
}
type MemoryEntry = { -readonly [Key in keyof OutboxEntry]: OutboxEntry[Key] } & {
  readonly chunks: MemoryChunk[];
};

export interface NewMemoryMessage {
  readonly key: string;
  readonly kind: OutboxKind;
  readonly groupId: string;
  readonly priority: number;
  readonly body: string;
  readonly chunks?: readonly Omit<MemoryChunk, 'uploaded'>[];
}

/** The outbox in memory, after the rules of db/stores/outbox.ts, with a transaction that can be made to fail. */
export interface MemoryOutbox extends PumpStore {
  add(message: NewMemoryMessage): void;
  readonly entries: readonly Readonly<MemoryEntry>[];
  readonly audit: readonly NewAuditEntry[];
  readonly applications: ReadonlyMap<string, ApplicationState>;
  /** How often a transaction was committed. */
  commits(): number;
  /** Most messages that one read of the queue returned. */
  longestRead(): number;
  failNext(failure: StorageFailure): void;
}

export const createMemoryOutbox = (): MemoryOutbox => {
  const entries: MemoryEntry[] = [];
  const audit: NewAuditEntry[] = [];
  const applications = new Map<string, ApplicationState>();
  let commits = 0;
  let longest = 0;
  let failure: StorageFailure | null = null;

  const byKey = (key: string): MemoryEntry | undefined => entries.find((entry) => entry.key === key);
  const leads = (entry: MemoryEntry): boolean =>
    entry.state === 'pending' &&
    !entries.some(
      (other) =>
        other.groupId === entry.groupId &&
        other.sequence < entry.sequence &&
        (other.state === 'pending' || other.state === 'refused'),
    );
  const due = (entry: MemoryEntry, now: number): boolean =>
    entry.notBefore === null || entry.notBefore <= now;
  const missing = (entry: MemoryEntry): number => entry.chunks.filter(({ uploaded }) => !uploaded).length;
  const finish = (key: string, from: string, change: Partial<MemoryEntry>): boolean => {
    const entry = byKey(key);
    if (entry?.state !== from) return false;
    Object.assign(entry, change);
    return true;
  };
  const chunk = (materialId: string, index: number): MemoryChunk | undefined =>
    entries
      .flatMap(({ chunks }) => chunks)
      .find((one) => one.materialId === materialId && one.index === index);

  const unit: PumpUnit = {
    audit: {
      append: (entry) => {
        audit.push(entry);
        return emptyHead;
      },
    },
    applications: { follow: (key, state) => void applications.set(key, state) },
    supplements: { follow: (key, state) => void applications.set(key, state) },
    replies: { follow: (key, state) => void applications.set(key, state) },
    outbox: {
      counts: () => {
        const pending = entries.filter(({ state }) => state === 'pending');
        return {
          pending: pending.length,
          refused: entries.filter(({ state }) => state === 'refused').length,
          oldestPendingAt: pending[0]?.createdAt ?? null,
        };
      },
      find: byKey,
      ready: ({ now, limit, bytes, except }) => {
        let size = 0;
        const chosen: MemoryEntry[] = [];
        const candidates = entries
          .filter(
            (entry) => leads(entry) && due(entry, now) && missing(entry) === 0 && !except.has(entry.key),
          )
          .sort((a, b) => a.priority - b.priority || a.sequence - b.sequence);
        for (const entry of candidates) {
          size += entry.body.length;
          if (chosen.length > 0 && (chosen.length >= limit || size > bytes)) break;
          chosen.push(entry);
        }
        longest = Math.max(longest, chosen.length);
        return chosen;
      },
      uploads: ({ now, limit, except }) =>
        entries
          .filter((entry) => leads(entry) && due(entry, now) && missing(entry) > 0 && !except.has(entry.key))
          .slice(0, limit)
          .map((entry) => ({ key: entry.key, chunks: missing(entry) })),
      nextChunk: (key) => byKey(key)?.chunks.find(({ uploaded }) => !uploaded),
      nextDue: (now) => {
        const times = entries
          .filter((entry) => leads(entry) && entry.notBefore !== null && entry.notBefore > now)
          .map(({ notBefore }) => notBefore ?? 0);
        return times.length > 0 ? Math.min(...times) : null;
      },
      refused: () => entries.filter(({ state }) => state === 'refused'),
      add: () => {
        throw new Error('the pump adds nothing');
      },
      chunkUploaded: ({ materialId, index }) => {
        const found = chunk(materialId, index);
        if (found) found.uploaded = true;
      },
      chunksMissing: (materialId, indexes) => {
        for (const index of indexes) {
          const found = chunk(materialId, index);
          if (found) found.uploaded = false;
        }
      },
      acknowledgeAll: (keys) =>
        new Set(keys.filter((key) => finish(key, 'pending', { state: 'acknowledged', settledAt: 1 }))),
      refuse: (key, reason) =>
        finish(key, 'pending', { state: 'refused', reason, settledAt: 1 })
          ? { ok: true }
          : { ok: false, reason: 'not-pending' },
      postpone: (key, notBefore) => {
        const entry = byKey(key);
        if (entry?.state === 'pending') Object.assign(entry, { notBefore, attempts: entry.attempts + 1 });
      },
      retry: () => ({ ok: false, reason: 'not-refused' }),
      settle: () => ({ ok: false, reason: 'not-refused' }),
      purge: () => 0,
    },
  };

  const failing = (): StorageFailure | null => {
    const told = failure;
    failure = null;
    return told;
  };
  return {
    add: ({ chunks = [], ...message }) => {
      entries.push({
        ...message,
        sequence: entries.length + 1,
        state: 'pending',
        reason: null,
        attempts: 0,
        notBefore: null,
        createdAt: entries.length + 1,
        settledAt: null,
        chunks: chunks.map((one) => ({ ...one, uploaded: false })),
      });
      if (message.kind === 'application') applications.set(message.key, 'filed');
    },
    entries,
    audit,
    applications,
    commits: () => commits,
    longestRead: () => longest,
    failNext: (told) => {
      failure = told;
    },
    transaction: (work) => {
      const told = failing();
      if (told) return told;
      commits += 1;
      return work(unit);
    },
    read: (work) => ({ ok: true, value: work(unit) }),
  };
};
