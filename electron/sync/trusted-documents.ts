import type { KeySet, PublicJwk } from '../../platform/contract/api.ts';
import { type Catalogue, catalogueSchema } from '../../platform/contract/catalogue.ts';
import { verifyKeySet } from '../../platform/contract/signed-key-set.ts';
import type { PlatformClient, PlatformOutcome } from './platform-client.ts';

/** Where documents of the platform are kept between starts (db/stores/kept-documents.ts). */
export interface KeptDocuments {
  read(name: KeptDocumentName): string | null;
  /** False when it could not be kept; what was kept before stays. */
  keep(name: KeptDocumentName, text: string): boolean;
}
export type KeptDocumentName = 'signed-key-set' | 'catalogue';

export type CatalogueState = 'loading' | 'current' | 'kept' | 'unavailable';

export interface TrustedDocuments {
  keySet(): KeySet;
  catalogue(): Catalogue;
  catalogueState(): CatalogueState;
  onChange(listener: () => void): void;
  /** Brings back what was kept. Call once, before the first refresh. */
  restore(): Promise<void>;
  /** Fetches both anew; what cannot be fetched or does not verify leaves the old one in place. */
  refresh(): Promise<
    PlatformOutcome<null> | { readonly ok: false; readonly reason: 'not-genuine'; readonly detail: string }
  >;
}

/** A catalogue that was kept; null where there is none, or the disk holds something else. */
const parseCatalogue = (text: string | null): Catalogue | null => {
  try {
    return text === null ? null : catalogueSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** Key set and catalogue: verified when they come, kept for the time without a line. */
export const createTrustedDocuments = (options: {
  readonly client: PlatformClient;
  readonly kept: KeptDocuments;
  readonly rootKey: PublicJwk;
}): TrustedDocuments => {
  const { client, kept, rootKey } = options;
  let keySet: KeySet = { issuedAt: 0, keys: [] };
  let catalogue: Catalogue = { version: 'none', items: [] };
  let state: CatalogueState = 'loading';
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };

  return {
    keySet: () => keySet,
    catalogue: () => catalogue,
    catalogueState: () => state,
    onChange: (listener) => {
      listeners.add(listener);
    },
    restore: async () => {
      const jws = kept.read('signed-key-set');
      const verified = jws === null ? null : await verifyKeySet(jws, rootKey);
      if (verified?.outcome === 'genuine') keySet = verified.keySet;
      const found = parseCatalogue(kept.read('catalogue'));
      if (!found) return;
      catalogue = found;
      state = 'kept';
      changed();
    },
    refresh: async () => {
      const [keys, items] = await Promise.all([client.keySet(), client.catalogue()]);
      if (items.ok) {
        catalogue = items.value;
        state = 'current';
        kept.keep('catalogue', JSON.stringify(items.value));
      } else {
        state = catalogue.items.length > 0 ? 'kept' : 'unavailable';
      }
      changed();
      if (!keys.ok) return keys;
      const verified = await verifyKeySet(keys.value.jws, rootKey);
      if (verified.outcome !== 'genuine') {
        return { ok: false, reason: 'not-genuine', detail: `key set: ${verified.outcome}` };
      }
      // A set that is older than the one in use would bring a withdrawn key back.
      if (verified.keySet.issuedAt >= keySet.issuedAt) {
        keySet = verified.keySet;
        kept.keep('signed-key-set', keys.value.jws);
      }
      return items.ok ? { ok: true, value: null } : items;
    },
  };
};
