import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations/all.ts';
import type { PlatformSchema } from './schema.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** Refuses a store that has had a migration which this version does not know: it would be misread. */
const refuseStoreFromTheFuture = async (database: Kysely<PlatformSchema>): Promise<void> => {
  const { rows: tables } = await sql`SELECT 1 WHERE to_regclass('kysely_migration') IS NOT NULL`.execute(
    database,
  );
  if (tables.length === 0) {
    return;
  }
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(
    database,
  );
  const unknown = rows.map(({ name }) => name).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new StoreUnavailable(
      'from-the-future',
      `The store was written by a newer version (${unknown.join(', ')}); start that version, or use another store`,
    );
  }
};

/**
 * Applies what migrations are missing, all in one transaction. Of several instances that start at once behind one
 * database one migrates and the others wait for it (advisory lock of Kysely's migrator).
 * @throws StoreUnavailable `from-the-future`
 */
export const migrate = async (database: Kysely<PlatformSchema>): Promise<void> => {
  await refuseStoreFromTheFuture(database);
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) {
    throw error;
  }
};
