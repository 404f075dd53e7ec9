import { sql } from 'kysely';
import type { PlatformClock } from '../clock.ts';
import type { PlatformDatabase } from '../store/open-store.ts';
import { actorText } from './course-actor.ts';
import { lockApplication, stepsOf, writeStep } from './course-rows.ts';

/** Applications moved on in one round; the rest wait for the next. */
const batchSize = 200;

interface ReleaseContext {
  readonly database: PlatformDatabase;
  readonly clock: PlatformClock;
}

/** Something that waits no longer: all that it depends on is granted, or one of them never will be. */
interface Settled {
  readonly receipt_number: string;
  readonly is_granted: boolean;
  /** Receipt number of what was not granted. */
  readonly lost: string | null;
}

/** Those that wait no longer; with `after` only those that depend on this application. */
const settled = async (
  database: PlatformDatabase,
  after: string | undefined,
): Promise<readonly Settled[]> => {
  const { rows } = await sql<Settled>`
    SELECT receipt_number, bool_and(outcome = 'granted') AS is_granted,
      min(number) FILTER (WHERE outcome = 'lost') AS lost
    FROM (
      SELECT w.receipt_number, d.number, CASE
        WHEN a.state IN ('not-accepted', 'withdrawn', 'timed-out', 'unreadable') THEN 'lost'
        WHEN a.state NOT IN ('decided', 'delivered') OR a.state IS NULL THEN 'open'
        WHEN EXISTS (
          SELECT FROM application_steps s WHERE s.receipt_number = a.receipt_number AND s.step = 'decided'
            AND s.detail ->> 'decision' = 'granted') THEN 'granted'
        ELSE 'lost' END AS outcome
      FROM applications w
      JOIN package_parts p ON p.receipt_number = w.receipt_number
      CROSS JOIN LATERAL unnest(p.depends_on) AS d (number)
      LEFT JOIN applications a ON a.receipt_number = d.number
      WHERE w.state = 'waiting' AND (${after ?? null}::text IS NULL OR p.depends_on @> ARRAY[${after ?? ''}]::text[])
    ) AS dependency
    GROUP BY receipt_number
    HAVING bool_and(outcome = 'granted') OR bool_or(outcome = 'lost')
    ORDER BY receipt_number LIMIT ${batchSize}`.execute(database);
  return rows;
};

/** To the applicant: the platform says it for the department, in its language. */
const notGranted = (number: string): string =>
  `一件事中排在前面的事项（回执号 ${number}）没有办成，本事项不再办理。`;

const moveOn = (
  { database, clock }: ReleaseContext,
  { receipt_number: receiptNumber, lost }: Settled,
): Promise<boolean> =>
  database.transaction().execute(async (transaction) => {
    const application = await lockApplication(transaction, receiptNumber);
    if (application?.state !== 'waiting') {
      return false;
    }
    const steps = await stepsOf(transaction, receiptNumber);
    await writeStep(transaction, receiptNumber, {
      position: (steps.at(-1)?.position ?? 0) + 1,
      step: lost === null ? 'accepted-for-review' : 'not-accepted',
      actor: actorText({ role: 'platform' }),
      happenedAt: new Date(clock.now()),
      limitWorkingDays: null,
      detail: lost === null ? {} : { reason: notGranted(lost) },
    });
    return true;
  });

/**
 * Moves parts of packages on that wait no longer: to their department when all that they depend on was granted, to the end
 * of their course when one of those was not. What in turn depends on them follows. Several instances may do it at once.
 *
 * @param after looks only at what depends on this application; at everything unless given
 * @returns how many were moved on
 */
export const releaseWaiting = async (context: ReleaseContext, after?: string): Promise<number> => {
  let moved = 0;
  for (const part of await settled(context.database, after)) {
    if (!(await moveOn(context, part))) {
      continue;
    }
    moved += 1;
    if (part.lost !== null) {
      moved += await releaseWaiting(context, part.receipt_number);
    }
  }
  return moved;
};
