import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  fileApplication,
  issueCertificate,
  beginIdentifiedVisit,
  openTestDatabase,
  type TestDatabase,
} from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => database.dispose());

const hour = 3_600_000;
const idNow = () => v7({ msecs: database.clock.now() });
const since = (instant: number) => database.read(({ activity }) => activity.since(instant));

/** A visit with one certificate that was asked for and not issued. */
const refusedVisit = (requestId: string): void =>
  database.commit((unit) => {
    const visitId = idNow();
    beginIdentifiedVisit(unit, visitId);
    unit.certificateIssues.request({ requestId, visitId, kind: 'housing-status', purposeCode: 'loan' });
    unit.certificateIssues.markNotIssued({ requestId, state: 'refused', reason: 'unknown-person' });
    unit.visits.end({ id: visitId, outcome: 'problem', locale: 'zh-CN', elderMode: false });
  });

it('nothing happened at a new kiosk', () => {
  expect(since(0)).toEqual({
    visits: [],
    printed: [],
    refused: [],
    prints: [],
    applications: 0,
    receipts: 0,
  });
  expect(database.read(({ activity }) => activity.sheetsSince(0))).toBe(0);
});

it('what happened is counted from the instant on, not before', async () => {
  refusedVisit('00000000-0000-4000-8000-000000000001');
  await database.clock.advance(hour);
  const from = database.clock.now();
  refusedVisit('00000000-0000-4000-8000-000000000002');
  refusedVisit('00000000-0000-4000-8000-000000000003');
  expect(since(from)).toMatchObject({
    visits: [{ outcome: 'problem', count: 2 }],
    refused: [{ state: 'refused', reason: 'unknown-person', count: 2 }],
  });
  expect(since(from - hour).visits).toEqual([{ outcome: 'problem', count: 3 }]);
});

it('sheets are those that the printer counted, or else the pages; a failed print of which nothing came out has none', () => {
  database.commit((unit) => {
    const visitId = idNow();
    beginIdentifiedVisit(unit, visitId);
    for (const [number, settle] of [
      ['HS-2026-000001', (id: string) => unit.printJobs.markCompleted({ id, impressions: 5 })],
      ['HS-2026-000002', (id: string) => unit.printJobs.markCompleted({ id, impressions: null })],
      ['HS-2026-000003', (id: string) => unit.printJobs.markUnknown({ id, reason: 'line-lost' })],
      ['HS-2026-000004', (id: string) => unit.printJobs.markFailed({ id, reason: 'jam', impressions: 0 })],
    ] as const) {
      const requestId = `00000000-0000-4000-8000-0000000000${number.slice(-2)}`;
      issueCertificate(unit, { visitId, requestId, certificateNumber: number });
      const id = idNow();
      const printerUri = 'ipp://printer/';
      unit.printJobs.intend({ id, visitId, certificateNumber: number, pages: 2, printerUri });
      settle(id);
    }
  });
  expect(database.read(({ activity }) => activity.sheetsSince(database.clock.now()))).toBe(9);
  expect(since(database.clock.now()).prints).toEqual(
    expect.arrayContaining([
      { state: 'completed', count: 2 },
      { state: 'unknown', count: 1 },
      { state: 'failed', count: 1 },
    ]),
  );
});

it('sheets of a misprint have left the tray, also those that came out before a print failed', () => {
  database.commit((unit) => {
    const visitId = idNow();
    beginIdentifiedVisit(unit, visitId);
    for (const [number, settle] of [
      ['HS-2026-000001', (id: string) => unit.printJobs.markCompleted({ id, impressions: 2 })],
      ['HS-2026-000002', (id: string) => unit.printJobs.markFailed({ id, reason: 'jam', impressions: 1 })],
      ['HS-2026-000003', (id: string) => unit.printJobs.markFailed({ id, reason: 'jam', impressions: null })],
    ] as const) {
      const requestId = `00000000-0000-4000-8000-0000000000${number.slice(-2)}`;
      issueCertificate(unit, { visitId, requestId, certificateNumber: number });
      const id = idNow();
      unit.printJobs.intend({
        id,
        visitId,
        certificateNumber: number,
        pages: 2,
        printerUri: 'ipp://printer/',
      });
      settle(id);
      unit.printJobs.settleByStaff({ id, outcome: 'failed', reason: 'faded' });
    }
  });
  expect(database.read(({ activity }) => activity.sheetsSince(database.clock.now()))).toBe(3);
});

it('receipts and appointments are a sheet each where they came out; receipts alone count as receipts', () => {
  const entries = ['receipt.print-completed', 'appointment-print.completed', 'appointment-print.failed'];
  database.commit(({ audit }) => {
    for (const action of entries) audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action });
  });
  expect(database.read(({ activity }) => activity.sheetsSince(0))).toBe(2);
  expect(since(0).receipts).toBe(1);
});

it('an application counts when it was filed by an id of that day', () => {
  database.commit((unit) => {
    const visitId = idNow();
    beginIdentifiedVisit(unit, visitId);
    fileApplication(unit, 7, { visitId });
  });
  expect(since(0).applications).toBe(1);
});

it('a card that lay there for minutes after its visit is counted, also where nobody saw it lifted', async () => {
  const note = (action: string) =>
    database.commit(({ audit }) => audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action }));
  const longLeft = () =>
    database.read(({ activity }) =>
      activity.cardsLeftSince(0, { forSeconds: 180, now: database.clock.now() }),
    );
  for (const seconds of [20, 179, 180, 4000]) {
    note('card.left');
    await database.clock.advance(seconds * 1000);
    note('card.taken');
    await database.clock.advance(hour);
  }
  expect(longLeft()).toBe(2);
  note('card.left');
  await database.clock.advance(200_000);
  expect(longLeft()).toBe(3);
  note('card.left');
  expect(longLeft()).toBe(3);
});
