import { type Catalogue, catalogueSchema } from '../../../platform/contract/catalogue.ts';
import {
  type FeedCollection,
  feedCollections,
  type KioskPolicy,
  kioskPolicySchema,
  type PreparedDocument,
  preparedDocumentSchema,
  revocationsSchema,
} from '../../../platform/contract/feed.ts';
import { type Guide, guideSchema } from '../../../platform/contract/guide.ts';
import type { SyncLog } from '../sync-log.ts';
import { type DocumentCheck, nameOf } from './check-document.ts';
import type { FeedStore } from './ports.ts';

/** Until the centre has decided otherwise. */
export const defaultPolicy: KioskPolicy = {
  acknowledgedRetentionDays: 30,
  backupRetentionDays: 14,
  healthReportSeconds: 60,
};

/** Where a prepared document finds its holder; its sealed text stays on the disk. */
interface PreparedEntry {
  readonly id: string;
  readonly holderTag: string;
  readonly expiresAt: number;
}

/** What is remembered of a document in place: its content, or of a prepared one only the way to it. */
interface Loaded {
  readonly version: number;
  readonly content: unknown;
  readonly prepared: PreparedEntry | null;
}

export interface DocumentView {
  catalogue(): Catalogue;
  /** By the code of their item. */
  guides(): ReadonlyMap<string, Guide>;
  /** By id, as their reader's check passed them. */
  templates(): ReadonlyMap<string, unknown>;
  isRevoked(certificateNumber: string): boolean;
  policy(): KioskPolicy;
  /** Documents delivered in advance for the holder of this tag that have not expired at `now`; read and verified anew. */
  preparedDocuments(holderTag: string, now: number): Promise<readonly PreparedDocument[]>;
  /**
   * Reads and verifies what is new in the store, and what could not be verified before. What does not verify is left
   * out, told in the log, and one of the `damaged`.
   */
  load(): Promise<void>;
  /** Reads and verifies everything: what was put in place may say something else in the same version. */
  loadAnew(): Promise<void>;
  /** `collection/id` of what is in place and did not verify when it was last read. */
  damaged(): ReadonlySet<string>;
}

const empty: Catalogue = { version: 'none', items: [], applications: [] };

/** Of several catalogues the items together; of two with one code the first. */
const joinCatalogues = (catalogues: readonly Catalogue[]): Catalogue => {
  const byCode = <Item extends { readonly code: string }>(items: readonly Item[]): Item[] =>
    [...new Map([...items].reverse().map((item) => [item.code, item])).values()].reverse();
  const [first, ...others] = catalogues;
  if (!first) return empty;
  if (others.length === 0) return first;
  return {
    version: catalogues.map(({ version }) => version).join(' '),
    items: byCode(catalogues.flatMap(({ items }) => items)),
    applications: byCode(catalogues.flatMap(({ applications }) => applications)),
  };
};

/**
 * The documents in place as the core sees them. They are verified when they are read: what lies on the disk may have
 * been changed there. Prepared documents stay on the disk until their holder stands there.
 */
export const createDocumentView = (options: {
  readonly store: FeedStore;
  readonly check: (jws: string) => Promise<DocumentCheck>;
  readonly log: SyncLog;
}): DocumentView => {
  const { store, check, log } = options;
  const damaged = new Set<string>();
  const loaded = new Map<FeedCollection, ReadonlyMap<string, Loaded>>();
  /** Collections of which what is loaded is of no use any more, whatever its version. */
  const outdated = new Set<FeedCollection>();
  let catalogue = empty;
  let guides: ReadonlyMap<string, Guide> = new Map();
  let templates: ReadonlyMap<string, unknown> = new Map();
  let revoked: ReadonlySet<string> = new Set();
  let policy = defaultPolicy;

  const open = async (collection: FeedCollection, id: string): Promise<unknown> => {
    const found = store.read(({ feedDocuments }) => feedDocuments.find(collection, id));
    const name = nameOf({ collection, id });
    if (!found.ok || found.value === undefined) return undefined;
    const checked = await check(found.value.jws);
    if (checked.ok && nameOf(checked.document) === name && checked.document.version === found.value.version) {
      damaged.delete(name);
      return checked.document.content;
    }
    const reason = checked.ok ? 'misplaced' : checked.reason;
    if (!damaged.has(name)) log.error('document-on-disk-refused', { collection, id, reason });
    damaged.add(name);
    return undefined;
  };

  const loadedOf = (collection: FeedCollection, id: string, version: number, content: unknown): Loaded => {
    if (collection !== 'prepared-document') return { version, content, prepared: null };
    const { holderTag, expiresAt } = preparedDocumentSchema.parse(content);
    return { version, content: null, prepared: { id, holderTag, expiresAt } };
  };

  const loadCollection = async (collection: FeedCollection): Promise<void> => {
    const listed = store.read(({ feedDocuments }) => feedDocuments.list(collection));
    if (!listed.ok) return;
    const before = outdated.has(collection) ? undefined : loaded.get(collection);
    const now = new Map<string, Loaded>();
    for (const { id, version } of listed.value) {
      const same = before?.get(id);
      if (same?.version === version && !damaged.has(nameOf({ collection, id }))) {
        now.set(id, same);
        continue;
      }
      const content = await open(collection, id);
      if (content !== undefined) now.set(id, loadedOf(collection, id, version, content));
    }
    loaded.set(collection, now);
    outdated.delete(collection);
    const inPlace = new Set(listed.value.map(({ id }) => nameOf({ collection, id })));
    for (const name of damaged) {
      if (name.startsWith(`${collection}/`) && !inPlace.has(name)) damaged.delete(name);
    }
  };

  const contentsOf = (collection: FeedCollection): readonly unknown[] =>
    [...(loaded.get(collection)?.values() ?? [])].map(({ content }) => content);

  const load = async (): Promise<void> => {
    for (const collection of feedCollections) await loadCollection(collection);
    catalogue = joinCatalogues(contentsOf('catalogue').map((content) => catalogueSchema.parse(content)));
    guides = new Map(
      contentsOf('guide')
        .map((content) => guideSchema.parse(content))
        .map((guide) => [guide.item, guide]),
    );
    templates = new Map([...(loaded.get('template') ?? [])].map(([id, { content }]) => [id, content]));
    revoked = new Set(
      contentsOf('revocations').flatMap((content) => revocationsSchema.parse(content).certificateNumbers),
    );
    const [settings] = contentsOf('settings');
    policy = settings === undefined ? defaultPolicy : kioskPolicySchema.parse(settings);
  };

  return {
    catalogue: () => catalogue,
    guides: () => guides,
    templates: () => templates,
    isRevoked: (certificateNumber) => revoked.has(certificateNumber),
    policy: () => policy,
    preparedDocuments: async (holderTag, now) => {
      const found: PreparedDocument[] = [];
      for (const { prepared } of loaded.get('prepared-document')?.values() ?? []) {
        if (prepared === null || prepared.holderTag !== holderTag || prepared.expiresAt <= now) continue;
        const content = await open('prepared-document', prepared.id);
        if (content !== undefined) found.push(preparedDocumentSchema.parse(content));
      }
      return found;
    },
    damaged: () => damaged,
    load,
    loadAnew: async () => {
      for (const collection of feedCollections) outdated.add(collection);
      await load();
    },
  };
};
