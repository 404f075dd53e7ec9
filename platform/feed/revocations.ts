import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import { withdrawPrepared } from './prepared-documents.ts';
import { type Publisher, publishing } from './publish.ts';

/**
 * Revoked certificates are numbered in the order in which they are published, and each document names a run of this many
 * numbers. A revocation changes the last document alone, at most 12 KB; the others stay what they are until all that
 * they name has expired.
 *
 * For a city: 10,000 kiosks issue 800,000 certificates a day; one in a thousand revoked, and each valid for a year, make
 * 292,000 numbers in 586 documents, 7 MB that a new kiosk fetches once. A department that revokes a whole day of the
 * city (800,000) makes 1,600 documents more. There is no upper bound.
 */
const placesInDocument = 500;

const documentId = (part: number): string => `part-${part}`;

const partOf = (place: number): number => Math.ceil(place / placesInDocument);

/**
 * Gives the next places to certificates that were revoked, would still be good otherwise, and have none. Only one
 * publisher at a time comes here.
 * @returns the lowest and the highest place that was given; undefined when there was nothing to do
 */
const givePlaces = async (
  transaction: PlatformTransaction,
  now: number,
): Promise<{ first: number; last: number } | undefined> => {
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    WITH unplaced AS (
      SELECT certificate_number, row_number() OVER (ORDER BY revoked_at, certificate_number) AS turn
      FROM certificates
      WHERE revoked_at IS NOT NULL AND revocation_place IS NULL AND expires_at > ${new Date(now)}::timestamptz
    ), placed AS (
      UPDATE certificates c
      SET revocation_place = u.turn + (SELECT coalesce(max(revocation_place), 0) FROM certificates)
      FROM unplaced u WHERE c.certificate_number = u.certificate_number
      RETURNING c.revocation_place
    )
    SELECT min(revocation_place) AS first, max(revocation_place) AS last FROM placed`.execute(transaction);
  const { first = null, last = null } = rows[0] ?? {};
  return first === null || last === null ? undefined : { first, last };
};

const publishPart = async (
  publisher: Publisher,
  transaction: PlatformTransaction,
  part: number,
  now: number,
): Promise<void> => {
  const rows = await transaction
    .selectFrom('certificates')
    .select('certificate_number')
    .where('revocation_place', '>', (part - 1) * placesInDocument)
    .where('revocation_place', '<=', part * placesInDocument)
    .where('expires_at', '>', new Date(now))
    .orderBy('revocation_place')
    .execute();
  await publisher.publish({
    collection: 'revocations',
    id: documentId(part),
    audience: 'all',
    content: { certificateNumbers: rows.map(({ certificate_number }) => certificate_number) },
  });
};

/** Publishes the certificates that were revoked and not yet named. */
export const publishRevocations = async (
  publisher: Publisher,
  transaction: PlatformTransaction,
  clock: PlatformClock,
): Promise<void> => {
  const now = clock.now();
  const given = await givePlaces(transaction, now);
  if (given === undefined) {
    return;
  }
  for (let part = partOf(given.first); part <= partOf(given.last); part += 1) {
    await publishPart(publisher, transaction, part, now);
  }
};

/** Withdraws the documents that name nothing but certificates that have expired. */
export const withdrawEndedRevocations = async (
  publisher: Publisher,
  transaction: PlatformTransaction,
  clock: PlatformClock,
): Promise<void> => {
  const { rows } = await sql<{ part: number }>`
    SELECT ceil(revocation_place::numeric / ${placesInDocument})::integer AS part
    FROM certificates WHERE revocation_place IS NOT NULL AND expires_at > ${new Date(clock.now())}::timestamptz
    GROUP BY part`.execute(transaction);
  const needed = new Set(rows.map(({ part }) => documentId(part)));
  const present = await transaction
    .selectFrom('feed_documents')
    .select('id')
    .where('collection', '=', 'revocations')
    .where('removed', '=', false)
    .execute();
  for (const { id } of present) {
    if (!needed.has(id)) {
      await publisher.withdraw('revocations', id);
    }
  }
};

/** Revokes a certificate, tells all kiosks and withdraws what was prepared, in one transaction. A second time changes nothing. */
export const revokeCertificate = (
  database: PlatformDatabase,
  clock: PlatformClock,
  certificateNumber: string,
): Promise<'revoked' | 'already-revoked' | 'unknown-certificate'> =>
  publishing(database, clock, async (publisher, transaction) => {
    const certificate = await transaction
      .selectFrom('certificates')
      .select('revoked_at')
      .where('certificate_number', '=', certificateNumber)
      .forUpdate()
      .executeTakeFirst();
    if (certificate === undefined) {
      return 'unknown-certificate';
    }
    if (certificate.revoked_at !== null) {
      return 'already-revoked';
    }
    await transaction
      .updateTable('certificates')
      .set({ revoked_at: new Date(clock.now()) })
      .where('certificate_number', '=', certificateNumber)
      .execute();
    await publishRevocations(publisher, transaction, clock);
    await withdrawPrepared(publisher, transaction, certificateNumber);
    return 'revoked';
  });
