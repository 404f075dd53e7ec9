import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { FeedApplied, StagedFeedDocument } from '../../../db/stores/feed-documents.ts';
import type { FeedPage } from '../../../platform/contract/feed.ts';
import type { PlatformClient, PlatformFailure } from '../platform-client.ts';
import { type DocumentCheck, type DocumentRefusal, nameOf } from './check-document.ts';
import type { FeedStore } from './ports.ts';

/** Documents asked for at once. Guides and templates are some kilobytes each. */
export const documentsPerPage = 100;
/** A page larger than the client reads is asked for again with a quarter of the documents. */
const smallerBy = 4;
/** Pages in one round at most: a feed without an end must not fill the disk. */
export const maximumPages = 2_000;

export type RoundOutcome =
  | { readonly ok: true; readonly applied: FeedApplied }
  | PlatformFailure
  | StorageFailure
  /** A document that is not believed: the round is given up and what is in place stays. */
  | {
      readonly ok: false;
      readonly reason: 'document-refused';
      readonly refusal: DocumentRefusal;
      /** `collection/id`, or null where not even that could be believed. */
      readonly document: string | null;
      readonly detail: string;
    };

const withoutEnd = (detail: string): PlatformFailure => ({ ok: false, reason: 'malformed-reply', detail });

const nothingApplied: FeedApplied = { placed: 0, removed: 0, stale: 0 };

/**
 * Fetches what was published since the last round, page by page, each document checked when it comes, and puts all of
 * it in place in one transaction once the last page is in. What was staged by a round that a crash or the line broke
 * off is gone on with; what a refused document spoils is thrown away, and the cursor stays where it was.
 */
export const createPullRound = (options: {
  readonly store: FeedStore;
  readonly client: Pick<PlatformClient, 'feed'>;
  readonly check: (jws: string) => Promise<DocumentCheck>;
  /** `issuedAt` of the key set in force, and a way to a newer one. */
  readonly keySet: {
    issuedAt(): number;
    refresh(): Promise<{ readonly ok: true } | PlatformFailure>;
  };
}): (() => Promise<RoundOutcome>) => {
  const { store, client, check, keySet } = options;
  let limit = documentsPerPage;

  const fetchPage = async (after: string) => {
    for (;;) {
      const page = await client.feed(after, limit);
      // Too large to be read and malformed in another way look the same; a single document decides.
      if (page.ok || page.reason !== 'malformed-reply' || limit === 1) return page;
      limit = Math.max(1, Math.floor(limit / smallerBy));
    }
  };

  const checkPage = async (
    page: FeedPage,
  ): Promise<
    | { readonly ok: true; readonly documents: readonly StagedFeedDocument[] }
    | Exclude<RoundOutcome, { ok: true }>
  > => {
    const documents: StagedFeedDocument[] = [];
    for (const jws of page.documents) {
      const checked = await check(jws);
      if (!checked.ok) {
        const { reason, name, detail } = checked;
        return { ok: false, reason: 'document-refused', refusal: reason, document: name, detail };
      }
      const { collection, id, version, removed } = checked.document;
      const found = store.read(({ feedDocuments }) => feedDocuments.find(collection, id)?.version ?? 0);
      if (!found.ok) return found;
      if (version < found.value) {
        return {
          ok: false,
          reason: 'document-refused',
          refusal: 'version-went-back',
          document: nameOf(checked.document),
          detail: `${version} after ${found.value}`,
        };
      }
      if (version > found.value) documents.push({ collection, id, version, removed, jws });
    }
    return { ok: true, documents };
  };

  const stage = (page: FeedPage, documents: readonly StagedFeedDocument[]) =>
    store.transaction(({ feedDocuments }) => {
      feedDocuments.stage({ documents, next: page.next });
      return { ok: true };
    });

  const apply = () =>
    store.transaction(({ feedDocuments, audit }) => {
      const applied = feedDocuments.apply();
      audit.append({
        actor: { kind: 'platform', pseudonym: null },
        action: 'sync.documents-applied',
        details: { ...applied },
      });
      return { ok: true, applied };
    });

  const giveUp = (outcome: Exclude<RoundOutcome, { ok: true }>): RoundOutcome => {
    const discarded = store.transaction(({ feedDocuments }) => {
      feedDocuments.discardStaged();
      return { ok: true };
    });
    return discarded.ok ? outcome : discarded;
  };

  return async () => {
    for (let pages = 0; pages < maximumPages; pages += 1) {
      const position = store.read(({ feedDocuments }) => feedDocuments.nextCursor());
      if (!position.ok) return position;
      const fetched = await fetchPage(position.value);
      if (!fetched.ok) return fetched;
      const page = fetched.value;
      if (page.keySetIssuedAt > keySet.issuedAt()) {
        const refreshed = await keySet.refresh();
        if (!refreshed.ok) return refreshed;
      }
      const checked = await checkPage(page);
      if (!checked.ok) return checked.reason === 'document-refused' ? giveUp(checked) : checked;
      if (page.more && page.next === position.value) return giveUp(withoutEnd('the feed stands still'));

      const idle = !page.more && checked.documents.length === 0 && page.next === position.value;
      const staged = store.read(({ feedDocuments }) => feedDocuments.staged().length);
      if (!staged.ok) return staged;
      // Nothing new, which is what nearly every round finds: nothing is written.
      if (idle && staged.value === 0) return { ok: true, applied: nothingApplied };
      const kept = stage(page, checked.documents);
      if (!kept.ok) return kept;
      if (!page.more) return apply();
    }
    return giveUp(withoutEnd('the feed has no end'));
  };
};
