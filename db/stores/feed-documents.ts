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
  /** Collections that something is staged of. */
  stagedCollections(): readonly string[];
  /** Reading position at the last `apply`; '' at first. */
  cursor(): string;
  /** Where the next page begins: after all that was staged. */
  nextCursor(): string;
  /**
   * The position from which on something is missing: a document that was refused, or that the disk has damaged. The feed
   * is read again from there, while the cursor goes on; null when nothing is missing.
   */
  gap(): string | null;
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
  /** Remembers from where on something is missing. */
  keepGap(gap: string | null): void;
  /**
   * Puts everything that is staged in place but what is of the collections `heldBack`, deletes what is withdrawn, and
   * moves the cursor: in the caller's transaction, so that readers see the old state or the new one. What is held back
   * stays staged. No version goes back, not even that of a document
   * that was withdrawn in between; the same version again is put in place again, for a damaged disk may have given back
   * something else than what was signed.
   */
  apply(heldBack?: readonly string[]): FeedApplied;
  /**
   * Forgets what is staged: the next page begins where the last `apply` had come to. Where something was missing, any of
   * it may have been before that, so that the gap begins with the feed.
   */
  discardStaged(): void;
}

/** How far the feed was read: `sync_state` keeps it under the name of the staged cursor. */
interface ReadingPosition {
  readonly next: string;
  readonly gap: string | null;
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
  const selectStagedCollections = prepareAll<Record<string, never>, { collection: string }>(
    connection,
    'SELECT DISTINCT collection FROM staged_feed_document ORDER BY collection',
  );
  const deleteStaged = prepareWrite(connection, 'DELETE FROM staged_feed_document');
  const notHeldBack = 'collection NOT IN (SELECT value FROM json_each(@heldBack))';
  const deleteApplied = prepareWrite(connection, `DELETE FROM staged_feed_document WHERE ${notHeldBack}`);
  const applyStaged = prepareWrite(
    connection,
    `INSERT INTO feed_document (collection, id, version, applied_at, jws)
     SELECT collection, id, version, @at, iif(removed, NULL, jws) FROM staged_feed_document
     WHERE removed = @removed AND ${notHeldBack}
     ON CONFLICT (collection, id) DO UPDATE
       SET version = excluded.version, applied_at = excluded.applied_at, jws = excluded.jws
       WHERE excluded.version >= version`,
  );

  const stateOf = (name: SyncStateName): unknown => {
    const state = syncState.find(name);
    return state === undefined ? undefined : JSON.parse(state.value);
  };
  const cursor = (): string => String(stateOf('feed-cursor') ?? '');
  const position = (): ReadingPosition => {
    const kept = stateOf('staged-feed-cursor');
    if (typeof kept !== 'object' || kept === null || !('next' in kept && 'gap' in kept)) {
      return { next: cursor(), gap: null };
    }
    return { next: String(kept.next), gap: kept.gap === null ? null : String(kept.gap) };
  };
  const keepPosition = (kept: ReadingPosition): void =>
    syncState.keep({ name: 'staged-feed-cursor', value: JSON.stringify(kept) });

  return {
    find: (collection, id) => select({ collection, id }),
    ofCollection: (collection) => selectCollection({ collection }),
    list: (collection) => selectList({ collection }),
    staged: () => selectStaged({}).map((row) => ({ ...row, removed: row.removed === 1 })),
    stagedCollections: () => selectStagedCollections({}).map(({ collection }) => collection),
    cursor,
    nextCursor: () => position().next,
    gap: () => position().gap,
    stage: ({ documents, next }) => {
      for (const document of documents) upsertStaged({ ...document, removed: Number(document.removed) });
      keepPosition({ ...position(), next });
    },
    keepGap: (gap) => keepPosition({ ...position(), gap }),
    apply: (collections = []) => {
      const at = now();
      const heldBack = JSON.stringify(collections);
      const placed = applyStaged({ removed: 0, at, heldBack });
      const removed = applyStaged({ removed: 1, at, heldBack });
      const staged = deleteApplied({ heldBack });
      syncState.keep({ name: 'feed-cursor', value: JSON.stringify(position().next) });
      return { placed, removed, stale: staged - placed - removed };
    },
    discardStaged: () => {
      deleteStaged({});
      keepPosition({ next: cursor(), gap: position().gap === null ? null : '' });
    },
  };
};
