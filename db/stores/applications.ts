import { type Connection, prepareAll, prepareGet, prepareWrite } from '../statements.ts';
import type { OutboxStore, SealedMaterial } from './outbox.ts';

/** How an application stands as far as the kiosk knows. */
export const applicationStates = ['filed', 'received', 'refused', 'settled'] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** An application 申请 as the kiosk remembers it: nothing that was answered, nobody's name. */
export interface Application {
  /** The idempotency key of its message. */
  readonly key: string;
  readonly receiptNumber: string;
  readonly visitId: string;
  readonly item: string;
  readonly formVersion: number;
  readonly holderPseudonym: string;
  readonly state: ApplicationState;
  readonly filedAt: number;
  readonly settledAt: number | null;
}

export interface ApplicationReader {
  find(key: string): Application | undefined;
  byReceiptNumber(receiptNumber: string): Application | undefined;
  /** Newest first. */
  ofHolder(holderPseudonym: string): readonly Application[];
}

export interface ApplicationStore extends ApplicationReader {
  /**
   * Writes the application, its sealed chunks and its message in the outbox (priority 0). The audit entry is the caller's,
   * in the same transaction.
   */
  file(application: {
    readonly key: string;
    readonly receiptNumber: string;
    readonly visitId: string;
    readonly item: string;
    readonly formVersion: number;
    readonly holderPseudonym: string;
    readonly filedAt: number;
    /** JSON of the submission. */
    readonly body: string;
    readonly materials: readonly SealedMaterial[];
    /** Key of the application after which it goes out; its own group where it is absent. */
    readonly groupId?: string;
  }):
    | { readonly ok: true }
    | { readonly ok: false; readonly reason: 'visit-not-open' | 'receipt-number-taken' };
  /**
   * Follows the outbox: received, refused, settled, or filed again when a dead letter is retried. Dates the change now,
   * unless it was in this state already. A key without an application changes nothing: after a salvage a message may
   * be all that is left of it.
   */
  follow(key: string, state: ApplicationState): void;
}

const columns = `key, receipt_number AS receiptNumber, visit_id AS visitId, item, form_version AS formVersion,
  holder_pseudonym AS holderPseudonym, state, filed_at AS filedAt, settled_at AS settledAt`;

/** Applications filed at this kiosk, without what they say. */
export const createApplicationStore = (
  connection: Connection,
  now: () => number,
  outbox: OutboxStore,
): ApplicationStore => {
  const selectOne = prepareGet<{ key: string }, Application>(
    connection,
    `SELECT ${columns} FROM application WHERE key = @key`,
  );
  const selectByReceiptNumber = prepareGet<{ receiptNumber: string }, Application>(
    connection,
    `SELECT ${columns} FROM application WHERE receipt_number = @receiptNumber`,
  );
  const selectOfHolder = prepareAll<{ holderPseudonym: string }, Application>(
    connection,
    `SELECT ${columns} FROM application WHERE holder_pseudonym = (SELECT @holderPseudonym)
     ORDER BY filed_at DESC, key DESC`,
  );
  const insert = prepareWrite(
    connection,
    `INSERT INTO application (key, receipt_number, visit_id, item, form_version, holder_pseudonym, state, filed_at)
     SELECT @key, @receiptNumber, id, @item, @formVersion, @holderPseudonym, 'filed', @filedAt
     FROM visit WHERE id = (SELECT @visitId) AND ended_at IS NULL
     ON CONFLICT (receipt_number) DO NOTHING`,
  );
  const update = prepareWrite(
    connection,
    'UPDATE application SET state = @state, settled_at = @settledAt WHERE key = (SELECT @key) AND state <> (SELECT @state)',
  );

  return {
    find: (key) => selectOne({ key }),
    byReceiptNumber: (receiptNumber) => selectByReceiptNumber({ receiptNumber }),
    ofHolder: (holderPseudonym) => selectOfHolder({ holderPseudonym }),
    file: ({ body, materials, groupId, ...application }) => {
      const { key, receiptNumber } = application;
      if (insert(application) === 0) {
        const taken = selectByReceiptNumber({ receiptNumber }) !== undefined;
        return { ok: false, reason: taken ? 'receipt-number-taken' : 'visit-not-open' };
      }
      outbox.add({ key, kind: 'application', groupId: groupId ?? key, priority: 0, body, materials });
      return { ok: true };
    },
    follow: (key, state) => {
      update({ key, state, settledAt: state === 'filed' ? null : now() });
    },
  };
};
