import type { StorageFailure } from '../../../db/storage-failure.ts';
import type { FeedApplied } from '../../../db/stores/feed-documents.ts';
import { type FeedCollection, feedCollections } from '../../../platform/contract/feed.ts';
import type { PlatformFailure } from '../platform-outcome.ts';
import type { FeedStore } from './ports.ts';
import { putInPlace } from './put-in-place.ts';
import type { CheckedPage, Pass } from './read-page.ts';
import {
  createRefusals,
  heldBackBy,
  heldTogether,
  incompleteBy,
  type RefusedDocument,
  type Refusals,
} from './refusals.ts';

/** Pages in one pass at most: a feed without an end must not fill the disk. */
export const maximumPages = 2_000;
/** Rounds between two looks at what was refused, at most; a round comes about every ten minutes. */
export const longestWaitRounds = 64;

export type RoundOutcome =
  | { readonly ok: true; readonly applied: FeedApplied }
  | PlatformFailure
  | StorageFailure
  /** Documents that are not believed: what they hold back stays as it was, all else is in place. */
  | {
      readonly ok: false;
      readonly reason: 'document-refused';
      readonly detail: string;
      readonly applied: FeedApplied;
      readonly refused: readonly RefusedDocument[];
    };

export interface PullRound {
  run(): Promise<RoundOutcome>;
  /** What is not believed of the feed as far as it was read. */
  refused(): readonly RefusedDocument[];
  /** Collections that stay as they are until what was refused is good. */
  heldBack(): readonly FeedCollection[];
}

type Failure = PlatformFailure | StorageFailure;
type Done = { readonly ok: true } | Failure;

const withoutEnd = (detail: string): PlatformFailure => ({ ok: false, reason: 'malformed-reply', detail });

const sum = (a: FeedApplied, b: FeedApplied): FeedApplied => ({
  placed: a.placed + b.placed,
  removed: a.removed + b.removed,
  stale: a.stale + b.stale,
});

/**
 * Fetches what was published since the last round, page by page, and puts it in place in one transaction once the last
 * page is in. What was staged by a round that a crash or the line broke off is gone on with.
 *
 * A document that is not believed holds back its own collection and no other: the documents of a collection belong
 * together (a catalogue in several parts, the guides to its items), so they are put in place together or not at all, and
 * until then the old ones stay. Between collections there is no such bond that would be worth what a common
 * transaction costs: one broken guide would keep a revocation from every kiosk. Revocations and prepared documents are
 * held back by nothing (refusals.ts), and keys come before any document.
 *
 * The cursor goes on over what was refused, for what comes after it must be heard of. That something is missing, and
 * from where on, is written in the same transaction (`gap`): the feed is read again from there, moving no cursor, after
 * 1, 2, 4 … rounds, at once after a restart and when something new comes for what is held back. So is a document read
 * again that was damaged on the disk. The cursor itself never goes back in one history of the feed.
 *
 * But a platform that was brought back from a backup does not know the cursor any more (`cursor-unknown`), and versions
 * count anew there. Then everything is read from the start, and what is in place, which stays until the last page is in,
 * is replaced as a whole: by lower versions too, and by nothing where nothing came. So it is where there are documents
 * and no cursor (a database that was recovered). That it is being replaced is on the disk with the cursor, by collection:
 * what a refused document holds back is replaced once that is good. Of revocations and prepared documents all that came
 * is put in place at once then, too, but nothing deleted before all is good: a revocation that cannot be read must not
 * make the one before it void.
 */
