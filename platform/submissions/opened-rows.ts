import { sql } from 'kysely';
import type { ApplicationFinding } from '../contract/application-form/application-findings.ts';
import { recordAgency } from '../agency/registered-agency.ts';
import type { SealedApplication } from '../contract/sealed-application.ts';
import type { PlatformDatabase, PlatformTransaction } from '../store/open-store.ts';
import type { UnreadableReason } from './open-application.ts';
import { closeAcrossParts, lockPackagesOf } from './package-promises.ts';

/**
 * Why somebody at the centre has to look at an application; `not-opened`: it was tried too often; `differs-from-form`: it was
 * opened and handed to the department, and is not what its form asks for.
 */
export type ApplicationAlertReason = UnreadableReason | 'not-opened' | 'differs-from-form';

/** An application that was opened, and how it differs from what its form asks for. */
export interface OpenedContent {
  readonly content: SealedApplication;
  readonly findings: readonly ApplicationFinding[];
}

export interface SetAside {
  readonly receiptNumber: string;
  readonly reason: ApplicationAlertReason;
}

/** What became of claimed applications. */
export interface OpeningResults {
  readonly contents: readonly OpenedContent[];
  /** Why the platform itself does not accept some of them, in words for the applicant, by receipt number. */
  readonly notAccepted: ReadonlyMap<string, string>;
  readonly setAside: readonly SetAside[];
}

/** Those of the applications that still wait, locked; the others were withdrawn, or opened by somebody else. */
const stillWaiting = async (
  transaction: PlatformTransaction,
  receiptNumbers: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ receipt_number: string }>`
    SELECT receipt_number FROM applications
    WHERE receipt_number = ANY(${receiptNumbers}::text[]) AND state = 'received'
    ORDER BY receipt_number FOR UPDATE`.execute(transaction);
  return new Set(rows.map(({ receipt_number }) => receipt_number));
};

const setState = async (
  transaction: PlatformTransaction,
  receiptNumbers: readonly string[],
  state: 'waiting' | 'accepted-for-review' | 'not-accepted' | 'unreadable' | 'not-opened',
  now: Date,
): Promise<void> => {
  await sql`
    UPDATE applications SET state = ${state}, changed_at = ${now}::timestamptz
    WHERE receipt_number = ANY(${receiptNumbers}::text[])`.execute(transaction);
};

/** Moves applications on to `state` and adds the step of that name to their course. */
const takeStep = async (
  transaction: PlatformTransaction,
  receiptNumbers: readonly string[],
  state: 'waiting' | 'accepted-for-review' | 'unreadable',
  now: Date,
): Promise<void> => {
  await setState(transaction, receiptNumbers, state, now);
  await sql`
    INSERT INTO application_steps (receipt_number, position, step, actor, happened_at)
    SELECT s.receipt_number, max(s.position) + 1, ${state}, 'platform', ${now}::timestamptz
    FROM application_steps s WHERE s.receipt_number = ANY(${receiptNumbers}::text[])
    GROUP BY s.receipt_number`.execute(transaction);
};

/** What is owed from now on; of one that was promised twice the first counts. */
const keepPromises = async (
  transaction: PlatformTransaction,
  contents: readonly SealedApplication[],
): Promise<void> => {
  const rows = contents.flatMap(({ receiptNumber, promises }) =>
    promises.map(({ code, workingDays, dueOn }) => ({
      receipt_number: receiptNumber,
      material: code,
      working_days: workingDays,
      due_on: dueOn,
      handed_in_at: null,
    })),
  );
  if (rows.length === 0) {
    return;
  }
  const receiptNumbers = [...new Set(rows.map(({ receipt_number }) => receipt_number))];
  await lockPackagesOf(transaction, receiptNumbers);
  await transaction
    .insertInto('application_promises')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // It may have come for another part while this one was on its way.
  await closeAcrossParts(transaction, receiptNumbers);
};

const keepContents = async (
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
  await keepPromises(transaction, contents);
  const numbersOf = (isWaiting: boolean): string[] =>
    contents
      .filter(({ package: together }) => (together?.dependsOn.length ?? 0) > 0 === isWaiting)
      .map(({ receiptNumber }) => receiptNumber);
  await takeStep(transaction, numbersOf(false), 'accepted-for-review', now);
  const waiting = numbersOf(true);
  if (waiting.length > 0) {
    // Until what they depend on is decided (applications/release-waiting.ts).
    await takeStep(transaction, waiting, 'waiting', now);
  }
  for (const { receiptNumber, applicant, agency, filedAt } of contents) {
    if (agency === undefined) continue;
    await recordAgency(transaction, {
      agentIdNumber: agency.agent.idNumber,
      principalIdNumber: applicant.idNumber,
      way: agency.way,
      authorisation: agency.authorisation,
      act: 'application',
      subject: receiptNumber,
      actedAt: filedAt,
    });
  }
};

