import { hash, type KeyObject } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { openSealed } from '../contract/sealing/index.ts';
import type { KioskDocumentSubmission } from '../contract/submissions.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import type { JudgedMessage } from './judge-message.ts';

/** A document that a kiosk hands in of itself. */
export interface NewKioskDocument extends Pick<JudgedMessage, 'kiosk' | 'key'> {
  readonly submission: KioskDocumentSubmission;
}

/** A document as the centre sees it listed. Times are milliseconds since the Unix epoch. */
export interface ListedKioskDocument {
  readonly key: string;
  readonly document: KioskDocumentSubmission['document'];
  readonly madeAt: number;
  readonly receivedAt: number;
  readonly command: number | null;
  readonly bytes: number;
}

/** Documents of one kind that are kept of a kiosk; the oldest go. */
export const keptOfAKind = 10;

/** A log that unpacks to more is not unpacked: the kiosk's own bounds are far below, bytes. */
const largestUnpacked = 512 * 1024 * 1024;

const keepOne = async (
  transaction: PlatformTransaction,
  { kiosk: { kioskId }, key, submission }: NewKioskDocument,
  now: number,
): Promise<void> => {
  const [material] = submission.materials;
  if (material === undefined) {
    throw new Error('A document without its content was taken for whole');
  }
  await transaction
    .insertInto('kiosk_documents')
    .values({
      kiosk_id: kioskId,
      key,
      document: submission.document,
      made_at: new Date(submission.madeAt),
      received_at: new Date(now),
      command_number: submission.command,
      bytes: submission.bytes,
      digest: submission.digest,
      chunk_count: material.chunkDigests.length,
    })
    // Kept before, and its result has been purged since.
    .onConflict((conflict) => conflict.columns(['kiosk_id', 'key']).doNothing())
    .execute();
  await sql`
    WITH moved AS (
      DELETE FROM material_chunks
      WHERE kiosk_id = ${kioskId} AND material_id = ${material.materialId}::uuid
      RETURNING chunk_index, sealed)
    INSERT INTO kiosk_document_chunks (kiosk_id, key, chunk_index, sealed)
    SELECT ${kioskId}, ${key}::uuid, chunk_index, sealed FROM moved
    ON CONFLICT DO NOTHING`.execute(transaction);
  await sql`
    WITH old AS (
      SELECT key FROM kiosk_documents
      WHERE kiosk_id = ${kioskId} AND document = ${submission.document}
      ORDER BY received_at DESC, key DESC OFFSET ${keptOfAKind}),
    gone AS (
      DELETE FROM kiosk_document_chunks WHERE kiosk_id = ${kioskId} AND key IN (SELECT key FROM old))
    DELETE FROM kiosk_documents WHERE kiosk_id = ${kioskId} AND key IN (SELECT key FROM old)`.execute(
    transaction,
  );
};

/** Keeps documents whose chunks are all there, and lets the oldest of their kind go. */
export const keepKioskDocuments = async (
  transaction: PlatformTransaction,
  documents: readonly NewKioskDocument[],
  now: number,
): Promise<void> => {
  for (const document of documents) {
    await keepOne(transaction, document, now);
  }
};

/** What a kiosk has handed in of itself, the newest first. */
export const listKioskDocuments = async (
  database: PlatformDatabase,
  kioskId: string,
): Promise<ListedKioskDocument[]> => {
  const rows = await database
    .selectFrom('kiosk_documents')
    .select(['key', 'document', 'made_at', 'received_at', 'command_number', 'bytes'])
    .where('kiosk_id', '=', kioskId)
    .orderBy('received_at', 'desc')
    .orderBy('key', 'desc')
    .execute();
  return rows.map((row) => ({
    key: row.key,
    document: row.document,
    madeAt: row.made_at.getTime(),
    receivedAt: row.received_at.getTime(),
    command: row.command_number,
    bytes: row.bytes,
  }));
};

export type ReadKioskDocument =
  | {
      readonly outcome: 'opened';
      readonly document: KioskDocumentSubmission['document'];
      /** A log unpacked: lines of JSON; a report: JSON, or PDF. */
      readonly content: Uint8Array;
    }
  | { readonly outcome: 'not-there' | 'damaged' };

const unpacked = (packed: Uint8Array): Uint8Array | undefined => {
  try {
    return gunzipSync(packed, { maxOutputLength: largestUnpacked });
  } catch {
    return undefined;
  }
};

/** Opens a document: every chunk has to be in its place, and the whole what the kiosk said it was. */
export const readKioskDocument = async (
  {
    database,
    keyRing,
  }: {
    readonly database: PlatformDatabase;
    readonly keyRing: { sealingPrivateKey(keyId: string): Promise<KeyObject | undefined> };
  },
  { kioskId, key }: { readonly kioskId: string; readonly key: string },
): Promise<ReadKioskDocument> => {
  const row = await database
    .selectFrom('kiosk_documents')
    .select(['document', 'digest', 'chunk_count'])
    .where('kiosk_id', '=', kioskId)
    .where('key', '=', key)
    .executeTakeFirst();
  if (row === undefined) {
    return { outcome: 'not-there' };
  }
  const chunks = await database
    .selectFrom('kiosk_document_chunks')
    .select(['chunk_index', 'sealed'])
    .where('kiosk_id', '=', kioskId)
    .where('key', '=', key)
    .orderBy('chunk_index')
    .execute();
  const plain: Uint8Array[] = [];
  for (const [place, { chunk_index, sealed }] of chunks.entries()) {
    const opened = await openSealed(sealed, async (keyId) => {
      const found = await keyRing.sealingPrivateKey(keyId);
      if (found === undefined) {
        throw new Error('A chunk was taken that is sealed to a key of nobody');
      }
      return found;
    });
    const isInPlace =
      opened.outcome === 'opened' &&
      chunk_index === place &&
      opened.context.index === place &&
      opened.context.key.toLowerCase() === key.toLowerCase();
    if (!isInPlace) {
      return { outcome: 'damaged' };
    }
    plain.push(opened.plaintext);
  }
  const whole = Buffer.concat(plain);
  const isWhole = chunks.length === row.chunk_count && hash('sha256', whole, 'base64url') === row.digest;
  const content = isWhole && row.document === 'log' ? unpacked(whole) : whole;
  return isWhole && content !== undefined
    ? { outcome: 'opened', document: row.document, content }
    : { outcome: 'damaged' };
};
