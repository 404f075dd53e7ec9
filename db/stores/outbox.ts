import { toRecordedCode } from '../recorded-code.ts';
import { type Connection, prepareAll, prepareGet, prepareInsert, prepareWrite } from '../statements.ts';
import type { OutboxKind, OutboxReader, OutboxState } from './outbox-entries.ts';
import { createOutboxReads } from './outbox-reads.ts';
import { countChunks, createSealedMaterialStore, type SealedMaterial } from './sealed-materials.ts';

export * from './outbox-entries.ts';
export type { SealedMaterial, WaitingChunk } from './sealed-materials.ts';

/** A message that is about to wait. */
export interface NewOutboxMessage {
  readonly key: string;
  readonly kind: OutboxKind;
  readonly groupId: string;
  /** 0 (goes first) to 9. */
  readonly priority: number;
  /** JSON in ASCII. */
  readonly body: string;
  /** Go up before it. */
  readonly materials?: readonly SealedMaterial[];
}

export interface OutboxStore extends OutboxReader {
  /** Puts a message at the end. @throws when its key is there already. */
  add(message: NewOutboxMessage): void;
  /** The platform has this chunk. Chunks that the kiosk does not have are passed over, here and below. */
  chunkUploaded(chunk: { readonly materialId: string; readonly index: number }): void;
  /** The platform does not have these (any more): they go up again. */
  chunksMissing(materialId: string, indexes: readonly number[]): void;
  /**
   * Final: the platform has them. Returns the keys of those that were pending; anything else stays as it is, so that a late
   * answer changes nothing.
   */
  acknowledgeAll(keys: readonly string[]): ReadonlySet<string>;
  /** Final for the pump: staff see it. */
  refuse(
    key: string,
    reason: string,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'not-pending' };
  /** No final word: counts an attempt, and not again before `notBefore`. Changes nothing that is not pending. */
  postpone(key: string, notBefore: number): void;
  /** Staff send a dead letter again, or settle it with a reason (handed over on paper, withdrawn by the resident). */
  retry(key: string): { readonly ok: true } | { readonly ok: false; readonly reason: 'not-refused' };
  settle(
    key: string,
    reason: string,
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'not-refused' };
  /**
   * Deletes what became `acknowledged` or `settled` before `before`, with its chunks; returns how many messages. At
   * most `limit` of them, those first that became final first: the pages of a deleted chunk are overwritten through
   * the WAL, which many at once would swell.
   */
  purge(before: number, limit?: number): number;
}

/**
 * A message that is a group by itself, as nearly all are, has the group's id as its key and stands in no index of
 * groups: an open message of a group is found as the group's namesake or as a follower.
 */
const openNamesake = (message: string, group: string): string =>
  `${message}.key = ${group} AND ${message}.group_id = ${message}.key
   AND (${message}.state = 'pending' OR ${message}.state = 'refused')`;
const openFollower = (message: string, group: string): string =>
  `${message}.group_id = ${group} AND ${message}.group_id <> ${message}.key
   AND (${message}.state = 'pending' OR ${message}.state = 'refused')`;

/** Keys of a JSON array as the rows that they name, by the index of keys. */
const namedRows = (alias: string): string =>
  `json_each(@keys) AS named CROSS JOIN outbox AS ${alias} ON ${alias}.key = named.value`;

/** Those of many that are pending become final. */
export const acknowledgeSql = `
  UPDATE outbox SET state = 'acknowledged', settled_at = @settledAt, not_before = NULL
  WHERE sequence IN (SELECT message.sequence FROM ${namedRows('message')} WHERE message.state = 'pending')
  RETURNING key`;

/** Of many that are final those in whose group something is still open: next to none. */
export const openGroupsSql = `
  SELECT final.key FROM ${namedRows('final')}
  WHERE EXISTS (SELECT 1 FROM outbox AS other WHERE ${openNamesake('other', 'final.group_id')})
     OR EXISTS (SELECT 1 FROM outbox AS other WHERE ${openFollower('other', 'final.group_id')})`;

