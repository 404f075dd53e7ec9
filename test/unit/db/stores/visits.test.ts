import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  beginIdentifiedVisit,
  idOf,
  openTestDatabase,
  pseudonymOf,
  residentIdNumber,
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

test('a visit is kept from its first touch to its end', () => {
  database.commit((unit) => unit.visits.begin({ id: idOf(1), locale: 'zh-CN', elderMode: false }));
  expect(database.read((unit) => unit.visits.find(idOf(1)))).toEqual({
    id: idOf(1),
    startedAt: start,
    endedAt: null,
    identifiedAt: null,
    identifiedBy: null,
    assuranceLevel: null,
    holderPseudonym: null,
    outcome: null,
    locale: 'zh-CN',
    elderMode: false,
  });
  database.clock.jumpTo(start + 5_000);
  database.write((unit) =>
    unit.visits.identify({
      id: idOf(1),
      identifiedBy: 'id-card',
      assuranceLevel: 2,
      holderPseudonym: pseudonymOf(residentIdNumber),
    }),
  );
  database.clock.jumpTo(start + 60_000);
  database.write((unit) =>
    unit.visits.end({ id: idOf(1), outcome: 'completed', locale: 'en', elderMode: true }),
  );
  database.reopen();
  expect(database.read((unit) => unit.visits.find(idOf(1)))).toEqual({
    id: idOf(1),
    startedAt: start,
    endedAt: start + 60_000,
    identifiedAt: start + 5_000,
    identifiedBy: 'id-card',
    assuranceLevel: 2,
    holderPseudonym: pseudonymOf(residentIdNumber),
    outcome: 'completed',
    locale: 'en',
    elderMode: true,
  });
});

test('a visit that never began, or has ended, takes nothing more', () => {
  const end = () =>
    database.write((unit) =>
      unit.visits.end({ id: idOf(1), outcome: 'left', locale: 'zh-CN', elderMode: false }),
    );
  const identify = () =>
    database.write((unit) =>
      unit.visits.identify({
        id: idOf(1),
        identifiedBy: 'id-card',
        assuranceLevel: 2,
        holderPseudonym: pseudonymOf(residentIdNumber),
      }),
    );
  expect(end()).toEqual({ ok: false, reason: 'visit-not-open' });
  expect(identify()).toEqual({ ok: false, reason: 'visit-not-open' });
  database.commit((unit) => unit.visits.begin({ id: idOf(1), locale: 'zh-CN', elderMode: false }));
  expect(end()).toEqual({ ok: true });
  database.clock.jumpTo(start + 1);
  expect(end()).toEqual({ ok: false, reason: 'visit-not-open' });
  expect(identify()).toEqual({ ok: false, reason: 'visit-not-open' });
  expect(database.read((unit) => unit.visits.find(idOf(1)))).toMatchObject({
    endedAt: start,
    identifiedBy: null,
  });
});

test('the level of a visit may rise for the same person, and for no other', () => {
  database.commit((unit) => beginIdentifiedVisit(unit));
  const raise = (idNumber: string) =>
    database.write((unit) =>
      unit.visits.identify({
        id: idOf(1),
        identifiedBy: 'id-card-staff',
        assuranceLevel: 3,
        holderPseudonym: pseudonymOf(idNumber),
      }),
    );
  expect(raise('110105194912310038')).toEqual({ ok: false, reason: 'another-holder' });
  expect(database.read((unit) => unit.visits.find(idOf(1))?.assuranceLevel)).toBe(2);
  expect(raise(residentIdNumber)).toEqual({ ok: true });
  expect(database.read((unit) => unit.visits.find(idOf(1)))).toMatchObject({
    identifiedBy: 'id-card-staff',
    assuranceLevel: 3,
    holderPseudonym: pseudonymOf(residentIdNumber),
  });
});

test('visits that a crash left open are ended as interrupted, the others stay as they are', () => {
  database.commit((unit) => {
    beginIdentifiedVisit(unit, idOf(1));
    unit.visits.begin({ id: idOf(2), locale: 'en', elderMode: true });
    unit.visits.begin({ id: idOf(3), locale: 'zh-CN', elderMode: false });
    unit.visits.end({ id: idOf(3), outcome: 'left', locale: 'zh-CN', elderMode: false });
  });
  database.reopen();
  database.clock.jumpTo(start + 90_000);
  const found = database.write((unit) => ({ ok: true, visits: unit.visits.endInterrupted() }));
  expect(found.visits.map(({ id, endedAt }) => [id, endedAt])).toEqual([
    [idOf(1), null],
    [idOf(2), null],
  ]);
  expect(database.read((unit) => unit.visits.find(idOf(2)))).toMatchObject({
    outcome: 'interrupted',
    endedAt: start + 90_000,
    locale: 'en',
    elderMode: true,
  });
  expect(database.read((unit) => unit.visits.find(idOf(3))?.outcome)).toBe('left');
  expect(database.write((unit) => ({ ok: true, visits: unit.visits.endInterrupted() })).visits).toEqual([]);
});
