import { sql } from 'kysely';
import type { ApplicationSubmission, RatingSubmission } from '../contract/submissions.ts';
import type { PlatformTransaction } from '../store/open-store.ts';
import type { SubmittingKiosk } from './judge-message.ts';
import { messageName } from './result-rows.ts';

/** An application that is to be filed. */
export interface NewApplication {
  readonly kiosk: SubmittingKiosk;
  readonly key: string;
  readonly submission: ApplicationSubmission;
}

/** A rating that is to be kept. */
export interface NewRating {
  readonly kiosk: SubmittingKiosk;
  readonly key: string;
  readonly submission: RatingSubmission;
}

const isoTime = (time: number): string => new Date(time).toISOString();

const insertPackageParts = async (
  transaction: PlatformTransaction,
  applications: readonly NewApplication[],
): Promise<void> => {
  const rows = applications.flatMap(({ submission: { receiptNumber, package: together } }) =>
    together === undefined
      ? []
      : [
          {
            receipt_number: receiptNumber,
            package_code: together.code,
            package_number: together.number,
            depends_on: [...new Set(together.dependsOn)],
          },
        ],
  );
  if (rows.length > 0) {
    await transaction.insertInto('package_parts').values(rows).execute();
  }
};

const insertApplications = async (
  transaction: PlatformTransaction,
  applications: readonly NewApplication[],
  now: Date,
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ kiosk_id: string; key: string }>`
    INSERT INTO applications (receipt_number, kiosk_id, key, station_code, item, form_version, assurance_level, state,
      filed_at, received_at, changed_at)
    SELECT m.receipt_number, m.kiosk_id, m.key, m.station_code, m.item, m.form_version, m.assurance_level, 'received',
      m.filed_at, ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${applications.map(({ submission }) => submission.receiptNumber)}::text[],
      ${applications.map(({ kiosk }) => kiosk.kioskId)}::text[],
      ${applications.map(({ key }) => key)}::uuid[],
      ${applications.map(({ kiosk }) => kiosk.stationCode)}::text[],
      ${applications.map(({ submission }) => submission.item)}::text[],
      ${applications.map(({ submission }) => submission.formVersion)}::integer[],
      ${applications.map(({ submission }) => submission.assuranceLevel)}::smallint[],
      ${applications.map(({ submission }) => isoTime(submission.filedAt))}::timestamptz[])
      AS m (receipt_number, kiosk_id, key, station_code, item, form_version, assurance_level, filed_at)
    ON CONFLICT (receipt_number) DO NOTHING
    RETURNING kiosk_id, key`.execute(transaction);
  return new Set(rows.map((row) => messageName(row.kiosk_id, row.key)));
};

/**
 * Files applications with their sealed bodies and the first step of their course; answers with those that were filed.
 * One whose receipt number is taken is left out.
 */
export const fileApplications = async (
  transaction: PlatformTransaction,
  applications: readonly NewApplication[],
  time: number,
): Promise<readonly NewApplication[]> => {
  if (applications.length === 0) {
    return [];
  }
  const now = new Date(time);
  const names = await insertApplications(transaction, applications, now);
  const filed = applications.filter(({ kiosk, key }) => names.has(messageName(kiosk.kioskId, key)));
  if (filed.length === 0) {
    return [];
  }
  const receiptNumbers = filed.map(({ submission }) => submission.receiptNumber);
  // The bodies go as one text: splitting it costs the server a third less than reading an array of texts so long. No
  // compact JWE holds a line feed.
  await sql`
    INSERT INTO sealed_applications (receipt_number, sealed, materials)
    SELECT * FROM unnest(${receiptNumbers}::text[],
      string_to_array(${filed.map(({ submission }) => submission.sealed).join('\n')}::text, chr(10)),
      ${filed.map(({ submission }) => JSON.stringify(submission.materials))}::jsonb[])`.execute(transaction);
  await insertPackageParts(transaction, filed);
  await sql`
    INSERT INTO application_steps (receipt_number, position, step, actor, happened_at)
    SELECT m.receipt_number, 1, 'received', 'platform', ${now}::timestamptz
    FROM unnest(${receiptNumbers}::text[]) AS m (receipt_number)`.execute(transaction);
  return filed;
};

/**
 * Names of those applications that this very kiosk filed before under this key and number: their results have been
 * purged since.
 */
export const filedBefore = async (
  transaction: PlatformTransaction,
  applications: readonly NewApplication[],
): Promise<ReadonlySet<string>> => {
  if (applications.length === 0) {
    return new Set();
  }
  const { rows } = await sql<{ kiosk_id: string; key: string }>`
    SELECT a.kiosk_id, a.key
    FROM unnest(${applications.map(({ submission }) => submission.receiptNumber)}::text[],
      ${applications.map(({ kiosk }) => kiosk.kioskId)}::text[],
      ${applications.map(({ key }) => key)}::uuid[]) AS m (receipt_number, kiosk_id, key)
    JOIN applications a ON a.receipt_number = m.receipt_number AND a.kiosk_id = m.kiosk_id AND a.key = m.key`.execute(
    transaction,
  );
  return new Set(rows.map((row) => messageName(row.kiosk_id, row.key)));
};

/** Which of these are no receipt, certificate or package numbers that the platform knows. */
const unknownSubjects = async (
  transaction: PlatformTransaction,
  subjects: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (subjects.length === 0) {
    return new Set();
  }
  const { rows } = await sql<{ subject: string }>`
    SELECT s.subject FROM unnest(${subjects}::text[]) AS s (subject)
    WHERE NOT EXISTS (SELECT FROM applications a WHERE a.receipt_number = s.subject)
      AND NOT EXISTS (SELECT FROM package_parts p WHERE p.package_number = s.subject)
      AND NOT EXISTS (SELECT FROM certificates c WHERE c.certificate_number = s.subject)`.execute(
    transaction,
  );
  return new Set(rows.map(({ subject }) => subject));
};

/** Keeps ratings, those that are kept already once; answers with those that were left out because nobody knows what they are about. */
export const keepRatings = async (
  transaction: PlatformTransaction,
  ratings: readonly NewRating[],
  now: number,
): Promise<readonly NewRating[]> => {
  if (ratings.length === 0) {
    return [];
  }
  const unknown = await unknownSubjects(
    transaction,
    ratings.flatMap(({ submission }) => submission.subject ?? []),
  );
  const isUnknown = ({ submission: { subject } }: NewRating): boolean =>
    subject !== null && unknown.has(subject);
  const kept = ratings.filter((rating) => !isUnknown(rating));
  await sql`
    INSERT INTO ratings (kiosk_id, key, station_code, subject, level, rated_at, received_at)
    SELECT m.kiosk_id, m.key, m.station_code, m.subject, m.level, m.rated_at, ${new Date(now)}::timestamptz
    FROM unnest(${kept.map(({ kiosk }) => kiosk.kioskId)}::text[], ${kept.map(({ key }) => key)}::uuid[],
      ${kept.map(({ kiosk }) => kiosk.stationCode)}::text[],
      ${kept.map(({ submission }) => submission.subject)}::text[],
      ${kept.map(({ submission }) => submission.level)}::text[],
      ${kept.map(({ submission }) => isoTime(submission.ratedAt))}::timestamptz[])
      AS m (kiosk_id, key, station_code, subject, level, rated_at)
    ON CONFLICT (kiosk_id, key) DO NOTHING`.execute(transaction);
  return ratings.filter(isUnknown);
};
