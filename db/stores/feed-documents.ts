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
  /** Collections that something is staged of which is not in place. */
  stagedCollections(): readonly string[];
  /** Reading position at the last `apply`; '' at first, and after `startOver` until the next. */
  cursor(): string;
  /** Where the next page begins: after all that was staged. */
  nextCursor(): string;
  /**
   * The position from which on something is missing: a document that was refused, or that the disk has damaged. The feed
   * is read again from there, while the cursor goes on; null when nothing is missing.
   */
  gap(): string | null;
  /**
   * Collections whose documents in place are of another history of the feed than what is staged: their versions say
   * nothing about one another, and what is staged of them is to take their place as a whole.
   */
  replacing(): readonly string[];
}

/** Collections that stay as they are, wholly or in part, because something of them is not believed. */
export interface Withheld {
  /** Nothing is put in place of these. */
  readonly heldBack: readonly string[];
  /** All of which something is missing: nothing is deleted of these for not having come. `heldBack` unless told. */
  readonly incomplete?: readonly string[];
}

/** What putting in place came to, in documents. */
export interface FeedApplied {
  readonly placed: number;
  /** Withdrawn, or replaced by nothing. */
  readonly removed: number;
  /** Not newer than what is in place (or was withdrawn): left out. */
  readonly stale: number;
}

export interface FeedDocumentStore extends FeedDocumentReader {
  /** Deletes what is in place of a document that has done its service; its version stays, as of one that was withdrawn. */
  drop(collection: string, id: string): void;
  /** Keeps a verified page beside what is in place; of one document the newest version. `next` is the page's cursor. */
  stage(page: { readonly documents: readonly StagedFeedDocument[]; readonly next: string }): void;
  /** Remembers from where on something is missing. */
  keepGap(gap: string | null): void;
  /**
   * Puts everything that is staged in place but what is held back, deletes what is withdrawn, and moves the cursor: in
   * the caller's transaction, so that readers see the old state or the new one. What is held back stays staged. No
   * version goes back, not even that of a document that was withdrawn in between; the same version again is put in place
   * again, for a damaged disk may have given back something else than what was signed.
   *
   * Of a collection that is being replaced every version is put in place, and once the collection is complete all else
   * of it is deleted. Until then it stays staged, for only that tells what did come.
   */
  apply(withheld?: Withheld): FeedApplied;
  /**
   * Forgets what is staged: the next page begins where the last `apply` had come to. Where something was missing, any of
   * it may have been before that, so that the gap begins with the feed. Where something is being replaced, it starts over.
   */
  discardStaged(): void;
  /**
   * The feed has another history now: forgets what is staged and where the reading stood, and has everything in place
   * replaced by what is read from the start. Until then it stays.
   */
  startOver(): void;
}

/** How far the feed was read: `sync_state` keeps it under the name of the staged cursor. */
interface ReadingPosition {
  readonly next: string;
  readonly gap: string | null;
  readonly replacing: readonly string[];
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
  const selectCollections = prepareAll<Record<string, never>, { collection: string }>(
    connection,
    'SELECT DISTINCT collection FROM feed_document ORDER BY collection',
  );
  const among = (parameter: string): string => `collection IN (SELECT value FROM json_each(@${parameter}))`;
  // Of what is being replaced rows that are in place stay staged.
  const selectStagedCollections = prepareAll<{ replacing: string }, { collection: string }>(
    connection,
    `SELECT DISTINCT collection FROM staged_feed_document AS staged
     WHERE NOT (${among('replacing')} AND EXISTS (
       SELECT 1 FROM feed_document AS placed
       WHERE placed.collection = staged.collection AND placed.id = staged.id
         AND placed.version = staged.version AND placed.jws IS iif(staged.removed, NULL, staged.jws)))
     ORDER BY collection`,
  );
  const deleteStaged = prepareWrite(connection, 'DELETE FROM staged_feed_document');
  const countApplied = prepareGet<{ heldBack: string }, { documents: number }>(
    connection,
    `SELECT count(*) AS documents FROM staged_feed_document WHERE NOT ${among('heldBack')}`,
  );
  const deleteApplied = prepareWrite(
    connection,
    `DELETE FROM staged_feed_document WHERE NOT ${among('heldBack')} AND NOT ${among('unfinished')}`,
  );
  const deleteReplaced = prepareWrite(
    connection,
    `DELETE FROM feed_document WHERE ${among('replaced')} AND (jws IS NULL) = @withdrawn AND NOT EXISTS (
       SELECT 1 FROM staged_feed_document AS staged
       WHERE staged.collection = feed_document.collection AND staged.id = feed_document.id)`,
  );
  const applyStaged = prepareWrite(
    connection,
    `INSERT INTO feed_document (collection, id, version, applied_at, jws)
     SELECT collection, id, version, @at, iif(removed, NULL, jws) FROM staged_feed_document
     WHERE removed = @removed AND NOT ${among('heldBack')}
     ON CONFLICT (collection, id) DO UPDATE
       SET version = excluded.version, applied_at = excluded.applied_at, jws = excluded.jws
       WHERE excluded.version >= version OR ${among('replacing')}`,
  );

