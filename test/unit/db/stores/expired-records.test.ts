import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  acknowledge,
  beginIdentifiedVisit,
  fileApplication,
  idOf,
  issueCertificate,
  openTestDatabase,
  receiptNumberOf,
  type TestDatabase,
} from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
});

const day = 86_400_000;
const certificateNumber = 'HS-2026-000001';

const endVisit = (number = 1) =>
  database.write((unit) =>
    unit.visits.end({ id: idOf(number), outcome: 'completed', locale: 'zh-CN', elderMode: false }),
  );

/** A visit with an application and a printed, rated certificate; the print may still be open. */
const wholeVisit = ({ print = 'completed' as 'completed' | 'sent', received = true } = {}) => {
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    issueCertificate(unit);
  });
  database.write((unit) => fileApplication(unit, 5));
  database.write((unit) =>
    unit.printJobs.intend({
      id: idOf(200),
      visitId: idOf(1),
      certificateNumber,
      pages: 1,
      printerUri: 'ipp://printer.local/ipp/print',
    }),
  );
  database.write((unit) =>
    unit.printJobs.markSent({ id: idOf(200), jobUri: 'ipp://printer.local/jobs/1', jobId: 1 }),
  );
  if (print === 'completed') {
    database.write((unit) => unit.printJobs.markCompleted({ id: idOf(200), impressions: 1 }));
  }
  if (received) {
    database.write(({ outbox, applications }) => {
      applications.follow(idOf(5), 'received');
      return acknowledge(outbox, idOf(5));
    });
  }
  database.commit((unit) =>
    unit.knownCourses.keep({
      receiptNumber: receiptNumberOf(5),
      course: '{}',
      learnedAt: database.clock.now(),
    }),
  );
  endVisit();
};

const purge = (daysAgo: number, limit = 100) => {
  let deleted: unknown;
  database.commit((unit) => {
    deleted = unit.expiredRecords.purge(database.clock.now() - daysAgo * day, limit);
  });
  return deleted;
};

const rowsOf = (table: string): number => {
  let rows = -1;
  database.edit((connection) => {
    rows = Number(connection.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  });
  database.reopen();
  return rows;
};

const nothing = { visits: 0, replies: 0, courses: 0 };

test('what ended long ago goes with all that was done in it, what is younger stays', () => {
  wholeVisit();
  database.clock.jumpTo(database.clock.now() + 100 * day);
  expect(purge(101)).toEqual(nothing);
  expect(purge(99)).toEqual({ ...nothing, visits: 1 });
  for (const table of ['visit', 'application', 'certificate_issue', 'print_job', 'known_course']) {
    expect([table, rowsOf(table)]).toEqual([table, 0]);
  }
});

test.each([
  ['a print whose outcome nobody knows', () => wholeVisit({ print: 'sent' })],
  ['an application that the platform has not taken', () => wholeVisit({ received: false })],
  [
    'a certificate that waits for its answer',
    () => {
      database.commit((unit) => beginIdentifiedVisit(unit));
      database.write((unit) =>
        unit.certificateIssues.request({
          requestId: idOf(100),
          visitId: idOf(1),
          kind: 'housing-status',
          purposeCode: 'school-entry',
        }),
      );
      endVisit();
    },
  ],
  ['a visit that has not ended', () => database.commit((unit) => beginIdentifiedVisit(unit))],
])('%s keeps its visit, however old', (_what, made) => {
  made();
  database.clock.jumpTo(database.clock.now() + 1_000 * day);
  expect(purge(500)).toEqual(nothing);
  expect(rowsOf('visit')).toBe(1);
});

test('an application stays as long as its course is heard of', () => {
  wholeVisit();
  database.clock.jumpTo(database.clock.now() + 300 * day);
  database.commit((unit) =>
    unit.knownCourses.keep({
      receiptNumber: receiptNumberOf(5),
      course: '{}',
      learnedAt: database.clock.now(),
    }),
  );
  expect(purge(184)).toEqual(nothing);
  database.clock.jumpTo(database.clock.now() + 200 * day);
  expect(purge(184)).toEqual({ ...nothing, visits: 1 });
});

test('replies and courses of applications that were filed elsewhere go, too', () => {
  database.commit((unit) => {
    unit.knownCourses.keep({
      receiptNumber: receiptNumberOf(9),
      course: '{}',
      learnedAt: database.clock.now(),
    });
  });
  for (const number of [1, 2]) {
    database.write((unit) =>
      unit.replies.file({
        key: idOf(number),
        kind: 'feedback',
        number: receiptNumberOf(number),
        position: null,
        filedAt: database.clock.now(),
        groupId: idOf(number),
        priority: 5,
        body: '{}',
      }),
    );
  }
  database.commit((unit) => unit.replies.follow(idOf(1), 'received'));
  database.clock.jumpTo(database.clock.now() + 200 * day);
  expect(purge(184)).toEqual({ visits: 0, replies: 1, courses: 1 });
  // The other has no final word.
  expect(database.read((unit) => unit.replies.find(idOf(2))?.state)).toBe('filed');
});

test('goes block by block, the oldest first', () => {
  for (const number of [1, 2, 3]) {
    database.commit((unit) => beginIdentifiedVisit(unit, idOf(number)));
    endVisit(number);
    database.clock.jumpTo(database.clock.now() + day);
  }
  database.clock.jumpTo(database.clock.now() + 400 * day);
  expect(purge(184, 2)).toEqual({ ...nothing, visits: 2 });
  expect(database.read((unit) => unit.visits.find(idOf(3)))).toBeDefined();
  expect(purge(184, 2)).toEqual({ ...nothing, visits: 1 });
  expect(purge(184, 2)).toEqual(nothing);
});
