import { sql } from 'kysely';
import type { RefusalReason } from '../contract/submissions.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import type { JudgedMessage } from './judge-message.ts';

/** Name of a message among those of all kiosks. */
export const messageName = (kioskId: string, key: string): string => `${kioskId} ${key}`;

/** The platform's final word on a message, as it was recorded. */
export interface RecordedResult {
  /** SHA-256 of the message, hexadecimal. */
  readonly digest: string;
  /** Undefined when it was received. */
  readonly refusal: RefusalReason | undefined;
  readonly decidedAt: number;
}

const columnsOf = (messages: readonly JudgedMessage[]) => ({
  kiosks: messages.map(({ kiosk }) => kiosk.kioskId),
  keys: messages.map(({ key }) => key),
});

/**
 * Takes the keys of messages and writes the results down for which they stand until the transaction decides otherwise;
 * answers with the names of those that were free. A key that another transaction is taking is waited for. Messages are
 * taken in the order of their names, so that two transactions never wait for each other.
 */
export const claimKeys = async (
  transaction: PlatformTransaction,
  messages: readonly JudgedMessage[],
  now: number,
): Promise<ReadonlySet<string>> => {
  const { kiosks, keys } = columnsOf(messages);
  const { rows } = await sql<{ kiosk_id: string; key: string }>`
    INSERT INTO submission_results (kiosk_id, key, digest, outcome, reason, decided_at)
    SELECT m.kiosk_id, m.key, decode(m.digest, 'hex'),
      CASE WHEN m.reason IS NULL THEN 'received' ELSE 'refused' END, m.reason, ${new Date(now)}::timestamptz
    FROM unnest(${kiosks}::text[], ${keys}::uuid[], ${messages.map(({ digest }) => digest)}::text[],
      ${messages.map(({ refusal }) => refusal ?? null)}::text[]) AS m (kiosk_id, key, digest, reason)
    ON CONFLICT (kiosk_id, key) DO NOTHING
    RETURNING kiosk_id, key`.execute(transaction);
  return new Set(rows.map((row) => messageName(row.kiosk_id, row.key)));
};

/** Gives keys back that were claimed in this transaction: there is no final word on their messages yet. */
export const releaseKeys = async (
  transaction: PlatformTransaction,
  messages: readonly JudgedMessage[],
): Promise<void> => {
  if (messages.length === 0) {
    return;
  }
  const { kiosks, keys } = columnsOf(messages);
  await sql`
    DELETE FROM submission_results r USING unnest(${kiosks}::text[], ${keys}::uuid[]) AS m (kiosk_id, key)
    WHERE r.kiosk_id = m.kiosk_id AND r.key = m.key`.execute(transaction);
};

/** Turns results claimed in this transaction into refusals, by name of the message. */
export const refuseClaimed = async (
  transaction: PlatformTransaction,
  messages: readonly JudgedMessage[],
  reasons: ReadonlyMap<string, RefusalReason>,
): Promise<void> => {
  const refused = messages.flatMap(({ kiosk: { kioskId }, key }) => {
    const reason = reasons.get(messageName(kioskId, key));
    return reason === undefined ? [] : { kioskId, key, reason };
  });
  if (refused.length === 0) {
    return;
  }
  await sql`
    UPDATE submission_results r SET outcome = 'refused', reason = m.reason
    FROM unnest(${refused.map(({ kioskId }) => kioskId)}::text[], ${refused.map(({ key }) => key)}::uuid[],
      ${refused.map(({ reason }) => reason)}::text[]) AS m (kiosk_id, key, reason)
    WHERE r.kiosk_id = m.kiosk_id AND r.key = m.key`.execute(transaction);
};

/** What was recorded for these messages' keys before, by name. */
export const recordedResults = async (
  transaction: PlatformTransaction,
  messages: readonly JudgedMessage[],
): Promise<ReadonlyMap<string, RecordedResult>> => {
  if (messages.length === 0) {
    return new Map();
  }
  const { kiosks, keys } = columnsOf(messages);
  const { rows } = await sql<{
    kiosk_id: string;
    key: string;
    digest: string;
    reason: RefusalReason | null;
    decided_at: Date;
  }>`
    SELECT r.kiosk_id, r.key, encode(r.digest, 'hex') AS digest, r.reason, r.decided_at
    FROM unnest(${kiosks}::text[], ${keys}::uuid[]) AS m (kiosk_id, key)
    JOIN submission_results r ON r.kiosk_id = m.kiosk_id AND r.key = m.key`.execute(transaction);
  return new Map(
    rows.map(({ kiosk_id, key, digest, reason, decided_at }) => [
      messageName(kiosk_id, key),
      { digest, refusal: reason ?? undefined, decidedAt: decided_at.getTime() },
    ]),
  );
};
