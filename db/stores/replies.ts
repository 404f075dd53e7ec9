import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';
import type { ApplicationState } from './applications.ts';
import type { OutboxStore } from './outbox.ts';

/** An answer to a department, or a complaint or suggestion, as the kiosk remembers it: nothing of what it says. */
export interface Reply {
  /** The idempotency key of its message. */
  readonly key: string;
  readonly kind: 'correction' | 'feedback';
  /** Receipt of the application that is corrected, or the number of the feedback itself. */
  readonly number: string;
  /** Of the step that asked; null of feedback. */
  readonly position: number | null;
  readonly state: ApplicationState;
  readonly filedAt: number;
}

export interface ReplyReader {
  find(key: string): Reply | undefined;
  /** The answer to this question that was given here and is not settled. */
  correctionOf(receiptNumber: string, position: number): Reply | undefined;
  /** Answers given here that the platform has received. */
  arrivedCorrections(): readonly Reply[];
}

export interface ReplyStore extends ReplyReader {
  /** Writes the reply and its message in the outbox; the audit entry is the caller's, in the same transaction. */
  file(
    reply: Omit<Reply, 'state'> & {
      /** Messages of this group go before it: an answer never overtakes its application. */
      readonly groupId: string;
      readonly priority: number;
      /** Key of the answer to the same question that the platform received and set aside: it is settled by this one. */
      readonly replaces?: string;
      /** JSON of the submission. */
      readonly body: string;
    },
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'already-answered' };
  /** Follows the outbox, as an application does. A key without a reply changes nothing. */
  follow(key: string, state: ApplicationState): void;
}

const columns = 'key, kind, number, position, state, filed_at AS filedAt';

/** Replies given at this kiosk. */
export const createReplyStore = (
  connection: Connection,
  now: () => number,
  outbox: OutboxStore,
): ReplyStore => {
  const selectOne = prepareGet<{ key: string }, Reply>(
    connection,
    `SELECT ${columns} FROM reply WHERE key = @key`,
  );
  const selectCorrection = prepareGet<{ number: string; position: number }, Reply>(
    connection,
    `SELECT ${columns} FROM reply
     WHERE number = @number AND ifnull(position, 0) = @position AND state <> 'settled'`,
  );
  const selectArrived = prepareAll<Record<string, never>, Reply>(
    connection,
    `SELECT ${columns} FROM reply WHERE kind = 'correction' AND state = 'received'`,
  );
  const settleArrived = prepareWrite<{ key: string; settledAt: number }>(
    connection,
    `UPDATE reply SET state = 'settled', settled_at = @settledAt WHERE key = @key AND state = 'received'`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO reply (key, kind, number, position, state, filed_at)
     VALUES (@key, @kind, @number, @position, 'filed', @filedAt) ON CONFLICT DO NOTHING`,
  );
  const update = prepareWrite(
    connection,
    'UPDATE reply SET state = @state, settled_at = @settledAt WHERE key = @key AND state <> (SELECT @state)',
  );
  return {
    find: (key) => selectOne({ key }),
    correctionOf: (number, position) => selectCorrection({ number, position }),
    arrivedCorrections: () => selectArrived({}),
    file: ({ groupId, priority, body, replaces, ...reply }) => {
      if (replaces !== undefined) settleArrived({ key: replaces, settledAt: now() });
      if (insert(reply) === 0) return { ok: false, reason: 'already-answered' };
      outbox.add({ key: reply.key, kind: reply.kind, groupId, priority, body });
      return { ok: true };
    },
    follow: (key, state) => {
      update({ key, state, settledAt: state === 'filed' ? null : now() });
    },
  };
};