/** Ends the course of applications that rest on what the platform does not find in its registers. */
const endCourses = async (
  transaction: PlatformTransaction,
  notAccepted: readonly (readonly [receiptNumber: string, reason: string])[],
  now: Date,
): Promise<void> => {
  for (const [receiptNumber, reason] of notAccepted) {
    await setState(transaction, [receiptNumber], 'not-accepted', now);
    await sql`
      INSERT INTO application_steps (receipt_number, position, step, actor, happened_at, detail)
      SELECT s.receipt_number, max(s.position) + 1, 'not-accepted', 'platform', ${now}::timestamptz,
        ${JSON.stringify({ reason })}::jsonb
      FROM application_steps s WHERE s.receipt_number = ${receiptNumber}
      GROUP BY s.receipt_number`.execute(transaction);
  }
};

const insertAlerts = async (
  transaction: PlatformTransaction,
  alerts: readonly SetAside[],
  now: Date,
): Promise<void> => {
  await sql`
    INSERT INTO application_alerts (receipt_number, reason, raised_at)
    SELECT m.*, ${now}::timestamptz
    FROM unnest(${alerts.map(({ receiptNumber }) => receiptNumber)}::text[],
      ${alerts.map(({ reason }) => reason)}::text[]) AS m
    ON CONFLICT (receipt_number) DO UPDATE
      SET reason = excluded.reason, raised_at = excluded.raised_at, settled_at = NULL`.execute(transaction);
};

/** Writes down what was found, and raises an alert for each application of which something was. */
const keepFindings = async (
  transaction: PlatformTransaction,
  contents: readonly OpenedContent[],
  now: Date,
): Promise<void> => {
  const rows = contents.flatMap(({ content: { receiptNumber }, findings }) =>
    findings.map(({ rule, name }) => ({ receipt_number: receiptNumber, rule, name, found_at: now })),
  );
  if (rows.length === 0) {
    return;
  }
  await transaction
    .insertInto('application_findings')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const numbers = [...new Set(rows.map(({ receipt_number }) => receipt_number))];
  await insertAlerts(
    transaction,
    numbers.map((receiptNumber) => ({ receiptNumber, reason: 'differs-from-form' as const })),
    now,
  );
};

const raiseAlerts = async (
  transaction: PlatformTransaction,
  setAside: readonly SetAside[],
  now: Date,
): Promise<void> => {
  if (setAside.length === 0) {
    return;
  }
  await insertAlerts(transaction, setAside, now);
  const numbersOf = (isTriedTooOften: boolean): string[] =>
    setAside
      .filter(({ reason }) => (reason === 'not-opened') === isTriedTooOften)
      .map(({ receiptNumber }) => receiptNumber);
  await takeStep(transaction, numbersOf(false), 'unreadable', now);
  // No step of the course: for the applicant nothing has changed.
  await setState(transaction, numbersOf(true), 'not-opened', now);
};

/** Writes down what became of claimed applications and ends their claims, in one transaction. */
export const keepResults = (
  database: PlatformDatabase,
  { contents, notAccepted, setAside }: OpeningResults,
  now: number,
): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    const at = new Date(now);
    const receiptNumbers = [...contents.map(({ content }) => content), ...setAside].map(
      ({ receiptNumber }) => receiptNumber,
    );
    const waiting = await stillWaiting(transaction, receiptNumbers);
    const waits = ({ receiptNumber }: { readonly receiptNumber: string }): boolean =>
      waiting.has(receiptNumber);
    const kept = contents.filter(({ content }) => waits(content));
    await keepContents(
      transaction,
      kept.map(({ content }) => content),
      at,
    );
    await keepFindings(transaction, kept, at);
    await endCourses(
      transaction,
      [...notAccepted].filter(([receiptNumber]) => waiting.has(receiptNumber)),
      at,
    );
    await raiseAlerts(transaction, setAside.filter(waits), at);
    await sql`
      DELETE FROM application_openings
      WHERE receipt_number = ANY(${receiptNumbers}::text[])`.execute(transaction);
  });
