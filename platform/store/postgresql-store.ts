import { Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import { Pool, type PoolConfig, types } from 'pg';
import { createLineBreaker } from './line-breaker.ts';
import { migrate } from './migrate.ts';
import type { PlatformSchema } from './schema.ts';
import type { Store } from './store.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { valueParsers } from './value-parsers.ts';
import { watchPool } from './watched-pool.ts';

/** A PostgreSQL server's database. */
export interface PostgresqlLocation {
  /** Connection URI (PostgreSQL, "Connection URIs"): `postgresql://user:password@host:port/database`. */
  readonly databaseUrl: string;
  /** Connections of this instance at most; 10 unless told. All instances together stay below `max_connections`. */
  readonly poolSize?: number;
  /**
   * Milliseconds after which a statement without an answer is given up and its connection with it; 18,000 unless told.
   * The server itself ends a statement at five sixths of it.
   */
  readonly patience?: number;
}

const defaultPoolSize = 10;

/** A connection that is not there by then is an error of the request that needed it, milliseconds. */
const connectTimeout = 5_000;

/** Longest statement and some time for the line, milliseconds: what takes longer holds a connection that others wait for. */
const defaultPatience = 18_000;
const statementShare = 5 / 6;

/** An idle connection is looked at after this long, milliseconds; ten seconds later it counts as lost (libuv's keep-alive). */
const keepAliveDelay = 10_000;

/** The server gives up an instance that does not take its answers, milliseconds: what it holds locked is free then. */
const serverOptions = '-c tcp_user_timeout=30000 -c tcp_keepalives_idle=30 -c tcp_keepalives_interval=5';

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
    keepAliveInitialDelayMillis: keepAliveDelay,
    options: serverOptions,
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

const kyselyOn = (pool: PostgresPool): Kysely<PlatformSchema> =>
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
  const patience = location.patience ?? defaultPatience;
  const pool = createPool(location.databaseUrl, {
    max: location.poolSize ?? defaultPoolSize,
    statement_timeout: Math.floor(patience * statementShare),
    idle_in_transaction_session_timeout: idleTransactionTimeout,
  });
  const breaker = createLineBreaker(() => performance.now());
  const database = kyselyOn(watchPool(pool, { breaker, patience }));
  try {
    await refuseForgetfulServer(database);
  } catch (error) {
    await database.destroy();
    throw error;
  }
  // The server vacuums by itself (PostgreSQL, "The Autovacuum Daemon").
  return { database, maintain: async () => undefined, close: () => database.destroy() };
};
