import { type Connection, prepareGet, prepareWrite } from '../statements.ts';

/** What was last heard of an application's course. */
export interface KnownCourse {
  readonly receiptNumber: string;
  /** JSON in ASCII: states and times. */
  readonly course: string;
  /** By the platform's clock, milliseconds since the Unix epoch. */
  readonly learnedAt: number;
}

export interface KnownCourseReader {
  find(receiptNumber: string): KnownCourse | undefined;
}

export interface KnownCourseStore extends KnownCourseReader {
  /** Keeps what was heard in the place of what was heard before. */
  keep(known: KnownCourse): void;
}

/** What this kiosk can tell of applications without a line. */
export const createKnownCourseStore = (connection: Connection): KnownCourseStore => {
  const select = prepareGet<{ receiptNumber: string }, KnownCourse>(
    connection,
    `SELECT receipt_number AS receiptNumber, course, learned_at AS learnedAt
     FROM known_course WHERE receipt_number = @receiptNumber`,
  );
  const upsert = prepareWrite(
    connection,
    `INSERT INTO known_course (receipt_number, course, learned_at) VALUES (@receiptNumber, @course, @learnedAt)
     ON CONFLICT (receipt_number) DO UPDATE SET course = excluded.course, learned_at = excluded.learned_at`,
  );
  return {
    find: (receiptNumber) => select({ receiptNumber }),
    keep: (known) => void upsert({ ...known }),
  };
};
