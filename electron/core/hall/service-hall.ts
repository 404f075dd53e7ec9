import type { Clock } from '../../../drivers/device/clock.ts';
import type { LocalizedText } from '../../../platform/contract/catalogue.ts';
import {
  type HallItem,
  hallItemSchema,
  type HallStructure,
  guideValueSchema,
} from '../../../platform/contract/service-hall.ts';
import type { TrustedDocuments } from '../../sync/trusted-documents.ts';
import type { Log } from '../log/core-log.ts';
import { createSearchIndex, type SearchIndex } from './search-index.ts';

/** What is kept in memory of an item; its guide stays on the disk. */
export interface KnownItem
  extends Pick<HallItem, 'code' | 'everydayName' | 'officialName' | 'icon' | 'isMain'> {
  readonly department: { readonly code: string; readonly name: LocalizedText };
  readonly lifeEvents: readonly string[];
  readonly document: string;
}

/** The items that this kiosk knows, as far as they have been brought in. */
export interface KnownItems {
  readonly byCode: ReadonlyMap<string, KnownItem>;
  readonly index: SearchIndex;
  /** By the number that the index gave. */
  readonly numbered: readonly KnownItem[];
  /** Main items by life event and by department, as the platform gave them. */
  readonly ofEvent: ReadonlyMap<string, readonly KnownItem[]>;
  readonly ofDepartment: ReadonlyMap<string, readonly KnownItem[]>;
}

/** Everything that is known of the service hall at this moment. */
export interface ServiceHall {
  state(): 'ready' | 'loading' | 'none';
  items(): KnownItems;
  structure(): HallStructure | null;
  search(text: string): { readonly items: readonly KnownItem[]; readonly found: number };
  /** The whole item, read from the disk; undefined where it is not known or no longer to be believed. */
  item(code: string): HallItem | undefined;
  onChange(listener: () => void): void;
  stop(): void;
}

/** The core answers touches and devices in between. */
const sliceMilliseconds = 5;

/** Results that can be turned to: who has to turn more pages types more letters. */
const mostResults = 40;

/** Narrower items stand behind the ones that lead to them. */
const narrowerWeight = 5;

const nothingKnown = (): KnownItems & {
  readonly byCode: Map<string, KnownItem>;
  readonly numbered: KnownItem[];
  readonly ofEvent: Map<string, KnownItem[]>;
  readonly ofDepartment: Map<string, KnownItem[]>;
} => ({
  byCode: new Map(),
  index: createSearchIndex(),
  numbered: [],
  ofEvent: new Map(),
  ofDepartment: new Map(),
});

const putInto = (map: Map<string, KnownItem[]>, key: string, item: KnownItem): void => {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
};

/** Puts shared elements and an item's own together; what is broken of the shared ones is left out. */
const withShared = (item: HallItem, shared: Readonly<Record<string, unknown>>): HallItem => {
  const elements: HallItem['elements'] = {};
  for (const [key, value] of Object.entries(shared)) {
    const parsed = guideValueSchema.safeParse(value);
    if (parsed.success) elements[key] = parsed.data;
  }
  return { ...item, elements: { ...elements, ...item.elements } };
};

/**
 * Brings the items of the feed in, a few milliseconds at a time, and keeps names and search in memory. What was known
 * stays until what is new is complete.
 */
export const createServiceHall = (options: {
  readonly documents: Pick<
    TrustedDocuments,
    'hallStructure' | 'serviceItemDocuments' | 'readServiceItems' | 'onChange'
  >;
  readonly clock: Clock;
  readonly log: Log;
}): ServiceHall => {
  const { documents, clock, log } = options;
  let known: KnownItems = nothingKnown();
  /** Versions of what `known` was made from, or is being made from. */
  let made = '';
  let cancel = (): void => undefined;
  let loading = false;
  let newest: { readonly code: string; readonly made: string; readonly item: HallItem } | null = null;
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  /** The work of bringing everything in, one item at a time. */
  function* bringIn(ids: readonly string[]): Generator<void, KnownItems> {
    const found = nothingKnown();
    for (const document of ids) {
      const content = documents.readServiceItems(document);
      if (content === undefined) {
        log.error('service-items-unreadable', { document });
        continue;
      }
      yield;
      for (const [position, candidate] of content.items.entries()) {
        const parsed = hallItemSchema.safeParse(candidate);
        if (!parsed.success) {
          const field = parsed.error.issues[0]?.path.map(String).join('.') ?? '';
          log.warn('service-item-refused', { document, position, field });
          continue;
        }
        const { code, everydayName, officialName, icon, isMain, lifeEvents } = parsed.data;
        if (found.byCode.has(code)) continue;
        const { department } = content;
        const item = { code, everydayName, officialName, icon, isMain, lifeEvents, department, document };
        found.byCode.set(code, item);
        found.numbered.push(item);
        found.index.add({ everyday: everydayName, official: officialName }, isMain ? 0 : narrowerWeight);
        if (isMain) {
          putInto(found.ofDepartment, department.code, item);
          for (const event of lifeEvents) putInto(found.ofEvent, event, item);
        }
        yield;
      }
    }
    return found;
  }

  const runInSlices = (work: Generator<void, KnownItems>): void => {
    const until = clock.monotonic() + sliceMilliseconds;
    for (;;) {
      const step = work.next();
      if (step.done) {
        known = step.value;
        loading = false;
        log.info('service-hall-ready', { items: known.numbered.length });
        changed();
        return;
      }
      if (clock.monotonic() < until) continue;
      cancel = clock.after(0, () => runInSlices(work));
      return;
    }
  };

  const look = (): void => {
    const versions = documents.serviceItemDocuments();
    const wanted = JSON.stringify([...versions]);
    if (wanted === made || (made === '' && versions.size === 0)) return;
    made = wanted;
    cancel();
    loading = true;
    const work = bringIn([...versions.keys()]);
    cancel = clock.after(0, () => runInSlices(work));
  };
  documents.onChange(look);

  const read = (code: string): HallItem | undefined => {
    const place = known.byCode.get(code);
    const content = place && documents.readServiceItems(place.document);
    if (!content) return undefined;
    for (const candidate of content.items) {
      const parsed = hallItemSchema.safeParse(candidate);
      if (parsed.success && parsed.data.code === code) return withShared(parsed.data, content.shared);
    }
    return undefined;
  };

  return {
    state: () => (known.numbered.length > 0 ? 'ready' : loading ? 'loading' : 'none'),
    items: () => known,
    structure: documents.hallStructure,
    search: (text) => {
      const { entries, found } = known.index.search(text, mostResults);
      return {
        items: entries.map((entry) => known.numbered[entry]).filter((item) => item !== undefined),
        found,
      };
    },
    item: (code) => {
      // A screen asks for the same one again with every snapshot.
      if (newest?.code === code && newest.made === made) return newest.item;
      const item = read(code);
      newest = item === undefined ? null : { code, made, item };
      return item;
    },
    onChange: (listener) => {
      listeners.add(listener);
    },
    stop: () => cancel(),
  };
};