/** What waits for the platform; `now` (milliseconds since the Unix epoch) dates what happens to it. */
export const createOutboxStore = (connection: Connection, now: () => number): OutboxStore => {
  const reads = createOutboxReads(connection);
  const materials = createSealedMaterialStore(connection);

  const insert = prepareInsert(
    connection,
    `INSERT INTO outbox (sequence, key, kind, group_id, priority, state, leads, missing_chunks, attempts, created_at)
     VALUES ((SELECT last_sequence + 1 FROM outbox_counter), @key, @kind, @groupId, @priority, 'pending',
       NOT EXISTS (SELECT 1 FROM outbox AS other WHERE ${openNamesake('other', '(SELECT @groupId)')})
         AND NOT EXISTS (SELECT 1 FROM outbox AS other WHERE ${openFollower('other', '(SELECT @groupId)')}),
       @missingChunks, 0, @at)`,
  );
  const insertBody = prepareWrite(
    connection,
    'INSERT INTO outbox_body (sequence, body) VALUES (@sequence, @body)',
  );
  const updateState = prepareWrite(
    connection,
    `UPDATE outbox SET state = @to, reason = @reason, settled_at = @settledAt, not_before = NULL
     WHERE key = (SELECT @key) AND state = (SELECT @from)`,
  );
  const selectNamesake = prepareGet<{ key: string }, { sequence: number }>(
    connection,
    `SELECT other.sequence FROM outbox AS final
       CROSS JOIN outbox AS other ON ${openNamesake('other', 'final.group_id')}
     WHERE final.key = (SELECT @key)`,
  );
  const selectFirstFollower = prepareGet<{ key: string }, { sequence: number }>(
    connection,
    `SELECT other.sequence FROM outbox AS final
       CROSS JOIN outbox AS other ON ${openFollower('other', 'final.group_id')}
     WHERE final.key = (SELECT @key) ORDER BY other.sequence LIMIT 1`,
  );
  const acknowledgeMany = prepareAll<{ keys: string; settledAt: number }, { key: string }>(
    connection,
    acknowledgeSql,
  );
  const selectOpenGroups = prepareAll<{ keys: string }, { key: string }>(connection, openGroupsSql);
  const updateLead = prepareWrite(connection, 'UPDATE outbox SET leads = 1 WHERE sequence = @sequence');
  const updatePostponed = prepareWrite(
    connection,
    `UPDATE outbox SET attempts = attempts + 1, not_before = @notBefore WHERE key = (SELECT @key) AND state = 'pending'`,
  );
  const selectPurgeable = prepareAll<{ before: number; limit: number }, { sequence: number }>(
    connection,
    `SELECT sequence FROM outbox WHERE (state = 'acknowledged' OR state = 'settled') AND settled_at < @before
     ORDER BY settled_at LIMIT @limit`,
  );
  const deleteBody = prepareWrite(connection, 'DELETE FROM outbox_body WHERE sequence = @sequence');
  const deleteMessage = prepareWrite(connection, 'DELETE FROM outbox WHERE sequence = @sequence');

  /** The message with this key is final: the first that is open leads its group now. */
  const passLead = (key: string): void => {
    const open = [selectNamesake({ key }), selectFirstFollower({ key })].filter((row) => row !== undefined);
    if (open.length > 0) updateLead({ sequence: Math.min(...open.map(({ sequence }) => sequence)) });
  };

  /** Whether the message was in the state `from` and is in `to` now. */
  const move = (key: string, from: OutboxState, to: OutboxState, reason: string | null): boolean => {
    const settledAt = to === 'pending' ? null : now();
    const moved = updateState({ key, from, to, settledAt, reason }) === 1;
    if (moved && to === 'settled') passLead(key);
    return moved;
  };

  const acknowledgeAll = (keys: readonly string[]): ReadonlySet<string> => {
    if (!connection.inTransaction) throw new Error('a row was written outside a transaction');
    const done = acknowledgeMany({ keys: JSON.stringify(keys), settledAt: now() }).map(({ key }) => key);
    for (const { key } of selectOpenGroups({ keys: JSON.stringify(done) })) passLead(key);
    return new Set(done);
  };

  return {
    ...reads,
    nextChunk: materials.nextChunk,
    add: ({ key, kind, groupId, priority, body, materials: sealed = [] }) => {
      const missingChunks = countChunks(sealed);
      const sequence = insert({ key, kind, groupId, priority, missingChunks, at: now() });
      insertBody({ sequence, body });
      materials.keep(sequence, sealed);
    },
    chunkUploaded: materials.chunkUploaded,
    chunksMissing: materials.chunksMissing,
    acknowledgeAll,
    refuse: (key, reason) =>
      move(key, 'pending', 'refused', toRecordedCode(reason))
        ? { ok: true }
        : { ok: false, reason: 'not-pending' },
    postpone: (key, notBefore) => {
      updatePostponed({ key, notBefore });
    },
    retry: (key) =>
      move(key, 'refused', 'pending', null) ? { ok: true } : { ok: false, reason: 'not-refused' },
    settle: (key, reason) =>
      move(key, 'refused', 'settled', toRecordedCode(reason))
        ? { ok: true }
        : { ok: false, reason: 'not-refused' },
    purge: (before, limit = Number.MAX_SAFE_INTEGER) => {
      const purgeable = selectPurgeable({ before, limit });
      for (const { sequence } of purgeable) {
        materials.remove(sequence);
        deleteBody({ sequence });
        deleteMessage({ sequence });
      }
      return purgeable.length;
    },
  };
};
