import { type RawBuilder, sql } from 'kysely';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { claimLength, pauseAfterFailure } from './claim-applications.ts';

/** Where replies of each kind lie. */
export const replyTables = {
  correction: 'application_corrections',
  supplement: 'application_supplements',
  feedback: 'feedback',
} as const;
export type ReplyKind = keyof typeof replyTables;

/** A message of a kiosk, by its own key. */
export interface ReplyName {
  readonly kioskId: string;
  readonly key: string;
}

/** Whether nobody has claimed the reply of a row, and no pause after a failure is under way. */
export const isFree = (kind: ReplyKind, now: number): RawBuilder<boolean> => {
  const table = replyTables[kind];
  return sql<boolean>`NOT EXISTS (
    SELECT FROM reply_openings o
    WHERE o.kiosk_id = ${sql.ref(`${table}.kiosk_id`)} AND o.key = ${sql.ref(`${table}.key`)}
      AND o.claimed_until > ${new Date(now)}::timestamptz)`;
};

/**
 * Claims a reply for this worker alone, and writes the attempt down; durable before it returns.
 *
 * @returns how many attempts there were, with this one; undefined where another worker has it
 */
export const claimReply = async (
  database: PlatformDatabase,
  { kioskId, key }: ReplyName,
  now: number,
): Promise<number | undefined> => {
  const until = new Date(now + claimLength);
  const { rows } = await sql<{ attempts: number }>`
    INSERT INTO reply_openings AS o (kiosk_id, key, attempts, claimed_until)
    VALUES (${kioskId}, ${key}::uuid, 1, ${until}::timestamptz)
    ON CONFLICT (kiosk_id, key) DO UPDATE SET attempts = o.attempts + 1, claimed_until = excluded.claimed_until
      WHERE o.claimed_until <= ${new Date(now)}::timestamptz
    RETURNING attempts`.execute(database);
  return rows[0]?.attempts;
};

/** Makes a claim last from now on: its worker is alive. */
const renewReply = async (
  database: PlatformDatabase,
  { kioskId, key }: ReplyName,
  now: number,
): Promise<void> => {
  await database
    .updateTable('reply_openings')
    .set({ claimed_until: new Date(now + claimLength) })
    .where('kiosk_id', '=', kioskId)
    .where('key', '=', key)
    .execute();
};

/** Keeps the claim of a worker that is at it for long; to be called between two pieces of the work. */
export type KeepClaim = () => Promise<void>;

/** For a claim that begins now. It is written down again when half of it has passed. */
export const keeperOf = (
  database: PlatformDatabase,
  name: ReplyName,
  clock: { now(): number },
): KeepClaim => {
  let renewedAt = clock.now();
  return async () => {
    if (clock.now() <= renewedAt + claimLength / 2) return;
    renewedAt = clock.now();
    await renewReply(database, name, renewedAt);
  };
};

/** Whether a reply still waits; its row is locked. */
export const stillWaits = async (
  transaction: PlatformTransaction,
  kind: ReplyKind,
  { kioskId, key }: ReplyName,
): Promise<boolean> => {
  const { rows } = await sql<{ state: string }>`
    SELECT state FROM ${sql.table(replyTables[kind])}
    WHERE kiosk_id = ${kioskId} AND key = ${key}::uuid FOR UPDATE`.execute(transaction);
  return rows[0]?.state === 'waiting';
};

/** Writes down that a reply to an application is taken, with what it says, or set aside, with the reason. */
export const settleReply = async (
  transaction: PlatformTransaction,
  kind: Exclude<ReplyKind, 'feedback'>,
  { kioskId, key }: ReplyName,
  { content, reason, at }: { readonly content: unknown; readonly reason: string | null; readonly at: Date },
): Promise<void> => {
  const [state, kept] = reason === null ? ['taken', JSON.stringify(content)] : ['set-aside', null];
  await sql`
    UPDATE ${sql.table(replyTables[kind])}
    SET state = ${state}, reason = ${reason}, content = ${kept}::jsonb, opened_at = ${at}::timestamptz
    WHERE kiosk_id = ${kioskId} AND key = ${key}::uuid`.execute(transaction);
};

/** Ends a claim with what became of the reply. */
export const endClaim = async (
  transaction: PlatformTransaction,
  { kioskId, key }: ReplyName,
): Promise<void> => {
  await transaction
    .deleteFrom('reply_openings')
    .where('kiosk_id', '=', kioskId)
    .where('key', '=', key)
    .execute();
};

/** Puts off the next attempt, the longer the more often it was tried. */
export const postponeReply = async (
  database: PlatformDatabase,
  { kioskId, key }: ReplyName,
  now: number,
): Promise<void> => {
  await sql`
    UPDATE reply_openings
    SET claimed_until = ${new Date(now)}::timestamptz + attempts * ${pauseAfterFailure}::integer * interval '1 millisecond'
    WHERE kiosk_id = ${kioskId} AND key = ${key}::uuid`.execute(database);
};

/** Gives a claim back as if there had been no attempt: it failed for a reason that is not the reply's. */
export const giveReplyBack = (
  database: PlatformDatabase,
  { kioskId, key }: ReplyName,
  now: number,
): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    await sql`
      DELETE FROM reply_openings
      WHERE kiosk_id = ${kioskId} AND key = ${key}::uuid AND attempts = 1`.execute(transaction);
    await sql`
      UPDATE reply_openings SET attempts = attempts - 1, claimed_until = ${new Date(now)}::timestamptz
      WHERE kiosk_id = ${kioskId} AND key = ${key}::uuid`.execute(transaction);
  });

/** Leaves a reply that was tried too often to the staff (reply-alerts.ts). */
export const leaveToStaff = (
  database: PlatformDatabase,
  kind: ReplyKind,
  name: ReplyName,
  now: number,
): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    await sql`
      UPDATE ${sql.table(replyTables[kind])} SET state = 'not-opened', opened_at = ${new Date(now)}::timestamptz
      WHERE kiosk_id = ${name.kioskId} AND key = ${name.key}::uuid AND state = 'waiting'`.execute(
      transaction,
    );
    await endClaim(transaction, name);
  });
