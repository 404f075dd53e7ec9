import type { KeySet, SealingKey } from '../../platform/contract/api.ts';
import type { Catalogue } from '../../platform/contract/catalogue.ts';
import type { KioskPolicy } from '../../platform/contract/feed.ts';
import type { Guide } from '../../platform/contract/guide.ts';
import { createDocumentCheck, type DocumentRefusal } from './feed/check-document.ts';
import { createDocumentView, type DocumentView } from './feed/document-view.ts';
import type { ContentCheck, FeedStore } from './feed/ports.ts';
import { createPullRound, type RoundOutcome } from './feed/pull-round.ts';
import { createPageReader } from './feed/read-page.ts';
import type { PlatformClient } from './platform-client.ts';
import type { SyncLog } from './sync-log.ts';
import type { TrustedKeySet } from './trust/trusted-key-set.ts';

export type CatalogueState = 'loading' | 'current' | 'kept' | 'unavailable';

/** A document, or an item of the catalogue, that the kiosk does without or has only in an older version; texts are codes and names of documents. */
export interface MissingDocument {
  /** `collection/id`, `catalogue-item/code`, or null where not even that could be believed. */
  readonly document: string | null;
  readonly reason: DocumentRefusal | 'damaged-on-disk' | 'item-left-out';
}

/** Why the last round of the feed did not bring everything; texts are codes and names of documents. */
export interface FeedProblem {
  readonly reason: Exclude<RoundOutcome, { ok: true }>['reason'];
  /** `collection/id` of the first document that is not believed. */
  readonly document: string | null;
  readonly detail: string;
}

export interface TrustedDocuments
  extends Pick<
    DocumentView,
    | 'policies'
    | 'hallStructure'
    | 'serviceItemDocuments'
    | 'readServiceItems'
    | 'workingDays'
    | 'helpDirectory'
    | 'appointmentDirectory'
    | 'preparedDocuments'
    | 'expiredPrepared'
  > {
  keySet(): KeySet;
  /** The newest key that is good at `now` (milliseconds, platform time); null when the kiosk cannot seal and so not file. */
  sealingKey(now: number): SealingKey | null;
  catalogue(): Catalogue;
  catalogueState(): CatalogueState;
  /** By the code of their item. */
  guides(): ReadonlyMap<string, Guide>;
  /** Contents by id, as `templateCheck` passed them. */
  templates(): ReadonlyMap<string, unknown>;
  isRevoked(certificateNumber: string): boolean;
  policy(): KioskPolicy;
  /** What keeps the documents from becoming newer; null when the last round was whole. */
  problem(): FeedProblem | null;
  /** Documents that are refused as they come, those in place that the disk has damaged, and items that do not fit. */
  missing(): readonly MissingDocument[];
  onChange(listener: () => void): void;
  /** Brings back what was kept. Call once, before the first refresh. */
  restore(): Promise<void>;
  /** Resolves when that is over: before, nothing is known, which must not be told as if it were. */
  readonly restored: Promise<void>;
  /**
   * Fetches what has been published by now; what cannot be fetched or is not believed leaves the old in place. Calls share
   * a round that has not begun; one that is under way may have missed what is asked for, so the next one is waited for.
   */
  refresh(): Promise<RoundOutcome>;
}

