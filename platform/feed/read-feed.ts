import { sql } from 'kysely';
import type { FeedCollection, FeedPage } from '../contract/feed.ts';
import type { KeyRing } from '../signing/key-ring.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import type { DocumentSigner, PlacedDocument } from './document-signer.ts';

/** What reading the feed needs of the platform. */
export interface FeedContext {
  readonly database: PlatformDatabase;
  readonly keyRing: Pick<KeyRing, 'publicKeySet'>;
  readonly signer: DocumentSigner;
}

export interface FeedRequest {
  readonly kioskId: string;
  /** Position after which to read; 0 at first. */
  readonly after: number;
  /** Documents at most. */
  readonly limit: number;
}

/** Bytes of content in one page, but at least one document. */
const pageBytes = 2_000_000;

/** Positions after `after` that are for this kiosk, with the bytes of their content; one more than `limit`. */
const positionsAfter = async (
  database: PlatformDatabase,
  { kioskId, after, limit }: FeedRequest,
): Promise<readonly { sequence: number; bytes: number }[]> => {
  const { rows } = await sql<{ sequence: number; bytes: number }>`
    SELECT d.sequence, octet_length(d.content) AS bytes
    FROM feed_documents d, feed_position p
    WHERE d.audience IN ('all', ${kioskId})
      -- A cursor from before the store was brought back from a backup begins anew.
      AND d.sequence > CASE WHEN ${after}::bigint > p.last_sequence THEN 0 ELSE ${after}::bigint END
      -- A kiosk that has nothing has nothing to delete.
      AND (NOT d.removed OR ${after}::bigint > 0)
    ORDER BY d.sequence
    LIMIT ${limit + 1}`.execute(database);
  return rows;
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
export const readFeed = async (context: FeedContext, request: FeedRequest): Promise<FeedPage> => {
  const positions = await positionsAfter(context.database, request);
  const page = firstPage(positions, request.limit);
  const placed = await documentsAt(context.database, page);
  const documents: string[] = [];
  for (const document of placed) {
    documents.push(await context.signer.sign(document));
  }
  const { issuedAt } = await context.keyRing.publicKeySet();
  return {
    documents,
    next: `${page.at(-1) ?? request.after}`,
    more: positions.length > page.length,
    keySetIssuedAt: issuedAt,
  };
};
