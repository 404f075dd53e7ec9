import type { KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import {
  openApplication,
  type OpeningTools,
  type UnreadableReason,
  type WaitingApplication,
} from './open-application.ts';

/** What opening the waiting applications needs of the platform. */
export interface OpeningContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
  readonly keyRing: Pick<KeyRing, 'sealingPrivateKey'>;
}

/** What a run did. */
export interface OpeningCount {
  readonly opened: number;
  readonly unreadable: number;
}

/** Sealing keys that were looked up, by id; undefined for those that the platform does not have. */
type SealingKeys = Map<string, KeyObject | undefined>;

/** Applications that one transaction opens, about 20 ms of work without materials. */
const batchSize = 50;

/** Takes applications that nobody else is opening; they are ours until the transaction ends, however it ends. */
const claimWaiting = async (transaction: PlatformTransaction): Promise<WaitingApplication[]> => {
  const rows = await transaction
    .selectFrom('applications')
    .innerJoin('sealed_applications', 'sealed_applications.receipt_number', 'applications.receipt_number')
    .select([
      'applications.receipt_number',
      'applications.kiosk_id',
      'applications.key',
      'applications.item',
      'applications.form_version',
      'applications.assurance_level',
      'applications.filed_at',
      'sealed_applications.sealed',
      'sealed_applications.materials',
    ])
    .where('applications.state', '=', 'received')
    .orderBy('applications.received_at')
    .limit(batchSize)
    .forUpdate('applications')
    .skipLocked()
    .execute();
  return rows.map((row) => ({
    receiptNumber: row.receipt_number,
    kioskId: row.kiosk_id,
    key: row.key,
    item: row.item,
    formVersion: row.form_version,
    assuranceLevel: row.assurance_level,
    filedAt: row.filed_at.getTime(),
    sealed: row.sealed,
    materials: row.materials,
  }));
};

const chunkReader =
  (transaction: PlatformTransaction): OpeningTools['readChunk'] =>
  async (kioskId, materialId, index) => {
    const row = await transaction
      .selectFrom('material_chunks')
      .select('sealed')
      .where('kiosk_id', '=', kioskId)
      .where('material_id', '=', materialId)
      .where('chunk_index', '=', index)
      .executeTakeFirst();
    return row?.sealed;
  };

interface Unreadable {
  readonly receiptNumber: string;
  readonly reason: UnreadableReason;
}

/** Moves applications on to `state` and adds the step of that name to their course. */
const takeStep = async (
  transaction: PlatformTransaction,
  receiptNumbers: readonly string[],
  state: 'accepted-for-review' | 'unreadable',
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE applications SET state = ${state}, changed_at = ${now}::timestamptz
    WHERE receipt_number = ANY(${receiptNumbers}::text[])`.execute(transaction);
  await sql`
    INSERT INTO application_steps (receipt_number, position, step, actor, happened_at)
    SELECT s.receipt_number, max(s.position) + 1, ${state}, 'platform', ${now}::timestamptz
    FROM application_steps s WHERE s.receipt_number = ANY(${receiptNumbers}::text[])
    GROUP BY s.receipt_number`.execute(transaction);
};

const keepOpened = async (
  transaction: PlatformTransaction,
  contents: readonly SealedApplication[],
  now: Date,
): Promise<void> => {
  if (contents.length === 0) {
    return;
  }
  const receiptNumbers = contents.map(({ receiptNumber }) => receiptNumber);
  await sql`
    INSERT INTO application_contents (receipt_number, applicant_id_number, content, opened_at)
    SELECT m.*, ${now}::timestamptz
    FROM unnest(${receiptNumbers}::text[], ${contents.map(({ applicant }) => applicant.idNumber)}::text[],
      ${contents.map((content) => JSON.stringify(content))}::json[]) AS m`.execute(transaction);
  await takeStep(transaction, receiptNumbers, 'accepted-for-review', now);
};

const setAside = async (
  transaction: PlatformTransaction,
  unreadable: readonly Unreadable[],
  now: Date,
): Promise<void> => {
  if (unreadable.length === 0) {
    return;
  }
  await transaction
    .insertInto('application_alerts')
    .values(
      unreadable.map(({ receiptNumber, reason }) => ({
        receipt_number: receiptNumber,
        reason,
        raised_at: now,
        settled_at: null,
      })),
    )
    .execute();
  await takeStep(
    transaction,
    unreadable.map(({ receiptNumber }) => receiptNumber),
    'unreadable',
    now,
  );
};

type BatchResult =
  | ({ readonly outcome: 'done' } & OpeningCount)
  /** Nothing was done: these keys are to be looked up first. */
  | { readonly outcome: 'keys-needed'; readonly keyIds: ReadonlySet<string> };

/**
 * Opens one batch with the keys that are at hand. Keys are never looked up in here: an embedded store has one
 * connection, which this transaction holds.
 */
const openBatch = ({ database, clock }: OpeningContext, keys: SealingKeys): Promise<BatchResult> =>
  database.transaction().execute(async (transaction) => {
    const needed = new Set<string>();
    const findKey = (keyId: string): KeyObject | undefined => {
      if (!keys.has(keyId)) {
        needed.add(keyId);
      }
      return keys.get(keyId);
    };
    const tools = { findKey, readChunk: chunkReader(transaction) };
    const contents: SealedApplication[] = [];
    const unreadable: Unreadable[] = [];
    for (const application of await claimWaiting(transaction)) {
      const result = await openApplication(tools, application);
      if (result.outcome === 'opened') {
        contents.push(result.content);
      } else {
        unreadable.push({ receiptNumber: application.receiptNumber, reason: result.reason });
      }
    }
    if (needed.size > 0) {
      return { outcome: 'keys-needed', keyIds: needed };
    }
    const now = new Date(clock.now());
    await keepOpened(transaction, contents, now);
    await setAside(transaction, unreadable, now);
    return { outcome: 'done', opened: contents.length, unreadable: unreadable.length };
  });

/**
 * Opens the applications that wait, oldest first, until none is left that nobody else is opening: each is handed to
 * review, or set aside as unreadable with an alert. Any number of instances may run this at once; one that dies leaves
 * its applications waiting.
 *
 * @param mayGoOn asked before each batch but the first, whether there is time for another
 * @throws the error of the store; batches before it are done
 */
export const openWaiting = async (
  context: OpeningContext,
  mayGoOn: () => boolean = () => true,
): Promise<OpeningCount> => {
  const keys: SealingKeys = new Map();
  const total = { opened: 0, unreadable: 0 };
  for (;;) {
    const batch = await openBatch(context, keys);
    if (batch.outcome === 'keys-needed') {
      for (const keyId of batch.keyIds) {
        keys.set(keyId, await context.keyRing.sealingPrivateKey(keyId));
      }
      continue;
    }
    total.opened += batch.opened;
    total.unreadable += batch.unreadable;
    if (batch.opened + batch.unreadable === 0 || !mayGoOn()) {
      return total;
    }
  }
};