  const dropPlaced = prepareWrite(
    connection,
    'UPDATE feed_document SET jws = NULL WHERE collection = @collection AND id = @id AND jws IS NOT NULL',
  );
  const dropStaged = prepareWrite(
    connection,
    'DELETE FROM staged_feed_document WHERE collection = @collection AND id = @id AND removed = 0',
  );

  const stateOf = (name: SyncStateName): unknown => {
    const state = syncState.find(name);
    return state === undefined ? undefined : JSON.parse(state.value);
  };
  const cursor = (): string => String(stateOf('feed-cursor') ?? '');
  const collectionsInPlace = (): readonly string[] =>
    selectCollections({}).map(({ collection }) => collection);
  const position = (): ReadingPosition => {
    const kept = stateOf('staged-feed-cursor');
    if (
      typeof kept !== 'object' ||
      kept === null ||
      !('next' in kept && 'gap' in kept && 'replacing' in kept && Array.isArray(kept.replacing))
    ) {
      const next = cursor();
      // Of documents without a cursor nothing tells in which history they were read.
      return { next, gap: null, replacing: next === '' ? collectionsInPlace() : [] };
    }
    return {
      next: String(kept.next),
      gap: kept.gap === null ? null : String(kept.gap),
      replacing: kept.replacing.map(String),
    };
  };
  const keepPosition = (kept: ReadingPosition): void =>
    syncState.keep({ name: 'staged-feed-cursor', value: JSON.stringify(kept) });
  const keepCursor = (kept: string): void =>
    syncState.keep({ name: 'feed-cursor', value: JSON.stringify(kept) });
  const startOver = (): void => {
    deleteStaged({});
    keepCursor('');
    keepPosition({ next: '', gap: null, replacing: collectionsInPlace() });
  };

  return {
    find: (collection, id) => select({ collection, id }),
    ofCollection: (collection) => selectCollection({ collection }),
    list: (collection) => selectList({ collection }),
    staged: () => selectStaged({}).map((row) => ({ ...row, removed: row.removed === 1 })),
    stagedCollections: () =>
      selectStagedCollections({ replacing: JSON.stringify(position().replacing) }).map(
        ({ collection }) => collection,
      ),
    cursor,
    nextCursor: () => position().next,
    gap: () => position().gap,
    replacing: () => position().replacing,
    stage: ({ documents, next }) => {
      for (const document of documents) upsertStaged({ ...document, removed: Number(document.removed) });
      keepPosition({ ...position(), next });
    },
    keepGap: (gap) => keepPosition({ ...position(), gap }),
    apply: (withheld = { heldBack: [] }) => {
      const kept = position();
      const waiting = [...withheld.heldBack, ...(withheld.incomplete ?? [])];
      const unfinished = kept.replacing.filter((collection) => waiting.includes(collection));
      const replaced = JSON.stringify(kept.replacing.filter((collection) => !waiting.includes(collection)));
      const heldBack = JSON.stringify(withheld.heldBack);
      const placing = { at: now(), heldBack, replacing: JSON.stringify(kept.replacing) };
      const staged = countApplied({ heldBack })?.documents ?? 0;
      const placed = applyStaged({ ...placing, removed: 0 });
      const withdrawn = applyStaged({ ...placing, removed: 1 });
      const deleted = deleteReplaced({ replaced, withdrawn: 0 });
      deleteReplaced({ replaced, withdrawn: 1 });
      deleteApplied({ heldBack, unfinished: JSON.stringify(unfinished) });
      keepCursor(kept.next);
      keepPosition({ ...kept, replacing: unfinished });
      return { placed, removed: withdrawn + deleted, stale: staged - placed - withdrawn };
    },
    drop: (collection, id) => {
      dropPlaced({ collection, id });
      dropStaged({ collection, id });
    },
    discardStaged: () => {
      const { gap, replacing } = position();
      if (replacing.length > 0) {
        startOver();
        return;
      }
      deleteStaged({});
      keepPosition({ next: cursor(), gap: gap === null ? null : '', replacing });
    },
    startOver,
  };
};
