import { type Connection, prepareAll, prepareGet } from '../statements.ts';
import type { OutboxCounts, OutboxEntry, OutboxReader } from './outbox-entries.ts';

const columns = `outbox.sequence, key, kind, group_id AS groupId, priority, body, state, reason, attempts,
  not_before AS notBefore, created_at AS createdAt, settled_at AS settledAt`;

/**
 * What may go out, in its order. The text's length stands in the header of its row, so that nothing of a message is
 * read that is passed over. Messages of the window that are not due yet are passed over in the index alone.
 */
export const readySql = `
  SELECT outbox.sequence, key, octet_length(body) AS bytes
  FROM outbox CROSS JOIN outbox_body USING (sequence)
  WHERE state = 'pending' AND leads = 1 AND missing_chunks = 0 AND ifnull(not_before <= @now, 1)
  ORDER BY priority, outbox.sequence`;

/** What waits for chunks to go up. */
export const uploadsSql = `
  SELECT key, missing_chunks AS chunks FROM outbox
  WHERE state = 'pending' AND leads = 1 AND missing_chunks > 0 AND ifnull(not_before <= @now, 1)
  ORDER BY sequence`;

export const nextDueSql = `
  SELECT not_before FROM outbox
  WHERE state = 'pending' AND leads = 1 AND not_before IS NOT NULL AND not_before > @now
  ORDER BY not_before LIMIT 1`;

/**
 * The oldest pending message is the oldest of those that may go out (of each priority, as the index has them), of those
 * that wait for chunks, and of those that are held back by a dead letter.
 */
export const countsSql = `
  SELECT pending, refused, (SELECT created_at FROM outbox WHERE sequence = (SELECT min(oldest) FROM (
    SELECT (SELECT sequence FROM outbox
            WHERE state = 'pending' AND leads = 1 AND missing_chunks = 0 AND priority = level.value
            ORDER BY sequence LIMIT 1) AS oldest
      FROM json_each('[0,1,2,3,4,5,6,7,8,9]') AS level
    UNION ALL
    SELECT * FROM (SELECT sequence FROM outbox WHERE state = 'pending' AND leads = 1 AND missing_chunks > 0
                   ORDER BY sequence LIMIT 1)
    UNION ALL
    SELECT * FROM (SELECT sequence FROM outbox WHERE state = 'pending' AND leads = 0
                   ORDER BY sequence LIMIT 1)
  ))) AS oldestPendingAt
  FROM outbox_counter`;

export const refusedSql = `
  SELECT ${columns} FROM outbox CROSS JOIN outbox_body USING (sequence)
  WHERE state = 'refused' ORDER BY outbox.sequence`;

/** The outbox without what its materials say: every answer costs as much as it is long, however much waits. */
export const createOutboxReads = (connection: Connection): Omit<OutboxReader, 'nextChunk'> => {
  const selectCounts = prepareGet<Record<string, never>, OutboxCounts>(connection, countsSql);
  const selectByKey = prepareGet<{ key: string }, OutboxEntry>(
    connection,
    `SELECT ${columns} FROM outbox CROSS JOIN outbox_body USING (sequence) WHERE key = (SELECT @key)`,
  );
  const selectBySequence = prepareGet<{ sequence: number }, OutboxEntry>(
    connection,
    `SELECT ${columns} FROM outbox CROSS JOIN outbox_body USING (sequence) WHERE outbox.sequence = (SELECT @sequence)`,
  );
  const selectReady = connection.prepare<{ now: number }, { sequence: number; key: string; bytes: number }>(
    readySql,
  );
  const selectUploads = connection.prepare<{ now: number }, { key: string; chunks: number }>(uploadsSql);
  const selectNextDue = connection.prepare<{ now: number }, number>(nextDueSql).pluck();
  const selectRefused = prepareAll<Record<string, never>, OutboxEntry>(connection, refusedSql);

  const mustGet = <Value>(value: Value | undefined, what: string): Value => {
    if (value === undefined) throw new Error(`the outbox has no ${what}`);
    return value;
  };

  return {
    counts: () => mustGet(selectCounts({}), 'counter'),
    find: (key) => selectByKey({ key }),
    ready: ({ now, limit, bytes, except }) => {
      const chosen: number[] = [];
      let total = 0;
      for (const message of limit > 0 ? selectReady.iterate({ now }) : []) {
        if (except.has(message.key)) continue;
        total += message.bytes;
        if (total > bytes && chosen.length > 0) break;
        chosen.push(message.sequence);
        if (chosen.length >= limit) break;
      }
      return chosen.map((sequence) => mustGet(selectBySequence({ sequence }), `message ${sequence}`));
    },
    uploads: ({ now, limit, except }) => {
      const chosen: { key: string; chunks: number }[] = [];
      for (const message of limit > 0 ? selectUploads.iterate({ now }) : []) {
        if (except.has(message.key)) continue;
        chosen.push(message);
        if (chosen.length >= limit) break;
      }
      return chosen;
    },
    nextDue: (now) => selectNextDue.get({ now }) ?? null,
    refused: () => selectRefused({}),
  };
};
