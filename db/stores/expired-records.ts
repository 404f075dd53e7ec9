import { type Connection, prepareAll, prepareWrite } from '../statements.ts';

/** How many records were deleted. */
export interface DeletedRecords {
  /** With their applications, certificates, print jobs and ratings. */
  readonly visits: number;
  /** Answers to departments, materials that were handed in later, complaints and suggestions. */
  readonly replies: number;
  /** Courses of applications. */
  readonly courses: number;
}

export interface ExpiredRecordStore {
  /**
   * Deletes one block of what ended before that time. A visit stays as long as anything of it is open: an application
   * without a final word or of whose course was heard since, a certificate that was asked for and not answered or waits to
   * be collected, a print job of unknown outcome; a reply as long as it has no final word.
   *
   * @param before milliseconds since the Unix epoch
   * @param limit visits, replies and courses, each
   */
  purge(before: number, limit: number): DeletedRecords;
}

/** Children first. */
const ofVisits = [
  'DELETE FROM shared_print_job WHERE print_job_id IN (SELECT id FROM print_job WHERE visit_id IN ids)',
  'DELETE FROM print_job WHERE visit_id IN ids',
  `DELETE FROM collectable_certificate WHERE certificate_number IN
     (SELECT certificate_number FROM certificate_issue WHERE visit_id IN ids)`,
  'DELETE FROM certificate_issue WHERE visit_id IN ids',
  'DELETE FROM rating WHERE visit_id IN ids',
  'DELETE FROM policy_confirmation WHERE key IN (SELECT key FROM application WHERE visit_id IN ids)',
  'DELETE FROM known_course WHERE receipt_number IN (SELECT receipt_number FROM application WHERE visit_id IN ids)',
  'DELETE FROM application WHERE visit_id IN ids',
  'DELETE FROM visit WHERE id IN ids',
].map((sql) => `WITH ids AS MATERIALIZED (SELECT value FROM json_each(@ids)) ${sql}`);

/** What was done at this kiosk so long ago that nobody needs it here any more. */
export const createExpiredRecordStore = (connection: Connection): ExpiredRecordStore => {
  const selectVisits = prepareAll<{ before: number; limit: number }, { id: string }>(
    connection,
    `SELECT id FROM visit WHERE ended_at < (SELECT @before)
       AND NOT EXISTS (SELECT 1 FROM application AS a LEFT JOIN known_course AS c USING (receipt_number)
                       WHERE a.visit_id = visit.id AND (a.state IN ('filed', 'refused') OR c.learned_at >= (SELECT @before)))
       AND NOT EXISTS (SELECT 1 FROM print_job AS p
                       WHERE p.visit_id = visit.id AND p.state IN ('intended', 'sent', 'unknown'))
       AND NOT EXISTS (SELECT 1 FROM certificate_issue AS i
                       LEFT JOIN collectable_certificate AS c USING (certificate_number)
                       WHERE i.visit_id = visit.id AND (i.state = 'requested'
                         OR c.certificate_number IS NOT NULL AND c.collected_at IS NULL
                         OR EXISTS (SELECT 1 FROM print_job AS later
                                    WHERE later.certificate_number = i.certificate_number AND later.visit_id <> visit.id)))
     ORDER BY ended_at LIMIT @limit`,
  );
  const deleteOfVisits = ofVisits.map((sql) => prepareWrite<{ ids: string }>(connection, sql));
  const deleteReplies = prepareWrite<{ before: number; limit: number }>(
    connection,
    `DELETE FROM reply WHERE key IN
       (SELECT key FROM reply WHERE state IN ('received', 'settled') AND settled_at < @before LIMIT @limit)`,
  );
  const deleteSupplements = prepareWrite<{ before: number; limit: number }>(
    connection,
    `DELETE FROM supplement WHERE key IN
       (SELECT key FROM supplement WHERE state IN ('received', 'settled') AND settled_at < @before LIMIT @limit)`,
  );
  // Of applications that were filed at another kiosk, or whose visit is gone.
  const deleteCourses = prepareWrite<{ before: number; limit: number }>(
    connection,
    `DELETE FROM known_course WHERE receipt_number IN
       (SELECT c.receipt_number FROM known_course AS c LEFT JOIN application AS a USING (receipt_number)
        WHERE c.learned_at < @before AND a.key IS NULL LIMIT @limit)`,
  );
  return {
    purge(before, limit) {
      const visits = selectVisits({ before, limit }).map(({ id }) => id);
      if (visits.length > 0) {
        const ids = JSON.stringify(visits);
        for (const remove of deleteOfVisits) remove({ ids });
      }
      return {
        visits: visits.length,
        replies: deleteReplies({ before, limit }) + deleteSupplements({ before, limit }),
        courses: deleteCourses({ before, limit }),
      };
    },
  };
};
