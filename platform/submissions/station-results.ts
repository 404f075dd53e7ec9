import { sql } from 'kysely';
import type { RefusalReason } from '../contract/submissions.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import type { JudgedMessage } from './judge-message.ts';
import { messageName, type RecordedResult } from './result-rows.ts';

/**
 * Gives messages whose keys were claimed in this transaction the result that the very same message (key and digest) has
 * had from another kiosk of its station, and answers with these results by name of the message. A kiosk that was enrolled
 * anew is another kiosk of its station: what it had handed in under its former identity, without hearing so, is not
 * handed in a second time. Kiosks cannot spoil each other's keys by this: another message under the key changes nothing.
 */
export const inheritResults = async (
  transaction: PlatformTransaction,
  claimed: readonly JudgedMessage[],
): Promise<ReadonlyMap<string, RecordedResult>> => {
  if (claimed.length === 0) {
    return new Map();
  }
  const { rows } = await sql<{
    kiosk_id: string;
    key: string;
    digest: string;
    reason: RefusalReason | null;
    decided_at: Date;
  }>`
    UPDATE submission_results mine
    SET outcome = earlier.outcome, reason = earlier.reason, decided_at = earlier.decided_at
    FROM unnest(${claimed.map(({ kiosk }) => kiosk.kioskId)}::text[], ${claimed.map(({ key }) => key)}::uuid[],
        ${claimed.map(({ kiosk }) => kiosk.stationCode)}::text[]) AS m (kiosk_id, key, station_code)
      JOIN kiosks k ON k.station_code = m.station_code AND k.kiosk_id <> m.kiosk_id
      JOIN submission_results earlier ON earlier.kiosk_id = k.kiosk_id AND earlier.key = m.key
    WHERE mine.kiosk_id = m.kiosk_id AND mine.key = m.key AND earlier.digest = mine.digest
    RETURNING mine.kiosk_id, mine.key, encode(mine.digest, 'hex') AS digest, mine.reason, mine.decided_at`.execute(
    transaction,
  );
  return new Map(
    rows.map(({ kiosk_id, key, digest, reason, decided_at }) => [
      messageName(kiosk_id, key),
      { digest, refusal: reason ?? undefined, decidedAt: decided_at.getTime() },
    ]),
  );
};
