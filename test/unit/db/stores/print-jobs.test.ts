import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PrintJobStore } from '../../../../db/stores/print-jobs.ts';
import {
  beginIdentifiedVisit,
  idOf,
  issueCertificate,
  openTestDatabase,
  type TestDatabase,
} from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    issueCertificate(unit);
  });
});
afterEach(() => {
  database.dispose();
});

const start = Date.UTC(2026, 10, 20, 8);
const id = idOf(200);
const intend = (jobId = id) =>
  database.write((unit) =>
    unit.printJobs.intend({
      id: jobId,
      visitId: idOf(1),
      certificateNumber: 'HS-2026-000001',
      pages: 2,
      printerUri: 'ipp://printer.local/ipp/print',
    }),
  );
const job = (jobId = id) => database.read((unit) => unit.printJobs.find(jobId));
const move = <Outcome extends { ok: boolean }>(step: (printJobs: PrintJobStore) => Outcome) =>
  database.write((unit) => step(unit.printJobs));
const send = (jobId = id) =>
  move((jobs) => jobs.markSent({ id: jobId, jobUri: 'ipp://printer.local/7', jobId: 7 }));

test('a print is recorded step by step, from the intent to the printer’s word', () => {
  expect(intend()).toEqual({ ok: true, attempt: 1 });
  database.reopen();
  expect(job()).toEqual({
    id,
    sharedJob: null,
    pagesBefore: null,
    visitId: idOf(1),
    certificateNumber: 'HS-2026-000001',
    attempt: 1,
    pages: 2,
    state: 'intended',
    printerUri: 'ipp://printer.local/ipp/print',
    jobUri: null,
    jobId: null,
    impressions: null,
    reason: null,
    intendedAt: start,
    sentAt: null,
    settledAt: null,
  });
  database.clock.jumpTo(start + 100);
  expect(send()).toEqual({ ok: true });
  expect(job()).toMatchObject({
    state: 'sent',
    jobUri: 'ipp://printer.local/7',
    jobId: 7,
    sentAt: start + 100,
  });
  database.clock.jumpTo(start + 9_000);
  expect(move((jobs) => jobs.markCompleted({ id, impressions: 2 }))).toEqual({ ok: true });
  expect(job()).toMatchObject({
    state: 'completed',
    jobUri: 'ipp://printer.local/7',
    impressions: 2,
    reason: null,
    sentAt: start + 100,
    settledAt: start + 9_000,
  });
});

test('one print an issue: a second is refused with the one that stands', () => {
  intend();
  for (const step of [
    () => undefined,
    () => send(),
    () => move((jobs) => jobs.markUnknown({ id, reason: 'no-answer' })),
    () => move((jobs) => jobs.markCompleted({ id, impressions: null })),
  ]) {
    step();
    expect(intend(idOf(201))).toEqual({ ok: false, reason: 'already-printed', standing: job() });
    expect(job(idOf(201))).toBeUndefined();
  }
  expect(job()?.state).toBe('completed');
});

test('a recorded fault lets it be printed again, under the next number', () => {
  intend();
  send();
  move((jobs) => jobs.markFailed({ id, reason: 'media-jam', impressions: 1 }));
  expect(job()).toMatchObject({ state: 'failed', reason: 'media-jam', impressions: 1 });
  expect(intend(idOf(201))).toEqual({ ok: true, attempt: 2 });
  move((jobs) => jobs.markFailed({ id: idOf(201), reason: 'connection-refused', impressions: null }));
  expect(intend(idOf(202))).toEqual({ ok: true, attempt: 3 });
  const attempts = database.read((unit) => unit.printJobs.ofCertificate('HS-2026-000001'));
  expect(attempts.map(({ attempt, state }) => [attempt, state])).toEqual([
    [1, 'failed'],
    [2, 'failed'],
    [3, 'intended'],
  ]);
});

