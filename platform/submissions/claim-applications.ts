import { sql } from 'kysely';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import type { WaitingApplication } from './open-application.ts';

/** An application that is this worker's to open until its claim ends. */
export interface ClaimedApplication extends WaitingApplication {
  /** With this one. */
  readonly attempts: number;
}

/** A claim counts this long, milliseconds, unless it is renewed; when its worker died, another takes the application then. */
export const claimLength = 20_000;

/** Pause after a failed attempt, milliseconds, times the attempts so far. */
export const pauseAfterFailure = 60_000;

/** Applications that are claimed together at most, and characters of their sealed bodies. */
const claimedAtMost = 50;
const charactersAtMost = 4 * 1024 * 1024;

interface Candidate {
  readonly receipt_number: string;
  readonly characters: number;
  /** Has materials, or was tried before. */
  readonly is_alone: boolean;
}

/** Applications that nobody has claimed, oldest first. Their rows are locked: two workers never look at the same ones. */
const candidates = async (transaction: PlatformTransaction, now: Date): Promise<readonly Candidate[]> => {
  const { rows } = await sql<Candidate>`
    SELECT a.receipt_number, octet_length(s.sealed) AS characters,
      o.receipt_number IS NOT NULL OR jsonb_array_length(s.materials) > 0 AS is_alone
    FROM applications a
    JOIN sealed_applications s ON s.receipt_number = a.receipt_number
    LEFT JOIN application_openings o ON o.receipt_number = a.receipt_number
    WHERE a.state = 'received' AND (o.receipt_number IS NULL OR o.claimed_until <= ${now}::timestamptz)
    ORDER BY a.received_at LIMIT ${claimedAtMost}
    FOR UPDATE OF a SKIP LOCKED`.execute(transaction);
  return rows;
};

/**
 * Those that are opened together. One with materials may take long, and one that was tried before may be the reason why
 * a worker died: each of these goes alone, so that no other is tried, and counted, with it.
 */
const unitOf = (waiting: readonly Candidate[]): string[] => {
  const unit: string[] = [];
  let characters = 0;
  for (const candidate of waiting) {
    characters += candidate.characters;
    if (unit.length > 0 && (candidate.is_alone || characters > charactersAtMost)) {
      break;
    }
    unit.push(candidate.receipt_number);
    if (candidate.is_alone) {
      break;
    }
  }
  return unit;
};

/** Writes the attempt down; answers with how many there were. What another claimed in the same moment is left to it. */
const claim = async (
  transaction: PlatformTransaction,
  unit: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, number>> => {
  const until = new Date(now.getTime() + claimLength);
  const { rows } = await sql<{ receipt_number: string; attempts: number }>`
    INSERT INTO application_openings AS o (receipt_number, attempts, claimed_until)
    SELECT u.receipt_number, 1, ${until}::timestamptz FROM unnest(${unit}::text[]) AS u (receipt_number)
    ORDER BY u.receipt_number
    ON CONFLICT (receipt_number) DO UPDATE SET attempts = o.attempts + 1, claimed_until = excluded.claimed_until
      WHERE o.claimed_until <= ${now}::timestamptz
    RETURNING receipt_number, attempts`.execute(transaction);
  return new Map(rows.map(({ receipt_number, attempts }) => [receipt_number, attempts]));
};

/**
 * Claims applications that wait to be opened, for this worker alone and for `claimLength`; none when none waits. Durable
 * before it returns.
 *
 * @param now platform time, milliseconds since the Unix epoch
 */
export const claimWaiting = (database: PlatformDatabase, now: number): Promise<ClaimedApplication[]> =>
  database.transaction().execute(async (transaction) => {
    const at = new Date(now);
    const unit = unitOf(await candidates(transaction, at));
    if (unit.length === 0) {
      return [];
    }
    const attempts = await claim(transaction, unit, at);
    if (attempts.size === 0) {
      return [];
    }
    const rows = await transaction
      .selectFrom('applications')
      .innerJoin('sealed_applications', 'sealed_applications.receipt_number', 'applications.receipt_number')
      .leftJoin('package_parts', 'package_parts.receipt_number', 'applications.receipt_number')
      .select(['package_parts.package_code', 'package_parts.package_number', 'package_parts.depends_on'])
      .select([
        'applications.receipt_number',
        'applications.kiosk_id',
        'applications.key',
        'applications.item',
      ])
      .select(['applications.form_version', 'applications.assurance_level', 'applications.filed_at'])
      .select(['sealed_applications.sealed', 'sealed_applications.materials'])
      .where('applications.receipt_number', 'in', [...attempts.keys()])
      .orderBy('applications.received_at')
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
      package:
        row.package_code === null || row.package_number === null
          ? undefined
          : { code: row.package_code, number: row.package_number, dependsOn: row.depends_on ?? [] },
      attempts: attempts.get(row.receipt_number) ?? 0,
    }));
  });

/** Makes a claim last from now on: its worker is alive. */
export const renewClaim = async (
  database: PlatformDatabase,
  receiptNumber: string,
  now: number,
): Promise<void> => {
  await database
    .updateTable('application_openings')
    .set({ claimed_until: new Date(now + claimLength) })
    .where('receipt_number', '=', receiptNumber)
    .execute();
};

/** Puts off the next attempt at applications with which something is wrong, the longer the more often it was tried. */
export const postpone = async (
  database: PlatformDatabase,
  claimed: readonly ClaimedApplication[],
  now: number,
): Promise<void> => {
  await sql`
    UPDATE application_openings
    SET claimed_until = ${new Date(now)}::timestamptz + attempts * ${pauseAfterFailure}::integer * interval '1 millisecond'
    WHERE receipt_number = ANY(${claimed.map(({ receiptNumber }) => receiptNumber)}::text[])`.execute(
    database,
  );
};

/** Gives claims back as if there had been no attempt: it failed for a reason that is not the applications'. */
export const giveBack = (
  database: PlatformDatabase,
  claimed: readonly ClaimedApplication[],
  now: number,
): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    const receiptNumbers = claimed.map(({ receiptNumber }) => receiptNumber);
    await sql`
      DELETE FROM application_openings
      WHERE receipt_number = ANY(${receiptNumbers}::text[]) AND attempts = 1`.execute(transaction);
    await sql`
      UPDATE application_openings SET attempts = attempts - 1, claimed_until = ${new Date(now)}::timestamptz
      WHERE receipt_number = ANY(${receiptNumbers}::text[])`.execute(transaction);
  });
