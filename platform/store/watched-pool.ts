import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { LineBreaker } from './line-breaker.ts';
import { isLineTrouble } from './store-trouble.ts';
import { StoreUnreachable } from './store-unreachable.ts';

/** How long a server that seemed gone may take to answer the probe, milliseconds. */
const probePatience = 3_000;

/** What pg-pool says when every connection is in use and none became free in time: of the server it says nothing. */
const exhausted = 'timeout exceeded when trying to connect';

/** Rejects with `StoreUnreachable` when `work` takes longer than `patience` milliseconds. */
const within = <Result>(patience: number, work: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new StoreUnreachable()), patience);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/**
 * A connection on which no statement is waited for longer than `patience`. The server ends its statements earlier
 * (statement_timeout): silence beyond that is a line that swallows bytes, which TCP itself reports after a quarter of an
 * hour (tcp(7), tcp_retries2). A connection that was silent is not used again.
 */
class WatchedClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  readonly #breaker: LineBreaker;
  #patience: number;
  #trouble: Error | undefined;

  constructor(client: PoolClient, breaker: LineBreaker, patience: number) {
    this.#client = client;
    this.#breaker = breaker;
    this.#patience = patience;
  }

  query<Row>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  query<Row>(
    statement: string | PostgresCursor<Row>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<Row>> | PostgresCursor<Row> {
    if (typeof statement !== 'string') {
      throw new TypeError('This store reads no cursors');
    }
    return this.#ask<Row>(statement, parameters);
  }

  async #ask<Row>(statement: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>> {
    if (this.#trouble !== undefined) {
      throw this.#trouble;
    }
    try {
      const answer = this.#client.query(statement, [...parameters]);
      return (await within(this.#patience, answer)) as unknown as PostgresQueryResult<Row>;
    } catch (error) {
      if (!isLineTrouble(error)) {
        throw error;
      }
      this.#breaker.failed();
      this.#trouble = error instanceof StoreUnreachable ? error : new StoreUnreachable({ cause: error });
      throw this.#trouble;
    }
  }

  /** @throws StoreUnreachable when the server does not answer */
  async probe(): Promise<void> {
    const patience = this.#patience;
    this.#patience = Math.min(probePatience, patience);
    try {
      await this.#ask('SELECT 1', []);
      this.#breaker.answered();
    } finally {
      this.#patience = patience;
    }
  }

  release(destroy = false): void {
    this.#client.release(this.#trouble ?? destroy);
  }
}

/** What a watched pool needs beside the pool. */
export interface Watch {
  readonly breaker: LineBreaker;
  /** Milliseconds after which a statement without an answer is given up. */
  readonly patience: number;
}

const connectTo = async (pool: Pool, breaker: LineBreaker): Promise<PoolClient> => {
  try {
    return await pool.connect();
  } catch (error) {
    if (!(error instanceof Error && error.message === exhausted)) {
      breaker.failed();
    }
    throw new StoreUnreachable({ cause: error });
  }
};

/**
 * The pool as Kysely uses it: a server that is known to be gone is refused at once instead of waited for, and one that
 * went silently is found out. Everything that comes of it is a `StoreUnreachable`.
 */
export const watchPool = (pool: Pool, { breaker, patience }: Watch): PostgresPool => ({
  options: pool.options,
  end: () => pool.end(),
  async connect() {
    const entry = breaker.enter();
    if (entry === 'refuse') {
      throw new StoreUnreachable();
    }
    let client: WatchedClient;
    try {
      client = new WatchedClient(await connectTo(pool, breaker), breaker, patience);
    } catch (error) {
      if (entry === 'probe') {
        breaker.failed();
      }
      throw error;
    }
    if (entry === 'probe') {
      try {
        await client.probe();
      } catch (error) {
        breaker.failed();
        client.release();
        throw error;
      }
    }
    return client;
  },
});