export const createPullRound = (options: {
  readonly store: FeedStore;
  readonly readPage: (after: string, pass: Pass) => Promise<CheckedPage | Failure>;
  /** `collection/id` of documents in place that the disk does not give back as they were signed. */
  readonly damaged: () => ReadonlySet<string>;
  /** Something was put in place, perhaps in the same version (`replaced`); awaited before the round goes on. */
  readonly onApplied: (replaced: boolean) => Promise<void>;
}): PullRound => {
  const { store, readPage } = options;
  let refusals = createRefusals();
  /** Whether `refusals` holds all that there are: after a restart not before the gap was read again. */
  let known = false;
  /** How far the feed was read again, and what was refused there. */
  let reread: { at: string; readonly found: Refusals } | null = null;
  /** Rounds to let pass before the gap is read again, and how often that has come to nothing. */
  let waitRounds = 0;
  let rereads = 0;
  /** Damaged documents that the feed was, or is being, read again for. */
  const sought = new Set<string>();
  let seeking = false;

  const heldBack = (): readonly FeedCollection[] => (known ? heldBackBy(refusals.list()) : heldTogether);
  const incomplete = (): readonly FeedCollection[] =>
    known ? incompleteBy(refusals.list()) : feedCollections;

  /** Says whether the gap is to be read again in this round. */
  const begin = (): { readonly ok: true; readonly isDue: boolean } | StorageFailure => {
    const damaged = options.damaged();
    for (const name of sought) if (!damaged.has(name)) sought.delete(name);
    const position = store.read(({ feedDocuments }) => ({
      gap: feedDocuments.gap(),
      next: feedDocuments.nextCursor(),
    }));
    if (!position.ok) return position;
    if (position.value.gap === null) {
      refusals = createRefusals();
      known = true;
    }
    const found = [...damaged].filter((name) => !sought.has(name));
    // Without a cursor everything is read anyway.
    if (found.length === 0 || position.value.next === '') {
      return { ok: true, isDue: position.value.gap !== null && (!known || seeking || waitRounds <= 0) };
    }
    const kept = store.transaction(({ feedDocuments }) => {
      feedDocuments.keepGap('');
      return { ok: true };
    });
    if (!kept.ok) return kept;
    for (const name of found) sought.add(name);
    seeking = true;
    reread = null;
    return { ok: true, isDue: true };
  };

  /** Writes down a page of news; with a document refused on it also that something is missing from here on. */
  const stageNews = (page: CheckedPage, after: string): Done =>
    store.transaction(({ feedDocuments }) => {
      feedDocuments.stage({ documents: page.documents, next: page.next });
      if (page.refused.length > 0 && feedDocuments.gap() === null) feedDocuments.keepGap(after);
      return { ok: true };
    });

  const giveUp = (): Failure => {
    known = false;
    reread = null;
    const discarded = store.transaction(({ feedDocuments }) => {
      feedDocuments.discardStaged();
      return { ok: true };
    });
    return discarded.ok ? withoutEnd('the feed has no end') : discarded;
  };

  /** Says whether something came of a collection that was held back: perhaps what it waits for. */
  const readNews = async (): Promise<{ readonly ok: true; readonly isAwaited: boolean } | Failure> => {
    const before = new Set<string>(known ? heldBack() : []);
    let isAwaited = false;
    for (let pages = 0; pages < maximumPages; pages += 1) {
      const position = store.read(({ feedDocuments }) => feedDocuments.nextCursor());
      if (!position.ok) return position;
      const after = position.value;
      const page = await readPage(after, 'news');
      if (!page.ok) return page;
      if (page.more && page.next === after) return withoutEnd('the feed stands still');
      // Nothing new, which is what nearly every round finds: nothing is written.
      const isNews = page.documents.length + page.refused.length > 0 || page.next !== after;
      const staged = isNews ? stageNews(page, after) : { ok: true as const };
      if (!staged.ok) return staged;
      for (const name of page.good) refusals.superseded(name);
      for (const refused of page.refused) refusals.add(refused, after);
      isAwaited ||= page.documents.some(({ collection }) => before.has(collection));
      if (!page.more) return { ok: true, isAwaited };
    }
    return giveUp();
  };

  const readAgain = async (from: string): Promise<Done> => {
    reread ??= { at: from, found: createRefusals() };
    const { found } = reread;
    for (let pages = 0; pages < maximumPages; pages += 1) {
      const { at } = reread;
      const page = await readPage(at, 'again');
      if (!page.ok) return page;
      const staged =
        page.documents.length === 0
          ? { ok: true as const }
          : store.transaction(({ feedDocuments }) => {
              feedDocuments.stage({ documents: page.documents, next: feedDocuments.nextCursor() });
              return { ok: true };
            });
      if (!staged.ok) return staged;
      for (const name of page.good) found.superseded(name);
      for (const refused of page.refused) found.add(refused, at);
      if (!page.more) {
        refusals = found;
        known = true;
        seeking = false;
        reread = null;
        rereads = found.list().length > 0 ? rereads + 1 : 0;
        waitRounds = Math.min(longestWaitRounds, 2 ** rereads) - 1;
        return { ok: true };
      }
      if (page.next === at) {
        reread = null;
        return withoutEnd('the feed stands still');
      }
      reread.at = page.next;
    }
    return giveUp();
  };

  /** Puts in place what is not held back. */
  const apply = async (): Promise<{ readonly ok: true; readonly applied: FeedApplied } | StorageFailure> => {
    const done = putInPlace(store, {
      withheld: { heldBack: heldBack(), incomplete: incomplete() },
      ...(known && !seeking ? { missingFrom: refusals.firstPosition() } : {}),
    });
    if (!done.ok) return done;
    const { applied, isReplacement } = done;
    if (applied.placed + applied.removed > 0) await options.onApplied(isReplacement);
    return { ok: true, applied };
  };

  const readRound = async (): Promise<RoundOutcome> => {
    const begun = begin();
    if (!begun.ok) return begun;
    const news = await readNews();
    if (!news.ok) return news;
    let done = await apply();
    if (!done.ok) return done;
    const from = store.read(({ feedDocuments }) => feedDocuments.gap());
    if (!from.ok) return from;
    const isDue = begun.isDue || news.isAwaited;
    if (!isDue) waitRounds -= 1;
    if (isDue && from.value !== null) {
      const again = await readAgain(from.value);
      if (!again.ok) return again;
      const { applied } = done;
      done = await apply();
      if (!done.ok) return done;
      done = { ok: true, applied: sum(applied, done.applied) };
    }
    const refused = refusals.list();
    const [first] = refused;
    if (!first) return done;
    const detail = `${first.refusal} ${first.detail}`;
    return { ok: false, reason: 'document-refused', detail, applied: done.applied, refused };
  };

  /** Has everything read from the start; says whether nothing had been put in place since it was last so. */
  const startOver = (): { readonly ok: true; readonly isAgain: boolean } | StorageFailure => {
    const started = store.transaction(({ feedDocuments }) => {
      const isAgain = feedDocuments.cursor() === '';
      feedDocuments.startOver();
      return { ok: true, isAgain };
    });
    if (!started.ok) return started;
    refusals = createRefusals();
    known = true;
    reread = null;
    waitRounds = 0;
    rereads = 0;
    sought.clear();
    seeking = false;
    return started;
  };

  const run = async (): Promise<RoundOutcome> => {
    const outcome = await readRound();
    if (outcome.ok || outcome.reason !== 'refused' || outcome.problem !== 'cursor-unknown') return outcome;
    const started = startOver();
    if (!started.ok) return started;
    // Who says so again and again is asked no more often than one that fails.
    return started.isAgain ? outcome : run();
  };

  return { run, refused: () => refusals.list(), heldBack: () => (known ? heldBack() : []) };
};
