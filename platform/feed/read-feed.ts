import { sql } from 'kysely';
import type { FeedCollection, FeedPage } from '../contract/feed.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { cursorText, type FeedCursor, readCursor } from './cursor.ts';
import type { DocumentSigner, PlacedDocument } from './document-signer.ts';

/** What reading the feed needs of the platform. */
export interface FeedContext {
  readonly database: PlatformDatabase;
  readonly keyRing: Pick<KeyRing, 'publicKeySet'>;
  readonly signer: DocumentSigner;
}

export interface FeedRequest {
  readonly kioskId: string;
  /** Cursor after which to read, as the kiosk has it; '' at first. */
  readonly after: string;
  /** Documents at most. */
  readonly limit: number;
}

export type FeedReading =
  | { readonly outcome: 'read'; readonly page: FeedPage }
  /** The cursor is not of this feed, or of a time that its store has lost: the kiosk reads from the start. */
  | { readonly outcome: 'cursor-unknown' };

/** A page before it is signed: what to read, and where. */
interface Reading {
  readonly kioskId: string;
  readonly after: number;
  readonly limit: number;
}

/** Bytes of content in one page, but at least one document. */
const pageBytes = 2_000_000;

/**
 * Positions after `after` that are for this kiosk, with the bytes of their content; one more than `limit`. Withdrawals
 * are among them from the start on: a kiosk whose database was recovered has documents and no cursor.
 */
const positionsAfter = async (
  database: PlatformDatabase,
  { kioskId, after, limit }: Reading,
): Promise<readonly { sequence: number; bytes: number }[]> => {
  const { rows } = await sql<{ sequence: number; bytes: number }>`
    SELECT d.sequence, octet_length(d.content) AS bytes
    FROM feed_documents d
    WHERE d.audience IN ('all', ${kioskId}) AND d.sequence > ${after}::bigint
    ORDER BY d.sequence
    LIMIT ${limit + 1}`.execute(database);
  return rows;
};

/** Whether this store has given the cursor, in the history that it knows. */
const isKnown = async (database: PlatformDatabase, { sequence, mark }: FeedCursor): Promise<boolean> =>
  mark === null ||
  (await database
    .selectFrom('feed_marks')
    .select('sequence')
    .where('sequence', '=', sequence)
    .where('mark', '=', mark)
    .executeTakeFirst()) !== undefined;

/** The cursor behind a position. */
const cursorAt = async (database: PlatformDatabase, sequence: number): Promise<string> => {
  const { mark } = await database
    .selectFrom('feed_marks')
    .select('mark')
    .where('sequence', '=', sequence)
    .executeTakeFirstOrThrow();
  return cursorText({ sequence, mark });
};

/** As many positions as fit into a page. */
const firstPage = (
  positions: readonly { sequence: number; bytes: number }[],
  limit: number,
): readonly number[] => {
  let bytes = 0;
  const fitting = positions.slice(0, limit).filter((position, index) => {
    bytes += position.bytes;
    return index === 0 || bytes <= pageBytes;
  });
  return fitting.map(({ sequence }) => sequence);
};

const documentsAt = async (
  database: PlatformDatabase,
  sequences: readonly number[],
): Promise<readonly PlacedDocument[]> => {
  if (sequences.length === 0) {
    return [];
  }
  const rows = await database
    .selectFrom('feed_documents')
    .select(['collection', 'id', 'version', 'sequence', 'audience', 'issued_at', 'removed', 'content'])
    .where('sequence', 'in', sequences)
    .orderBy('sequence')
    .execute();
  return rows.map(({ collection, id, version, sequence, audience, issued_at, removed, content }) => ({
    sequence,
    document: {
      collection: collection satisfies FeedCollection,
      id,
      version,
      issuedAt: issued_at.getTime(),
      audience,
      removed,
      content: JSON.parse(content) as unknown,
    },
  }));
};

/**
 * A page of the feed: the newest version of each document for this kiosk, in the order of publication. What is
 * superseded while the pages are read appears again behind, with its new version.
 */
export const readFeed = async (
  { database, keyRing, signer }: FeedContext,
  { kioskId, after, limit }: FeedRequest,
): Promise<FeedReading> => {
  const cursor = readCursor(after);
  if (cursor === undefined || !(await isKnown(database, cursor))) {
    return { outcome: 'cursor-unknown' };
  }
  const positions = await positionsAfter(database, { kioskId, after: cursor.sequence, limit });
  const sequences = firstPage(positions, limit);
  const placed = await documentsAt(database, sequences);
  const documents: string[] = [];
  for (const document of placed) {
    documents.push(await signer.sign(document));
  }
  const last = sequences.at(-1);
  const { issuedAt } = await keyRing.publicKeySet();
  return {
    outcome: 'read',
    page: {
      documents,
      next: last === undefined ? after : await cursorAt(database, last),
      more: positions.length > sequences.length,
      keySetIssuedAt: issuedAt,
    },
  };
};
