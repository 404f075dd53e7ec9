import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  acknowledge,
  beginIdentifiedVisit,
  fileApplication,
  idOf,
  openTestDatabase,
  pseudonymOf,
  receiptNumberOf,
  residentIdNumber,
  sealedMaterial,
  type TestDatabase,
} from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit((unit) => beginIdentifiedVisit(unit));
});
afterEach(() => {
  database.dispose();
});

const find = (number: number) => database.read((unit) => unit.applications.find(idOf(number)));

test('an application that is filed stands in both places: what is remembered of it and what goes out', () => {
  expect(database.write((unit) => fileApplication(unit, 5, { materials: [sealedMaterial(50, 2)] }))).toEqual({
    ok: true,
  });
  const application = {
    key: idOf(5),
    receiptNumber: receiptNumberOf(5),
    visitId: idOf(1),
    item: 'elderly-allowance',
    formVersion: 3,
    holderPseudonym: pseudonymOf(residentIdNumber),
    state: 'filed',
    filedAt: Date.UTC(2026, 10, 20, 8) + 5,
    settledAt: null,
  };
  expect(find(5)).toEqual(application);
  expect(database.read((unit) => unit.applications.byReceiptNumber(receiptNumberOf(5)))).toEqual(application);
  expect(database.read((unit) => unit.outbox.find(idOf(5)))).toMatchObject({
    kind: 'application',
    groupId: idOf(5),
    priority: 0,
    state: 'pending',
    body: expect.stringContaining(receiptNumberOf(5)),
  });
  expect(
    database.read((unit) => unit.outbox.uploads({ now: database.clock.now(), limit: 9, except: new Set() })),
  ).toEqual([{ key: idOf(5), chunks: 2 }]);
});

test('a receipt number is given once', () => {
  database.write((unit) => fileApplication(unit, 5));
  const taken = database.write((unit) =>
    unit.applications.file({
      key: idOf(6),
      receiptNumber: receiptNumberOf(5),
      visitId: idOf(1),
      item: 'elderly-allowance',
      formVersion: 3,
      holderPseudonym: pseudonymOf(residentIdNumber),
      filedAt: 1,
      body: '{}',
      materials: [],
    }),
  );
  expect(taken).toEqual({ ok: false, reason: 'receipt-number-taken' });
  expect(find(6)).toBeUndefined();
  expect(database.read((unit) => unit.outbox.find(idOf(6)))).toBeUndefined();
});

test('nothing is filed outside an open visit', () => {
  const notOpen = { ok: false, reason: 'visit-not-open' };
  expect(database.write((unit) => fileApplication(unit, 5, { visitId: idOf(2) }))).toEqual(notOpen);
  database.write((unit) =>
    unit.visits.end({ id: idOf(1), outcome: 'completed', locale: 'zh-CN', elderMode: false }),
  );
  expect(database.write((unit) => fileApplication(unit, 5))).toEqual(notOpen);
  expect(database.read((unit) => unit.outbox.counts().pending)).toBe(0);
});

test('what is not committed leaves neither application nor message', () => {
  expect(() =>
    database.commit((unit) => {
      fileApplication(unit, 5, { materials: [sealedMaterial(50, 1)] });
      throw new Error('the power fails');
    }),
  ).toThrow('the power fails');
  expect(find(5)).toBeUndefined();
  expect(database.read((unit) => unit.outbox.counts())).toMatchObject({ pending: 0 });
  expect(database.write((unit) => fileApplication(unit, 5, { materials: [sealedMaterial(50, 1)] }))).toEqual({
    ok: true,
  });
});

test('those of a holder come newest first', () => {
  const other = pseudonymOf('somebody else');
  database.write((unit) => fileApplication(unit, 5));
  database.write((unit) => fileApplication(unit, 6, { holderPseudonym: other }));
  database.write((unit) => fileApplication(unit, 7));
  const ofHolder = (holder: string) =>
    database.read((unit) => unit.applications.ofHolder(holder)).map(({ key }) => key);
  expect(ofHolder(pseudonymOf(residentIdNumber))).toEqual([idOf(7), idOf(5)]);
  expect(ofHolder(other)).toEqual([idOf(6)]);
  expect(ofHolder(pseudonymOf('nobody'))).toEqual([]);
});

test('it follows its message, and the first time of a state stands', async () => {
  database.write((unit) => fileApplication(unit, 5));
  const follow = (state: 'filed' | 'received' | 'refused'): void =>
    database.commit((unit) => unit.applications.follow(idOf(5), state));
  follow('refused');
  const refusedAt = database.clock.now();
  expect(find(5)).toMatchObject({ state: 'refused', settledAt: refusedAt });
  await database.clock.advance(10);
  follow('refused');
  expect(find(5)).toMatchObject({ settledAt: refusedAt });
  follow('filed');
  expect(find(5)).toMatchObject({ state: 'filed', settledAt: null });
  follow('received');
  expect(find(5)).toMatchObject({ state: 'received', settledAt: refusedAt + 10 });
  database.commit((unit) => unit.applications.follow(idOf(6), 'received'));
  expect(find(6)).toBeUndefined();
});

test('it outlives its message when the retention of that has run out', () => {
  database.write((unit) => fileApplication(unit, 5, { materials: [sealedMaterial(50, 1)] }));
  database.write((unit) => {
    unit.applications.follow(idOf(5), 'received');
    return acknowledge(unit.outbox, idOf(5));
  });
  database.commit((unit) => unit.outbox.purge(database.clock.now() + 1));
  expect(database.read((unit) => unit.outbox.find(idOf(5)))).toBeUndefined();
  expect(find(5)).toMatchObject({ state: 'received' });
});
