import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';
import type { SyncStateName, SyncStateStore } from './sync-state.ts';

/** A published document that is in place. */
export interface FeedDocumentRecord {
  readonly collection: string;
  readonly id: string;
  readonly version: number;
  /** Compact JWS as it came. Whoever reads it verifies it again: a disk is an outside, too. */
  readonly jws: string;
  /** When it was put in place, milliseconds since the Unix epoch. */
  readonly appliedAt: number;
}

/** A published document that has arrived and been verified. */
export interface StagedFeedDocument {
  readonly collection: string;
  readonly id: string;
  readonly version: number;
  /** It withdraws the document. */
  readonly removed: boolean;
  readonly jws: string;
}

export interface FeedDocumentReader {
  find(collection: string, id: string): FeedDocumentRecord | undefined;
  /** All documents of a collection with their texts, by id. */
  ofCollection(collection: string): readonly FeedDocumentRecord[];
  /** Ids and versions of a collection, by id. */
  list(collection: string): readonly { readonly id: string; readonly version: number }[];
  /** What has arrived and is not in place yet, by collection and id. */
  staged(): readonly StagedFeedDocument[];
  /** Reading position of what is in place; '' at first. */
  cursor(): string;
  /** Where the next page begins: after what is staged, or else after what is in place. */
  nextCursor(): string;
}

/** What putting in place came to, in documents. */
export interface FeedApplied {
  readonly placed: number;
  readonly removed: number;
  /** Not newer than what is in place (or was withdrawn): left out. */
  readonly stale: number;
}

export interface FeedDocumentStore extends FeedDocumentReader {
  /** Keeps a verified page beside what is in place; of one document the newest version. `next` is the page's cursor. */
  stage(page: { readonly documents: readonly StagedFeedDocument[]; readonly next: string }): void;
  /**
   * Puts everything that is staged in place, deletes what is withdrawn, and moves the cursor: in the caller's
   * transaction, so that readers see the old state or the new one. No version goes back, not even that of a document
   * that was withdrawn in between; the same version again is put in place again, for a damaged disk may have given back
   * something else than what was signed.
   */
  apply(): FeedApplied;
  /** Forgets what is staged: the next page begins after what is in place. */
  discardStaged(): void;
}

type StagedRow = Omit<StagedFeedDocument, 'removed'> & { readonly removed: 0 | 1 };

/** Published documents: in place, and arriving. */
export const createFeedDocumentStore = (
  connection: Connection,
  now: () => number,
  syncState: SyncStateStore,
): FeedDocumentStore => {
  const select = prepareGet<{ collection: string; id: string }, FeedDocumentRecord>(
    connection,
    `SELECT collection, id, version, jws, applied_at AS appliedAt FROM feed_document
     WHERE collection = @collection AND id = @id AND jws IS NOT NULL`,
  );
  const selectCollection = prepareAll<{ collection: string }, FeedDocumentRecord>(
    connection,
    `SELECT collection, id, version, jws, applied_at AS appliedAt FROM feed_document
     WHERE collection = @collection AND jws IS NOT NULL ORDER BY id`,
  );
  const selectList = prepareAll<{ collection: string }, { id: string; version: number }>(
    connection,
    `SELECT id, version FROM feed_document WHERE collection = @collection AND jws IS NOT NULL ORDER BY id`,
  );
  const selectStaged = prepareAll<Record<string, never>, StagedRow>(
    connection,
    'SELECT collection, id, version, removed, jws FROM staged_feed_document ORDER BY collection, id',
  );
  const upsertStaged = prepareWrite(
    connection,
    `INSERT INTO staged_feed_document (collection, id, version, removed, jws)
     VALUES (@collection, @id, @version, @removed, @jws)
     ON CONFLICT (collection, id) DO UPDATE
       SET version = excluded.version, removed = excluded.removed, jws = excluded.jws
       WHERE excluded.version > version`,
  );
  const deleteStaged = prepareWrite(connection, 'DELETE FROM staged_feed_document');
  const applyStaged = prepareWrite(
    connection,
    `INSERT INTO feed_document (collection, id, version, applied_at, jws)
     SELECT collection, id, version, @at, iif(removed, NULL, jws) FROM staged_feed_document WHERE removed = @removed
     ON CONFLICT (collection, id) DO UPDATE
       SET version = excluded.version, applied_at = excluded.applied_at, jws = excluded.jws
       WHERE excluded.version >= version`,
  );

  const cursorOf = (name: SyncStateName): string | undefined => {
    const state = syncState.find(name);
    return state === undefined ? undefined : String(JSON.parse(state.value));
  };
  const cursor = (): string => cursorOf('feed-cursor') ?? '';
  const nextCursor = (): string => cursorOf('staged-feed-cursor') ?? cursor();
  const keepCursor = (name: SyncStateName, value: string): void =>
    syncState.keep({ name, value: JSON.stringify(value) });

  return {
    find: (collection, id) => select({ collection, id }),
    ofCollection: (collection) => selectCollection({ collection }),
    list: (collection) => selectList({ collection }),
    staged: () => selectStaged({}).map((row) => ({ ...row, removed: row.removed === 1 })),
    cursor,
    nextCursor,
    stage: ({ documents, next }) => {
      for (const document of documents) upsertStaged({ ...document, removed: Number(document.removed) });
      keepCursor('staged-feed-cursor', next);
    },
    apply: () => {
      const at = now();
      const placed = applyStaged({ removed: 0, at });
      const removed = applyStaged({ removed: 1, at });
      const staged = deleteStaged({});
      keepCursor('feed-cursor', nextCursor());
      return { placed, removed, stale: staged - placed - removed };
    },
    discardStaged: () => {
      deleteStaged({});
      keepCursor('staged-feed-cursor', cursor());
    },
  };
};