test('staff settle an unknown print, or call a completed one a misprint, always with a reason', () => {
  intend();
  send();
  expect(move((jobs) => jobs.settleByStaff({ id, outcome: 'failed', reason: 'impatient' }))).toEqual({
    ok: false,
    reason: 'illegal-transition',
    from: 'sent',
  });
  move((jobs) => jobs.markUnknown({ id, reason: 'core-restarted' }));
  expect(move((jobs) => jobs.settleByStaff({ id, outcome: 'completed', reason: 'paper-seen' }))).toEqual({
    ok: true,
  });
  expect(job()).toMatchObject({ state: 'completed', reason: 'paper-seen' });
  expect(move((jobs) => jobs.settleByStaff({ id, outcome: 'failed', reason: 'blank-page' }))).toEqual({
    ok: true,
  });
  expect(job()).toMatchObject({ state: 'failed', reason: 'blank-page' });
  expect(move((jobs) => jobs.settleByStaff({ id, outcome: 'completed', reason: 'after-all' }))).toEqual({
    ok: false,
    reason: 'illegal-transition',
    from: 'failed',
  });
});

test('what the printer has called completed or failed, it does not take back', () => {
  intend();
  send();
  move((jobs) => jobs.markCompleted({ id, impressions: 2 }));
  const before = job();
  expect(move((jobs) => jobs.markFailed({ id, reason: 'aborted', impressions: null }))).toMatchObject({
    from: 'completed',
  });
  expect(move((jobs) => jobs.markUnknown({ id, reason: 'no-answer' }))).toMatchObject({ from: 'completed' });
  expect(send()).toMatchObject({ from: 'completed' });
  expect(job()).toEqual(before);
});

test('the printer’s word counts although nobody could record that the job was sent', () => {
  intend();
  expect(move((jobs) => jobs.markCompleted({ id, impressions: 2 }))).toEqual({ ok: true });
  expect(job()).toMatchObject({ state: 'completed', impressions: 2, sentAt: null, settledAt: start });
});

test('an unknown print may still be found out from the printer, and keeps why it was unknown', () => {
  intend();
  send();
  move((jobs) => jobs.markUnknown({ id, reason: 'no-answer' }));
  expect(move((jobs) => jobs.markCompleted({ id, impressions: 2 }))).toEqual({ ok: true });
  expect(job()).toMatchObject({ state: 'completed', impressions: 2, reason: 'no-answer' });
});

test('after a restart, every print without an end is listed, oldest first', () => {
  database.commit((unit) => {
    for (const index of [1, 2, 3, 4, 5]) {
      issueCertificate(unit, { requestId: idOf(100 + index), certificateNumber: `HS-2026-10000${index}` });
    }
  });
  const prints = [1, 2, 3, 4, 5].map((index) => idOf(300 + index));
  for (const [index, print] of prints.entries()) {
    database.clock.jumpTo(start + index);
    database.write((unit) =>
      unit.printJobs.intend({
        id: print,
        visitId: idOf(1),
        certificateNumber: `HS-2026-10000${index + 1}`,
        pages: 1,
        printerUri: 'ipp://printer.local/ipp/print',
      }),
    );
  }
  for (const print of prints.slice(1)) send(print);
  move((jobs) => jobs.markUnknown({ id: idOf(303), reason: 'no-answer' }));
  move((jobs) => jobs.markCompleted({ id: idOf(304), impressions: 1 }));
  move((jobs) => jobs.markFailed({ id: idOf(305), reason: 'aborted', impressions: 0 }));
  database.reopen();
  const unsettled = database.read((unit) => unit.printJobs.unsettled());
  expect(unsettled.map(({ id: print, state }) => [print, state])).toEqual([
    [idOf(301), 'intended'],
    [idOf(302), 'sent'],
    [idOf(303), 'unknown'],
  ]);
});

test('what was never issued is not printed, what was never intended is not found', () => {
  expect(
    database.write((unit) =>
      unit.printJobs.intend({
        id,
        visitId: idOf(1),
        certificateNumber: 'HS-2026-999999',
        pages: 1,
        printerUri: 'ipp://printer.local/ipp/print',
      }),
    ),
  ).toEqual({ ok: false, reason: 'certificate-not-issued' });
  expect(send()).toEqual({ ok: false, reason: 'print-job-not-found' });
});
