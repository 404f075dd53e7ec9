import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { StagedFeedDocument } from '../../../db/stores/feed-documents.ts';
import type { FeedPage } from '../../../platform/contract/feed.ts';
import type { PlatformClient, PlatformFailure } from '../platform-client.ts';
import { type DocumentCheck, nameOf } from './check-document.ts';
import type { FeedStore } from './ports.ts';
import type { RefusedDocument } from './refusals.ts';

/** Documents asked for at once. Guides and templates are some kilobytes each. */
export const documentsPerPage = 100;
/** A page larger than the client reads is asked for again with a quarter of the documents. */
const smallerBy = 4;

/** A page whose documents were checked. */
export interface CheckedPage {
  readonly ok: true;
  readonly next: string;
  readonly more: boolean;
  /** Those that are to be put in place. */
  readonly documents: readonly StagedFeedDocument[];
  /** Names of those that are good, whether they are in place already or not. */
  readonly good: readonly string[];
  readonly refused: readonly RefusedDocument[];
}

/**
 * What is new to the kiosk, or what it reads again: there an older version than the one in place is no news. Of a
 * collection that is being replaced every version is news.
 */
export type Pass = 'news' | 'again';

/** Fetches a page of the feed, and a newer key set where the page says that there is one, and checks each document. */
export const createPageReader = (options: {
  readonly store: FeedStore;
  readonly client: Pick<PlatformClient, 'feed'>;
  readonly check: (jws: string) => Promise<DocumentCheck>;
  /** `issuedAt` of the key set in force, and a way to a newer one. */
  readonly keySet: {
    issuedAt(): number;
    refresh(): Promise<{ readonly ok: true } | PlatformFailure>;
  };
  /** `collection/id` of documents in place that the disk does not give back as they were signed. */
  readonly damaged: () => ReadonlySet<string>;
}): ((after: string, pass: Pass) => Promise<CheckedPage | PlatformFailure | StorageFailure>) => {
  const { store, client, check, keySet, damaged } = options;
  let limit = documentsPerPage;

  const fetchPage = async (after: string) => {
    for (;;) {
      const page = await client.feed(after, limit);
      // Too large to be read and malformed in another way look the same; a single document decides.
      if (page.ok || page.reason !== 'malformed-reply' || limit === 1) return page;
      limit = Math.max(1, Math.floor(limit / smallerBy));
    }
  };

  const verifyAll = async (page: FeedPage) => {
    const verified: { readonly checked: DocumentCheck; readonly jws: string }[] = [];
    for (const jws of page.documents) verified.push({ checked: await check(jws), jws });
    return verified;
  };

  return async (after, pass) => {
    const fetched = await fetchPage(after);
    if (!fetched.ok) return fetched;
    const { next, more, keySetIssuedAt } = fetched.value;
    if (keySetIssuedAt > keySet.issuedAt()) {
      const refreshed = await keySet.refresh();
      if (!refreshed.ok) return refreshed;
    }
    const verified = await verifyAll(fetched.value);
    const versions = store.read(({ feedDocuments }) => {
      const replacing = feedDocuments.replacing();
      return verified.map(({ checked }) => {
        if (!checked.ok || replacing.includes(checked.document.collection)) return 0;
        return feedDocuments.find(checked.document.collection, checked.document.id)?.version ?? 0;
      });
    });
    if (!versions.ok) return versions;

    const documents: StagedFeedDocument[] = [];
    const good: string[] = [];
    let refused: RefusedDocument[] = [];
    for (const [index, { checked, jws }] of verified.entries()) {
      if (!checked.ok) {
        const { reason, name, collection, detail } = checked;
        refused.push({ refusal: reason, document: name, collection, detail });
        continue;
      }
      const { collection, id, version, removed } = checked.document;
      const name = nameOf(checked.document);
      const inPlace = versions.value[index] ?? 0;
      if (version < inPlace) {
        const detail = `${version} after ${inPlace}`;
        const wentBack = { refusal: 'version-went-back', document: name, collection, detail } as const;
        if (pass === 'news') refused.push(wentBack);
        continue;
      }
      good.push(name);
      // Of a feed that holds every version, one that was refused may be followed by the one that repairs it.
      refused = refused.filter(({ document }) => document !== name);
      if (version > inPlace || damaged().has(name)) documents.push({ collection, id, version, removed, jws });
    }
    return { ok: true, next, more, documents, good, refused };
  };
};