/** Key set and published documents: verified when they come and when they are restored, kept for the time without a line. */
export const createTrustedDocuments = (options: {
  readonly store: FeedStore;
  readonly client: Pick<PlatformClient, 'feed'>;
  readonly keySet: TrustedKeySet;
  readonly kioskId: string;
  /** Whether the core can print with a template: one that is broken is refused when it comes. */
  readonly templateCheck: ContentCheck;
  readonly log: SyncLog;
}): TrustedDocuments => {
  const { store, client, keySet, log } = options;
  const check = createDocumentCheck(
    { answerKeys: () => keySet.keySet().answerKeys, kioskId: options.kioskId },
    options.templateCheck,
  );
  const view = createDocumentView({ store, check, log });
  const round = createPullRound({
    store,
    readPage: createPageReader({
      store,
      client,
      check,
      keySet: { issuedAt: () => keySet.keySet().issuedAt, refresh: keySet.refresh },
      damaged: view.damaged,
    }),
    damaged: view.damaged,
    onApplied: (replaced) => (replaced ? view.loadAnew() : view.load()),
  });
  let state: CatalogueState = 'loading';
  let problem: FeedProblem | null = null;
  /** The round that has not begun yet, and the last one that was asked for. */
  let next: Promise<RoundOutcome> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  /** Refused documents that the log has been told of. */
  let told: ReadonlySet<string> = new Set();
  const listeners = new Set<() => void>();
  const restoration = Promise.withResolvers<void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  const bringBack = async (): Promise<void> => {
    const kept = store.read(({ keptDocuments }) => keptDocuments.find('signed-key-set')?.body ?? null);
    if (kept.ok && kept.value !== null && !(await keySet.take(kept.value))) {
      log.error('key-set-on-disk-refused');
    }
    await view.load();
    if (view.catalogue().items.length + view.catalogue().applications.length === 0) return;
    state = 'kept';
    changed();
  };

  keySet.onNewer((_keySet, body) => {
    const kept = store.transaction(({ keptDocuments }) => {
      keptDocuments.keep({ name: 'signed-key-set', body });
      return { ok: true };
    });
    if (!kept.ok) log.error('key-set-not-kept', { reason: kept.reason });
    changed();
  });

  const toProblem = (outcome: Exclude<RoundOutcome, { ok: true }>): FeedProblem => ({
    reason: outcome.reason,
    document: outcome.reason === 'document-refused' ? (outcome.refused[0]?.document ?? null) : null,
    detail: outcome.detail,
  });

  const isCatalogueHeldBack = (): boolean => round.heldBack().includes('catalogue');

  /** Once for each problem, not again with every round that meets it. */
  const tellProblem = (found: FeedProblem | null): void => {
    const isSame = found?.reason === problem?.reason && found?.document === problem?.document;
    problem = found;
    if (isSame) return;
    if (found) log.warn('documents-not-refreshed', { ...found });
    else log.info('documents-refreshed');
  };
  const tellRefused = (): void => {
    const refused = round.refused();
    const names = new Set(refused.map(({ document, detail }) => `${document} ${detail}`));
    for (const { document, collection, refusal, detail } of refused) {
      if (told.has(`${document} ${detail}`)) continue;
      log.warn('document-refused', { document, collection, reason: refusal, detail });
    }
    told = names;
  };

  const pull = async (): Promise<RoundOutcome> => {
    if (view.damaged().size > 0) {
      // Perhaps it is not they that are damaged, but the key set that they verify with.
      await keySet.refresh();
      await view.load();
    }
    const outcome = await round.run();
    tellProblem(outcome.ok ? null : toProblem(outcome));
    tellRefused();
    const hasItems = view.catalogue().items.length + view.catalogue().applications.length > 0;
    const isWhole = outcome.ok || (outcome.reason === 'document-refused' && !isCatalogueHeldBack());
    if (hasItems) state = isWhole ? 'current' : 'kept';
    else state = 'unavailable';
    changed();
    return outcome;
  };

  return {
    keySet: keySet.keySet,
    sealingKey: (now) =>
      keySet
        .keySet()
        .sealingKeys.filter(({ notBefore, notAfter }) => notBefore <= now && now < notAfter)
        .sort((a, b) => b.notBefore - a.notBefore)[0] ?? null,
    catalogue: view.catalogue,
    catalogueState: () => state,
    guides: view.guides,
    policies: view.policies,
    hallStructure: view.hallStructure,
    serviceItemDocuments: view.serviceItemDocuments,
    readServiceItems: view.readServiceItems,
    templates: view.templates,
    workingDays: view.workingDays,
    helpDirectory: view.helpDirectory,
    appointmentDirectory: view.appointmentDirectory,
    isRevoked: view.isRevoked,
    policy: view.policy,
    preparedDocuments: view.preparedDocuments,
    expiredPrepared: view.expiredPrepared,
    problem: () => problem,
    missing: () => [
      ...round.refused().map(({ document, refusal }) => ({ document, reason: refusal })),
      ...[...view.damaged()].map((document) => ({ document, reason: 'damaged-on-disk' as const })),
      ...view
        .itemsLeftOut()
        .map(({ item }) => ({ document: `catalogue-item/${item ?? '?'}`, reason: 'item-left-out' as const })),
    ],
    onChange: (listener) => {
      listeners.add(listener);
    },
    restore: () => bringBack().finally(restoration.resolve),
    restored: restoration.promise,
    refresh: () => {
      if (next !== null) return next;
      const begin = (): Promise<RoundOutcome> => {
        next = null;
        return pull();
      };
      // A round that broke off with its database takes nothing from the next one.
      next = last.then(begin, begin);
      last = next;
      return next;
    },
  };
};
