import { type Connection, prepareGet, prepareWrite } from '../statements.ts';

/**
 * What the synchronisation remembers: samples of the platform's clock, when the platform last answered, counters, and
 * the reading positions of the feed (which `FeedDocumentStore` keeps).
 */
export const syncStateNames = [
  'platform-time',
  'last-contact',
  'counters',
  'feed-cursor',
  'staged-feed-cursor',
] as const;
export type SyncStateName = (typeof syncStateNames)[number];

export interface SyncState {
  /** JSON. Whoever reads it parses it by a schema: a disk is an outside, too. */
  readonly value: string;
  /** Milliseconds since the Unix epoch, on the kiosk's clock. */
  readonly changedAt: number;
}

export interface SyncStateReader {
  find(name: SyncStateName): SyncState | undefined;
}

export interface SyncStateStore extends SyncStateReader {
  /** Keeps a value (JSON, up to 100,000 characters, nothing of any person) in place of the one before it. */
  keep(state: { readonly name: SyncStateName; readonly value: string }): void;
}

/** The synchronisation's small memory. */
export const createSyncStateStore = (connection: Connection, now: () => number): SyncStateStore => {
  const select = prepareGet<{ name: string }, SyncState>(
    connection,
    'SELECT value, changed_at AS changedAt FROM sync_state WHERE name = @name',
  );
  const upsert = prepareWrite(
    connection,
    `INSERT INTO sync_state (name, value, changed_at) VALUES (@name, @value, @at)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at`,
  );
  return {
    find: (name) => select({ name }),
    keep: ({ name, value }) => {
      upsert({ name, value, at: now() });
    },
  };
};
