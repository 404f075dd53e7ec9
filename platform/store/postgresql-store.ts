import { Kysely, PostgresDialect, sql } from 'kysely';
import { Pool, type PoolConfig, types } from 'pg';
import { migrate } from './migrate.ts';
import type { PlatformSchema } from './schema.ts';
import type { Store } from './store.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { valueParsers } from './value-parsers.ts';

/** A PostgreSQL server's database. */
export interface PostgresqlLocation {
  /** Connection URI (PostgreSQL, "Connection URIs"): `postgresql://user:password@host:port/database`. */
  readonly databaseUrl: string;
  /** Connections of this instance at most; 10 unless told. All instances together stay below `max_connections`. */
  readonly poolSize?: number;
}

const defaultPoolSize = 10;

/** A connection that is not there by then is an error of the request that needed it, milliseconds. */
const connectTimeout = 5_000;

/** Longest statement, milliseconds: what takes longer holds a connection that others wait for. */
const statementTimeout = 15_000;

/** A transaction left open this long is rolled back by the server, milliseconds. */
const idleTransactionTimeout = 30_000;

const readAlike = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    valueParsers[oid] ?? types.getTypeParser(oid, format),
};

const createPool = (url: string, options: PoolConfig): Pool => {
  const pool = new Pool({
    connectionString: url,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    application_name: 'yizhan-platform',
    types: readAlike as NonNullable<PoolConfig['types']>,
    ...options,
  });
  // A connection that breaks while it is idle: the pool has dropped it already and makes another when one is needed.
  pool.on('error', () => undefined);
  // One that breaks while it is in use: its statement fails, and whoever waits for that hears of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

const kyselyOn = (pool: Pool): Kysely<PlatformSchema> =>
  new Kysely<PlatformSchema>({ dialect: new PostgresDialect({ pool }) });

/** Migrations may take long, and of several instances all but one wait: no statement time-out here. */
const migrateServer = async (url: string): Promise<void> => {
  const database = kyselyOn(createPool(url, { max: 2 }));
  try {
    await migrate(database);
  } finally {
    await database.destroy();
  }
};

const refuseForgetfulServer = async (database: Kysely<PlatformSchema>): Promise<void> => {
  const { rows } = await sql<{ fsync: string; commit: string }>`
    SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit`.execute(
    database,
  );
  const settings = rows[0];
  if (settings?.fsync !== 'on' || settings.commit === 'off') {
    throw new StoreUnavailable(
      'not-durable',
      `The database has fsync=${settings?.fsync} and synchronous_commit=${settings?.commit}: what it acknowledges ` +
        'could be lost with the power; turn both on',
    );
  }
};

/**
 * Opens a database of a PostgreSQL server, migrating it as needed. Any number of instances may work on it.
 * @throws StoreUnavailable `from-the-future`, `not-durable`; the driver's error when the server cannot be reached
 */
export const openPostgresqlStore = async (location: PostgresqlLocation): Promise<Store> => {
  await migrateServer(location.databaseUrl);
  const database = kyselyOn(
    createPool(location.databaseUrl, {
      max: location.poolSize ?? defaultPoolSize,
      statement_timeout: statementTimeout,
      idle_in_transaction_session_timeout: idleTransactionTimeout,
    }),
  );
  try {
    await refuseForgetfulServer(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  return { database, close: () => database.destroy() };
};
