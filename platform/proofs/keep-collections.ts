import { sql } from 'kysely';
import type { CollectionSubmission } from '../contract/submissions.ts';
import { deliverResult } from '../applications/deliver-result.ts';
import type { PlatformTransaction } from '../store/open-store.ts';

/** Word of a collection, from the kiosk where it was. */
export interface NewCollection {
  readonly kiosk: { readonly kioskId: string };
  readonly key: string;
  readonly submission: CollectionSubmission;
}

/**
 * Keeps collections, those that are kept already once, and marks the proofs that were collected; the first word of a
 * proof counts. Answers with those that were left out because nobody knows the certificate.
 */
export const keepCollections = async (
  transaction: PlatformTransaction,
  collections: readonly NewCollection[],
  now: number,
): Promise<readonly NewCollection[]> => {
  if (collections.length === 0) {
    return [];
  }
  const known = await transaction
    .selectFrom('certificates')
    .select('certificate_number')
    .where(
      'certificate_number',
      'in',
      collections.map(({ submission }) => submission.certificateNumber),
    )
    .execute();
  const numbers = new Set(known.map((row) => row.certificate_number));
  const isKnown = ({ submission }: NewCollection): boolean => numbers.has(submission.certificateNumber);
  const kept = collections.filter(isKnown);
  const columns = {
    kiosks: kept.map(({ kiosk }) => kiosk.kioskId),
    keys: kept.map(({ key }) => key),
    certificates: kept.map(({ submission }) => submission.certificateNumber),
    times: kept.map(({ submission }) => new Date(submission.collectedAt).toISOString()),
  };
  await sql`
    INSERT INTO collections (kiosk_id, key, certificate_number, collected_at, received_at)
    SELECT m.*, ${new Date(now)}::timestamptz
    FROM unnest(${columns.kiosks}::text[], ${columns.keys}::uuid[], ${columns.certificates}::text[],
      ${columns.times}::timestamptz[]) AS m (kiosk_id, key, certificate_number, collected_at)
    ON CONFLICT (kiosk_id, key) DO NOTHING`.execute(transaction);
  await sql`
    UPDATE issued_proofs p SET collected_at = m.collected_at
    FROM unnest(${columns.certificates}::text[], ${columns.times}::timestamptz[]) AS m (certificate_number, collected_at)
    WHERE p.certificate_number = m.certificate_number AND p.collected_at IS NULL`.execute(transaction);
  for (const { submission } of kept) {
    await deliverResult(transaction, submission, now);
  }
  return collections.filter((collection) => !isKnown(collection));
};
