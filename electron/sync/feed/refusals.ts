import { type FeedCollection, feedCollections } from '../../../platform/contract/feed.ts';
import type { DocumentRefusal } from './check-document.ts';

/** A document of the feed that is not believed. */
export interface RefusedDocument {
  readonly refusal: DocumentRefusal;
  /** `collection/id`, or null where not even that could be believed. */
  readonly document: string | null;
  readonly collection: FeedCollection | null;
  readonly detail: string;
}

/** The refused documents of the feed, in its order. */
export interface Refusals {
  /** @param after the position of its page */
  add(refused: RefusedDocument, after: string): void;
  /** A newer version of the document is good: what was refused is superseded. */
  superseded(name: string): void;
  list(): readonly RefusedDocument[];
  /** Where the first of them stands; null when there is none. */
  firstPosition(): string | null;
}

/**
 * Collections whose documents say nothing about one another: each is put in place as soon as it is good. A certificate
 * is no less revoked, and a document prepared for one resident no less good, because another document is broken.
 */
const standingAlone: readonly FeedCollection[] = ['revocations', 'prepared-document'];

/** Collections whose documents are put in place together, or not at all. */
export const heldTogether = feedCollections.filter((collection) => !standingAlone.includes(collection));

/** Of which something is missing: each one's own collection, and with one of which nothing can be read every collection. */
export const incompleteBy = (refused: readonly RefusedDocument[]): readonly FeedCollection[] =>
  feedCollections.filter((one) =>
    refused.some(({ collection }) => collection === null || collection === one),
  );

/** What these hold back. */
export const heldBackBy = (refused: readonly RefusedDocument[]): readonly FeedCollection[] =>
  incompleteBy(refused).filter((collection) => heldTogether.includes(collection));

export const createRefusals = (): Refusals => {
  const refusals = new Map<string, { readonly refused: RefusedDocument; readonly after: string }>();
  let nameless = 0;
  return {
    add: (refused, after) => {
      nameless += 1;
      const name = refused.document ?? `#${nameless}`;
      refusals.set(name, { refused, after: refusals.get(name)?.after ?? after });
    },
    superseded: (name) => {
      refusals.delete(name);
    },
    list: () => [...refusals.values()].map(({ refused }) => refused),
    firstPosition: () => [...refusals.values()][0]?.after ?? null,
  };
};
