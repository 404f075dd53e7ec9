import { rmSync } from 'node:fs';
import { ensurePrivateFile } from '../data-folder.ts';
import type { Connection } from '../statements.ts';
import { mergeAudit } from './merge-audit.ts';
import { mergeMessages } from './merge-messages.ts';
import { mergedTables, mergeTable, type TableCounts } from './merge-rows.ts';
import type { Salvage } from './recovery-report.ts';
import { stageDamagedRows } from './staging.ts';
import { readTableShapes } from './table-shape.ts';

/** Stands in a visit whose own row is lost, in place of its outcome. */
const lostOutcome = 'not-recovered';

/** A visit of which other rows speak gets a row that says that it is lost, so that these rows can stay. */
const addStandInVisits = (connection: Connection): number =>
  connection
    .prepare(
      `INSERT INTO main.visit (id, started_at, ended_at, outcome, locale, elder_mode)
       SELECT visit_id, min(time), max(time), '${lostOutcome}', 'und', 0 FROM (
         SELECT visit_id, filed_at AS time FROM main.application
         UNION ALL SELECT visit_id, requested_at FROM main.certificate_issue
         UNION ALL SELECT visit_id, intended_at FROM main.print_job
         UNION ALL SELECT visit_id, rated_at FROM main.rating)
       WHERE visit_id NOT IN (SELECT id FROM main.visit)
       GROUP BY visit_id`,
    )
    .run().changes;

/** Print jobs of certificates that nothing is known of any more; what was printed stands in the report. */
const removeJobsWithoutIssue = (connection: Connection): readonly string[] =>
  connection
    .prepare<[], string>(
      `DELETE FROM main.print_job WHERE NOT EXISTS (SELECT 1 FROM main.certificate_issue AS issue
         WHERE issue.certificate_number = print_job.certificate_number) RETURNING certificate_number`,
    )
    .pluck()
    .all();

/** An application follows its message, whichever of the two was found in the later state. */
const followMessages = (connection: Connection): void => {
  connection.exec(`
    UPDATE main.application SET
      state = CASE message.state WHEN 'pending' THEN 'filed' WHEN 'acknowledged' THEN 'received' ELSE message.state END,
      settled_at = message.settled_at
    FROM main.outbox AS message WHERE message.key = application.key`);
};

/** What the feed had read is not known to be all there: it is read from its beginning, and what is new is applied. */
const readFeedAnew = (connection: Connection): void => {
  connection.exec(`
    DELETE FROM main.sync_state WHERE name IN ('feed-cursor', 'staged-feed-cursor');
    DELETE FROM main.staged_feed_document;`);
};

const receiptNumbers = (connection: Connection, keys: readonly string[]): readonly string[] => {
  const find = connection
    .prepare<[string], string>('SELECT receipt_number FROM main.application WHERE key = ?')
    .pluck();
  return keys.flatMap((key) => find.get(key) ?? []);
};

/**
 * Merges what the damaged file yields into a database that has no triggers and does not enforce foreign keys: messages
 * first, then the tables of `mergedTables` in their order, the audit log last. Each is a transaction of its own.
 *
 * @param recovery the number of this recovery
 * @param stagingFile made and removed here; about as large as the damaged file
 */
export const salvageInto = (
  connection: Connection,
  damagedFile: string,
  recovery: number,
  stagingFile: string,
): Salvage => {
  rmSync(stagingFile, { force: true });
  ensurePrivateFile(stagingFile);
  connection.prepare('ATTACH ? AS salvage').run(stagingFile);
  try {
    connection.exec('PRAGMA salvage.journal_mode = OFF; PRAGMA salvage.synchronous = OFF');
    const known = Number(
      connection.prepare('SELECT coalesce(max(sequence), 0) FROM main.audit_entry').pluck().get(),
    );
    const { unreadable, earlier } = stageDamagedRows(connection, damagedFile, known);
    const inTransaction = <Value>(work: () => Value): Value => connection.transaction(work)();

    const { counts, ...messages } = inTransaction(() => mergeMessages(connection));
    const tables: Record<string, TableCounts> = { outbox: counts };
    const shapes = new Map(readTableShapes(connection).map((shape) => [shape.name, shape]));
    for (const [name, rank] of Object.entries(mergedTables)) {
      const shape = shapes.get(name);
      if (shape) tables[name] = inTransaction(() => mergeTable(connection, shape, rank, earlier[name] ?? 0));
    }
    const audit = inTransaction(() => mergeAudit(connection, recovery));
    return inTransaction(() => {
      readFeedAnew(connection);
      followMessages(connection);
      const printJobsWithoutIssue = removeJobsWithoutIssue(connection);
      return {
        unreadable,
        tables,
        messages,
        incompleteApplications: receiptNumbers(connection, messages.incomplete),
        printJobsWithoutIssue,
        standInVisits: addStandInVisits(connection),
        audit,
      };
    });
  } finally {
    connection.exec('DETACH salvage');
    rmSync(stagingFile, { force: true });
  }
};
