import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { lockFolder } from './folder-lock.ts';
import { migrations } from './migrations/all.ts';
import type { PlatformSchema } from './schema.ts';

export type PlatformDatabase = Kysely<PlatformSchema>;

/** An open store. */
export interface Store {
  readonly database: PlatformDatabase;
  close(): Promise<void>;
}

/** Where the store is: a folder of its own, or memory, which is gone with the process. */
export type StoreLocation = 'memory' | { readonly folder: string };

/** Why a store cannot be opened, in words for whoever started the platform. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly reason: 'in-use' | 'from-the-future';

  constructor(reason: 'in-use' | 'from-the-future', message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Applies what migrations are missing, all in one transaction. */
const migrate = async (database: PlatformDatabase): Promise<void> => {
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw error;
  }
};

/** Refuses a store that has had a migration which this version does not know: it would be misread. */
const refuseStoreFromTheFuture = async (pglite: PGlite): Promise<void> => {
  const { rows: tables } = await pglite.query("SELECT 1 WHERE to_regclass('kysely_migration') IS NOT NULL");
  if (tables.length === 0) {
    return;
  }
  const { rows } = await pglite.query<{ name: string }>('SELECT name FROM kysely_migration ORDER BY name');
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new StoreUnavailable(
      'from-the-future',
      `The store was written by a newer version (${unknown.join(', ')}); start that version, or use another folder`,
    );
  }
};

const openDatabase = async (pglite: PGlite): Promise<Store> => {
  try {
    await pglite.waitReady;
    await refuseStoreFromTheFuture(pglite);
    const database = new Kysely<PlatformSchema>({ dialect: new PGliteDialect({ pglite }) });
    await migrate(database);
    return { database, close: () => database.destroy() };
  } catch (error) {
    await pglite.close();
    throw error;
  }
};

/**
 * Opens the database of a folder. A process killed during initdb leaves half a database behind, which never opens
 * again; only a whole one gets the mark. What lacks it is set aside, not deleted, and made anew.
 */
const openFolder = async (folder: string): Promise<Store> => {
  const data = join(folder, 'postgresql');
  const mark = join(folder, 'complete');
  if (existsSync(data) && !existsSync(mark)) {
    const setAside = join(folder, 'postgresql.incomplete');
    await rm(setAside, { recursive: true, force: true });
    await rename(data, setAside);
  }
  const store = await openDatabase(new PGlite(data));
  await writeFile(mark, '');
  return store;
};

/**
 * Opens the platform's store, embedded PostgreSQL (PGlite), making and migrating it as needed. The first opening of a
 * folder takes seconds (initdb), later ones a third of one.
 *
 * The folder is for this user only (mode 0700): the departments' private keys are in it.
 * @throws StoreUnavailable when another process has it open or a newer version wrote it
 */
export const openStore = async (location: StoreLocation): Promise<Store> => {
  if (location === 'memory') {
    return openDatabase(new PGlite());
  }
  await mkdir(location.folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(location.folder);
  if (lock === undefined) {
    throw new StoreUnavailable('in-use', `Another process has the store in ${location.folder} open`);
  }
  try {
    const store = await openFolder(location.folder);
    return {
      database: store.database,
      async close() {
        await store.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
};
