import { openFolderStore, openMemoryStore } from './embedded-store.ts';
import { openPostgresqlStore, type PostgresqlLocation } from './postgresql-store.ts';
import type { Store } from './store.ts';

export type { PlatformDatabase, PlatformTransaction, Store } from './store.ts';
export { StoreUnavailable } from './store-unavailable.ts';

/**
 * Where the store is: embedded PostgreSQL (PGlite) in a folder of its own or in memory, which is gone with the process;
 * or a database of a PostgreSQL server.
 */
export type StoreLocation = 'memory' | { readonly folder: string } | PostgresqlLocation;

/**
 * Opens the platform's store, making and migrating it as needed. The first opening of a folder takes seconds (initdb),
 * later ones a third of one.
 *
 * A folder is for this user only (mode 0700): private keys are in it, in plain unless a key encryption key is given
 * (signing/key-encryption.ts).
 * @throws StoreUnavailable when another process has the folder open, a newer version wrote the store, or the server
 *   does not keep what it acknowledges
 */
export const openStore = (location: StoreLocation): Promise<Store> => {
  if (location === 'memory') {
    return openMemoryStore();
  }
  return 'folder' in location ? openFolderStore(location.folder) : openPostgresqlStore(location);
};
