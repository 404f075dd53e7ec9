import { hash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Catalogue } from '../../../platform/contract/catalogue.ts';
import {
  type FeedCollection,
  feedCollections,
  feedDocumentSchema,
  type KioskPolicy,
  kioskPolicySchema,
  type PreparedDocument,
  preparedDocumentSchema,
  revocationsSchema,
} from '../../../platform/contract/feed.ts';
import type { z } from 'zod';
import { type ItemLeftOut, readCatalogue } from '../../../platform/contract/read-catalogue.ts';
import { type Guide, guideSchema } from '../../../platform/contract/guide.ts';
import { type Policy, policiesDocumentSchema, policySchema } from '../../../platform/contract/policies.ts';
import {
  type HallStructure,
  hallStructureSchema,
  serviceItemsSchema,
} from '../../../platform/contract/service-hall.ts';
import {
  type AppointmentDirectory,
  appointmentDirectorySchema,
} from '../../../platform/contract/appointments.ts';
import { type HelpDirectory, helpDirectorySchema } from '../../../platform/contract/help.ts';
import {
  createWorkingCalendar,
  type WorkingCalendar,
  workingYearsSchema,
} from '../../../platform/contract/working-days.ts';
import type { SyncLog } from '../sync-log.ts';
import { type DocumentCheck, nameOf } from './check-document.ts';
import type { FeedStore } from './ports.ts';

/** Until the centre has decided otherwise. */
export const defaultPolicy: KioskPolicy = {
  acknowledgedRetentionDays: 30,
  backupRetentionDays: 14,
  healthReportSeconds: 60,
};

/** How long a prepared document lies here; its sealed text stays on the disk. */
interface PreparedEntry {
  readonly id: string;
  readonly expiresAt: number;
}

/** A document that was delivered in advance, as it was published. */
export interface PlacedPrepared {
  readonly id: string;
  readonly content: PreparedDocument;
}

/** What is remembered of a document in place: its content, or only the way to it. */
interface Loaded {
  readonly version: number;
  readonly content: unknown;
  /** SHA-256 of the text that verified; null where the content itself is kept. */
  readonly digest: string | null;
  readonly prepared: PreparedEntry | null;
}

export interface DocumentView {
  catalogue(): Catalogue;
  /** By the code of their item. */
  guides(): ReadonlyMap<string, Guide>;
  /** What persons and enterprises can get; one that breaks the contract is left out. */
  policies(): readonly Policy[];
  /** How the service hall is set out; null until the platform has said so. */
  hallStructure(): HallStructure | null;
  /** Versions of the documents of service items, by id. There may be tens of thousands of items: they stay on the disk. */
  serviceItemDocuments(): ReadonlyMap<string, number>;
  /** Reads one of them; undefined where the disk does not give back what verified when it was loaded. */
  readServiceItems(id: string): z.infer<typeof serviceItemsSchema> | undefined;
  /** By id, as their reader's check passed them. */
  templates(): ReadonlyMap<string, unknown>;
  isRevoked(certificateNumber: string): boolean;
  policy(): KioskPolicy;
  /** Counts working days with the holidays that were delivered; null until they were. */
  workingDays(): WorkingCalendar | null;
  /** Who can be called; null until the platform has said so. */
  helpDirectory(): HelpDirectory | null;
  /** Which items take appointments and where; null until the platform has said so. */
  appointmentDirectory(): AppointmentDirectory | null;
  /** Documents delivered in advance, for whomever, that have not expired at `now`; read and verified anew. */
  preparedDocuments(now: number): Promise<readonly PlacedPrepared[]>;
  /** Ids of those that have expired. */
  expiredPrepared(now: number): readonly string[];
  /**
   * Reads and verifies what is new in the store, and what could not be verified before. What does not verify is left
   * out, told in the log, and one of the `damaged`.
   */
  load(): Promise<void>;
  /** Reads and verifies everything: what was put in place may say something else in the same version. */
  loadAnew(): Promise<void>;
  /** Items of catalogues that do not fit the contract. */
  itemsLeftOut(): readonly ItemLeftOut[];
  /** `collection/id` of what is in place and did not verify when it was last read. */
  damaged(): ReadonlySet<string>;
}

/** The policies that fit the contract, each once; the log is told of the others, one by one. */
const readPolicies = (documents: readonly unknown[], log: SyncLog): readonly Policy[] => {
  const byCode = new Map<string, Policy>();
  for (const content of documents) {
    for (const [place, policy] of policiesDocumentSchema.parse(content).policies.entries()) {
      const parsed = policySchema.safeParse(policy);
      if (parsed.success) byCode.set(parsed.data.code, parsed.data);
      else
        log.warn('policy-left-out', {
          place,
          detail: parsed.error.issues[0]?.path.map(String).join('.') ?? '',
        });
    }
  }
  return [...byCode.values()];
};

