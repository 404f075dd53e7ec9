import { type Connection, prepareGet, prepareWrite } from '../statements.ts';
import type { ApplicationState } from './applications.ts';
import type { OutboxStore, SealedMaterial } from './outbox.ts';

/** A material that was promised and handed in here, as the kiosk remembers it: nothing of its pages. */
export interface Supplement {
  /** The idempotency key of its message. */
  readonly key: string;
  readonly receiptNumber: string;
  /** Code of the material. */
  readonly material: string;
  readonly state: ApplicationState;
  readonly filedAt: number;
}

export interface SupplementReader {
  find(key: string): Supplement | undefined;
  /** What was handed in here for this promise last, and is not settled. */
  latest(receiptNumber: string, material: string): Supplement | undefined;
}

export interface SupplementStore extends SupplementReader {
  /**
   * Writes that it was handed in, its sealed pages and its message in the outbox; the audit entry is the caller's, in the
   * same transaction.
   */
  file(
    supplement: Omit<Supplement, 'state'> & {
      /** Messages of this group go before it: it never overtakes its application. */
      readonly groupId: string;
      /** JSON of the submission. */
      readonly body: string;
      readonly materials: readonly SealedMaterial[];
    },
  ): { readonly ok: true } | { readonly ok: false; readonly reason: 'already-handed-in' };
  /** Follows the outbox, as an application does. A key without a supplement changes nothing. */
  follow(key: string, state: ApplicationState): void;
}

const columns = 'key, receipt_number AS receiptNumber, material, state, filed_at AS filedAt';

/** Promised materials that were handed in at this kiosk. */
export const createSupplementStore = (
  connection: Connection,
  now: () => number,
  outbox: OutboxStore,
): SupplementStore => {
  const selectOne = prepareGet<{ key: string }, Supplement>(
    connection,
    `SELECT ${columns} FROM supplement WHERE key = @key`,
  );
  const selectLatest = prepareGet<{ receiptNumber: string; material: string }, Supplement>(
    connection,
    `SELECT ${columns} FROM supplement
     WHERE receipt_number = @receiptNumber AND material = @material AND state <> 'settled'
     ORDER BY filed_at DESC, key DESC LIMIT 1`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO supplement (key, receipt_number, material, state, filed_at)
     VALUES (@key, @receiptNumber, @material, 'filed', @filedAt) ON CONFLICT DO NOTHING`,
  );
  const update = prepareWrite(
    connection,
    'UPDATE supplement SET state = @state, settled_at = @settledAt WHERE key = @key AND state <> (SELECT @state)',
  );
  return {
    find: (key) => selectOne({ key }),
    latest: (receiptNumber, material) => selectLatest({ receiptNumber, material }),
    file: ({ groupId, body, materials, ...supplement }) => {
      if (insert(supplement) === 0) return { ok: false, reason: 'already-handed-in' };
      outbox.add({ key: supplement.key, kind: 'supplement', groupId, priority: 0, body, materials });
      return { ok: true };
    },
    follow: (key, state) => {
      update({ key, state, settledAt: state === 'filed' ? null : now() });
    },
  };
};
