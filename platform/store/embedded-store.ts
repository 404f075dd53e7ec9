import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { DurableNodeFs, durableStartParameters } from './durable-node-fs.ts';
import { flushFolder, flushPath } from './flush-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import type { PlatformSchema } from './schema.ts';
import type { Store } from './store.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { vacuum } from './vacuum.ts';
import { valueParsers } from './value-parsers.ts';

const openDatabase = async (pglite: PGlite): Promise<Store> => {
  try {
    await pglite.waitReady;
    const database = new Kysely<PlatformSchema>({ dialect: new PGliteDialect({ pglite }) });
    await migrate(database);
    return { database, maintain: () => vacuum(database), close: () => database.destroy() };
  } catch (error) {
    await pglite.close();
    throw error;
  }
};

/** Opens a store in memory; it is gone with the process. */
export const openMemoryStore = (): Promise<Store> => openDatabase(new PGlite({ parsers: valueParsers }));

/** The path, or with the first number behind it that is not taken: what was set aside before stays. */
const freeName = (path: string): string => {
  let name = path;
  for (let number = 2; existsSync(name); number += 1) {
    name = `${path}-${number}`;
  }
  return name;
};

/**
 * Opens the database of a folder. A process killed during initdb leaves half a database behind, which never opens
 * again; only a whole one gets the mark. What lacks it is set aside, not deleted, and made anew.
 */
const openFolder = async (folder: string): Promise<Store> => {
  const data = join(folder, 'postgresql');
  const mark = join(folder, 'complete');
  if (existsSync(data) && !existsSync(mark)) {
    await rename(data, freeName(join(folder, 'postgresql.incomplete')));
  }
  const store = await openDatabase(
    new PGlite({
      fs: new DurableNodeFs(data),
      startParams: durableStartParameters(PGlite.defaultStartParams),
      parsers: valueParsers,
    }),
  );
  if (!existsSync(mark)) {
    // initdb of the embedded PostgreSQL flushes nothing, and the WAL is of no use without what it is applied to.
    await flushFolder(data);
    await writeFile(mark, '', { flush: true });
    await flushPath(folder);
  }
  return store;
};

/**
 * Opens the store of a folder for this process alone. A commit is on the disk before it is acknowledged.
 * @throws StoreUnavailable `in-use`, `from-the-future`
 */
export const openFolderStore = async (folder: string): Promise<Store> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  if (lock === undefined) {
    throw new StoreUnavailable('in-use', `Another process has the store in ${folder} open`);
  }
  try {
    const store = await openFolder(folder);
    return {
      ...store,
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
