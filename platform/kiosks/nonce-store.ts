import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import { signatureWindowSeconds } from '../contract/http-signature/index.ts';
import type { PlatformDatabase } from '../store/open-store.ts';

/** The signature of a request that is to be taken once. */
export interface SignedMoment {
  readonly keyId: string;
  /** Seconds since the Unix epoch. */
  readonly created: number;
  readonly nonce: string;
}

/**
 * - `fresh`: taken now, and never again
 * - `replayed`: taken before
 * - `unwelcome`: the key is retired or unknown, or its kiosk revoked
 */
export type NonceVerdict = 'fresh' | 'replayed' | 'unwelcome';

/** Which requests were taken already, for all instances behind one database. */
export interface NonceStore {
  /** Takes a request whose signature is good and whose `created` is within the window. Durable before it returns. */
  take(moment: SignedMoment): Promise<NonceVerdict>;
  /** Empties what no request can repeat any more; to be called about once a minute. */
  purge(): Promise<void>;
}

/** Seconds of `created` in one slot: the whole window, so that two neighbouring slots are in use at any moment. */
const slotSeconds = 2 * signatureWindowSeconds;
/** Migration 0007 makes as many partitions. */
const slotCount = 4;

const slotOf = (created: number): number => Math.floor(created / slotSeconds) % slotCount;

/** Requests written in one statement at most. */
const largestBatch = 500;

interface Waiting {
  readonly moment: SignedMoment;
  readonly resolve: (verdict: NonceVerdict) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One statement for many requests: they share the flush of one commit. It looks at kiosk and key in the same breath, so
 * that a revocation counts from the next request on, at every instance.
 */
const takeAll = async (
  database: PlatformDatabase,
  moments: readonly SignedMoment[],
): Promise<Map<SignedMoment, NonceVerdict>> => {
  const { rows } = await sql<{ place: number; verdict: NonceVerdict }>`
    WITH asked AS (
      SELECT slot, key_id, nonce, created, place
      FROM unnest(
        ${moments.map(({ created }) => slotOf(created))}::smallint[],
        ${moments.map(({ keyId }) => keyId)}::text[],
        ${moments.map(({ nonce }) => nonce)}::text[],
        ${moments.map(({ created }) => created)}::bigint[]
      ) WITH ORDINALITY AS given (slot, key_id, nonce, created, place)
    ), welcome AS (
      SELECT asked.* FROM asked
      JOIN kiosk_keys USING (key_id)
      JOIN kiosks USING (kiosk_id)
      WHERE kiosk_keys.state <> 'retired' AND kiosks.revoked_at IS NULL
    ), taken AS (
      INSERT INTO request_nonces (slot, key_id, nonce, created)
      SELECT slot, key_id, nonce, created FROM welcome ORDER BY key_id, nonce
      ON CONFLICT DO NOTHING
      RETURNING key_id, nonce, created
    )
    SELECT asked.place, CASE
      WHEN welcome.place IS NULL THEN 'unwelcome'
      WHEN taken.nonce IS NULL THEN 'replayed'
      ELSE 'fresh'
    END AS verdict
    FROM asked
    LEFT JOIN welcome USING (place)
    LEFT JOIN taken ON taken.key_id = asked.key_id AND taken.nonce = asked.nonce
      AND taken.created = asked.created`.execute(database);
  const verdicts = new Map<SignedMoment, NonceVerdict>();
  for (const { place, verdict } of rows) {
    const moment = moments[place - 1];
    if (moment !== undefined) {
      verdicts.set(moment, verdict);
    }
  }
  return verdicts;
};

/**
 * Opens the store of nonces. Requests that arrive while a statement is under way wait and go together in the next one:
 * under load the cost of a durable commit is shared by as many.
 *
 * A slot is emptied when the clock is in the middle of the four: what lies in it is then a slot's length older than the
 * window, which leaves room for the clocks of other instances.
 */
export const openNonceStore = (database: PlatformDatabase, clock: PlatformClock): NonceStore => {
  let waiting: Waiting[] = [];
  let writing = false;

  const write = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      // Two equal requests in one statement would both be told that they are fresh.
      const first = new Map<string, SignedMoment>();
      for (const { moment } of batch) {
        const key = `${moment.keyId} ${moment.created} ${moment.nonce}`;
        first.set(key, first.get(key) ?? moment);
      }
      const verdicts = await takeAll(database, [...first.values()]);
      for (const { moment, resolve } of batch) {
        resolve(verdicts.get(moment) ?? 'replayed');
      }
    } catch (error) {
      for (const { reject } of batch) {
        reject(error);
      }
    }
  };

  const writeAllWaiting = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      // First everything that has arrived by now: the embedded PostgreSQL works in this very thread.
      await nextTurn();
      const batch = waiting.slice(0, largestBatch);
      waiting = waiting.slice(largestBatch);
      await write(batch);
    }
    writing = false;
  };

  return {
    take: (moment) =>
      new Promise((resolve, reject) => {
        waiting.push({ moment, resolve, reject });
        if (!writing) {
          void writeAllWaiting();
        }
      }),
    async purge() {
      const now = Math.floor(clock.now() / 1000);
      const table = sql.table(`request_nonces_${slotOf(now + 2 * slotSeconds)}`);
      const { rows } = await sql`SELECT 1 FROM ${table} LIMIT 1`.execute(database);
      if (rows.length > 0) {
        await sql`TRUNCATE ${table}`.execute(database);
      }
    },
  };
};