const empty: Catalogue = { version: 'none', items: [], applications: [], packages: [] };

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
    packages: catalogues.flatMap(({ packages }) => packages),
    myDocuments: byCode(catalogues.flatMap(({ myDocuments = [] }) => myDocuments)),
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
  let itemsLeftOut: readonly ItemLeftOut[] = [];
  let guides: ReadonlyMap<string, Guide> = new Map();
  let policies: readonly Policy[] = [];
  let structure: HallStructure | null = null;
  let templates: ReadonlyMap<string, unknown> = new Map();
  let revoked: ReadonlySet<string> = new Set();
  let policy = defaultPolicy;
  let workingDays: WorkingCalendar | null = null;
  let helpDirectory: HelpDirectory | null = null;
  let appointmentDirectory: AppointmentDirectory | null = null;

  const open = async (
    collection: FeedCollection,
    id: string,
  ): Promise<{ readonly content: unknown; readonly jws: string } | undefined> => {
    const found = store.read(({ feedDocuments }) => feedDocuments.find(collection, id));
    const name = nameOf({ collection, id });
    if (!found.ok || found.value === undefined) return undefined;
    const checked = await check(found.value.jws);
    if (checked.ok && nameOf(checked.document) === name && checked.document.version === found.value.version) {
      damaged.delete(name);
      return { content: checked.document.content, jws: found.value.jws };
    }
    const reason = checked.ok ? 'misplaced' : checked.reason;
    if (!damaged.has(name)) log.error('document-on-disk-refused', { collection, id, reason });
    damaged.add(name);
    return undefined;
  };

  const loadedOf = (
    collection: FeedCollection,
    id: string,
    version: number,
    { content, jws }: { readonly content: unknown; readonly jws: string },
  ): Loaded => {
    switch (collection) {
      case 'service-items':
        return { version, content: null, digest: hash('sha256', jws), prepared: null };
      case 'prepared-document': {
        const { expiresAt } = preparedDocumentSchema.parse(content);
        return { version, content: null, digest: null, prepared: { id, expiresAt } };
      }
      default:
        return { version, content, digest: null, prepared: null };
    }
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
      const opened = await open(collection, id);
      if (opened !== undefined) now.set(id, loadedOf(collection, id, version, opened));
      // There may be hundreds; somebody may be touching the screen.
      await nextTurn();
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
    for (const collection of feedCollections) {
      if (collection !== 'service-items') await loadCollection(collection);
    }
    const catalogues = contentsOf('catalogue').map(readCatalogue);
    catalogue = joinCatalogues(catalogues.map((read) => read.catalogue));
    const told = new Set(itemsLeftOut.map(({ item, detail }) => `${item} ${detail}`));
    itemsLeftOut = catalogues.flatMap(({ leftOut }) => leftOut);
    for (const { item, detail } of itemsLeftOut) {
      if (!told.has(`${item} ${detail}`)) log.warn('catalogue-item-left-out', { item, detail });
    }
    guides = new Map(
      contentsOf('guide')
        .map((content) => guideSchema.parse(content))
        .map((guide) => [guide.item, guide]),
    );
    policies = readPolicies(contentsOf('policies'), log);
    [structure = null] = contentsOf('hall').map((content) => hallStructureSchema.parse(content));
    templates = new Map([...(loaded.get('template') ?? [])].map(([id, { content }]) => [id, content]));
    revoked = new Set(
      contentsOf('revocations').flatMap((content) => revocationsSchema.parse(content).certificateNumbers),
    );
    const [settings] = contentsOf('settings');
    policy = settings === undefined ? defaultPolicy : kioskPolicySchema.parse(settings);
    const years = contentsOf('working-days').flatMap((content) => workingYearsSchema.parse(content).years);
    workingDays = years.length === 0 ? null : createWorkingCalendar(years);
    [helpDirectory = null] = contentsOf('help').map((content) => helpDirectorySchema.parse(content));
    [appointmentDirectory = null] = contentsOf('appointments').map((content) =>
      appointmentDirectorySchema.parse(content),
    );
    // Last: these are many, and nothing else waits for them.
    await loadCollection('service-items');
  };

  const prepared = (): readonly PreparedEntry[] =>
    [...(loaded.get('prepared-document')?.values() ?? [])].flatMap((one) => one.prepared ?? []);

  return {
    catalogue: () => catalogue,
    guides: () => guides,
    policies: () => policies,
    hallStructure: () => structure,
    serviceItemDocuments: () =>
      new Map([...(loaded.get('service-items') ?? [])].map(([id, { version }]) => [id, version])),
    readServiceItems: (id) => {
      const digest = loaded.get('service-items')?.get(id)?.digest;
      const found = store.read(({ feedDocuments }) => feedDocuments.find('service-items', id));
      if (!found.ok || found.value === undefined || hash('sha256', found.value.jws) !== digest)
        return undefined;
      const payload = Buffer.from(found.value.jws.split('.')[1] ?? '', 'base64url').toString('utf8');
      return serviceItemsSchema.parse(feedDocumentSchema.parse(JSON.parse(payload)).content);
    },
    templates: () => templates,
    isRevoked: (certificateNumber) => revoked.has(certificateNumber),
    policy: () => policy,
    workingDays: () => workingDays,
    helpDirectory: () => helpDirectory,
    appointmentDirectory: () => appointmentDirectory,
    preparedDocuments: async (now) => {
      const found: PlacedPrepared[] = [];
      for (const { id, expiresAt } of prepared()) {
        if (expiresAt <= now) continue;
        const opened = await open('prepared-document', id);
        if (opened !== undefined) found.push({ id, content: preparedDocumentSchema.parse(opened.content) });
      }
      return found;
    },
    itemsLeftOut: () => itemsLeftOut,
    expiredPrepared: (now) =>
      prepared()
        .filter(({ expiresAt }) => expiresAt <= now)
        .map(({ id }) => id),
    damaged: () => damaged,
    load,
    loadAnew: async () => {
      for (const collection of feedCollections) outdated.add(collection);
      await load();
    },
  };
};
