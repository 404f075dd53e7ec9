import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { FeedApplied, Withheld } from '../../../db/stores/feed-documents.ts';
import type { FeedStore } from './ports.ts';

export type PutInPlace =
  | {
      readonly ok: true;
      readonly applied: FeedApplied;
      /** Versions did not count: a document may say something else in the same version now. */
      readonly isReplacement: boolean;
    }
  | StorageFailure;

const nothingApplied: FeedApplied = { placed: 0, removed: 0, stale: 0 };

/**
 * Puts in place what is staged and not withheld, moves the cursor, and keeps from where on something is missing, in one
 * transaction with its audit entry. Where nothing would change, nothing is written.
 *
 * @param options.missingFrom the gap to be kept; undefined leaves it as it is
 */
export const putInPlace = (
  store: FeedStore,
  { withheld, missingFrom }: { readonly withheld: Required<Withheld>; readonly missingFrom?: string | null },
): PutInPlace => {
  const state = store.read(({ feedDocuments }) => {
    const replacing = feedDocuments.replacing();
    return {
      gap: feedDocuments.gap(),
      isReplacement: replacing.length > 0,
      isReplaced: replacing.some((collection) => !withheld.incomplete.includes(collection)),
      isReady: feedDocuments
        .stagedCollections()
        .some((collection) => !withheld.heldBack.includes(collection)),
      isMoved: feedDocuments.cursor() !== feedDocuments.nextCursor(),
    };
  });
  if (!state.ok) return state;
  const { isReplacement, isReplaced, isReady, isMoved } = state.value;
  const gap = missingFrom === undefined ? state.value.gap : missingFrom;
  if (!isReplaced && !isReady && !isMoved && gap === state.value.gap) {
    return { ok: true, applied: nothingApplied, isReplacement };
  }
  return store.transaction(({ feedDocuments, audit }) => {
    const applied = feedDocuments.apply(withheld);
    feedDocuments.keepGap(gap);
    if (isReplaced || isReady) {
      audit.append({
        actor: { kind: 'platform', pseudonym: null },
        action: isReplaced ? 'sync.documents-replaced' : 'sync.documents-applied',
        details: { ...applied },
      });
    }
    return { ok: true, applied, isReplacement };
  });
};
