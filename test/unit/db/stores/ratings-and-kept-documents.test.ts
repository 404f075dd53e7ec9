import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  beginIdentifiedVisit,
  idOf,
  openTestDatabase,
  type TestDatabase,
} from '../../../helpers/database.ts';

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => {
  database.dispose();
});

const start = Date.UTC(2026, 10, 20, 8);

test('each piece of business is rated once, and the first rating stands', () => {
  database.commit((unit) => beginIdentifiedVisit(unit));
  const rate = (businessId: string, level: 1 | 5) =>
    database.write((unit) =>
      unit.ratings.rate({ businessId, visitId: idOf(1), itemCode: 'housing-status', level }),
    );
  expect(rate(idOf(100), 5)).toEqual({ ok: true });
  database.clock.jumpTo(start + 1);
  expect(rate(idOf(100), 1)).toEqual({ ok: false, reason: 'already-rated' });
  expect(rate(idOf(101), 1)).toEqual({ ok: true });
  database.reopen();
  expect(database.read((unit) => unit.ratings.find(idOf(100)))).toEqual({
    businessId: idOf(100),
    visitId: idOf(1),
    itemCode: 'housing-status',
    level: 5,
    ratedAt: start,
  });
});

test('a rating belongs to a visit', () => {
  expect(() =>
    database.write((unit) =>
      unit.ratings.rate({ businessId: idOf(100), visitId: idOf(9), itemCode: 'housing-status', level: 5 }),
    ),
  ).toThrow('FOREIGN KEY');
});

test('of each public document the newest is kept, with its time', () => {
  const find = () => database.read((unit) => unit.keptDocuments.find('catalogue'));
  expect(find()).toBeUndefined();
  database.commit((unit) =>
    unit.keptDocuments.keep({ name: 'catalogue', body: '{"version":"1","名":"目录"}' }),
  );
  database.commit((unit) => unit.keptDocuments.keep({ name: 'signed-key-set', body: 'eyJ.e30.c2ln' }));
  database.clock.jumpTo(start + 60_000);
  database.commit((unit) => unit.keptDocuments.keep({ name: 'catalogue', body: '{"version":"2"}' }));
  database.reopen();
  expect(find()).toEqual({ name: 'catalogue', body: '{"version":"2"}', fetchedAt: start + 60_000 });
  expect(database.read((unit) => unit.keptDocuments.find('signed-key-set'))).toEqual({
    name: 'signed-key-set',
    body: 'eyJ.e30.c2ln',
    fetchedAt: start,
  });
});
