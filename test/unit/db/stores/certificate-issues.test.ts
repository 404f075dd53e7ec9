import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  beginIdentifiedVisit,
  hashOf,
  idOf,
  issueCertificate,
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

const request = (requestId = idOf(100)) =>
  database.write((unit) =>
    unit.certificateIssues.request({
      requestId,
      visitId: idOf(1),
      kind: 'housing-status',
      purposeCode: 'school-entry',
    }),
  );
const markIssued = (requestId = idOf(100), certificateNumber = 'HS-2026-000001') =>
  database.write((unit) =>
    unit.certificateIssues.markIssued({ requestId, certificateNumber, claimsHash: hashOf(requestId) }),
  );
const markNotIssued = (state: 'refused' | 'not-genuine' | 'unanswered', reason = 'unknown-person') =>
  database.write((unit) => unit.certificateIssues.markNotIssued({ requestId: idOf(100), state, reason }));
const find = () => database.read((unit) => unit.certificateIssues.find(idOf(100)));

test('a request is kept before it goes out, for the holder of the visit', () => {
  database.commit((unit) => beginIdentifiedVisit(unit));
  expect(request()).toEqual({ ok: true });
  database.reopen();
  expect(find()).toEqual({
    requestId: idOf(100),
    visitId: idOf(1),
    kind: 'housing-status',
    purposeCode: 'school-entry',
    holderPseudonym: pseudonymOf(residentIdNumber),
    state: 'requested',
    reason: null,
    requestedAt: start,
    settledAt: null,
    certificateNumber: null,
    claimsHash: null,
  });
  expect(database.read((unit) => unit.certificateIssues.requested().length)).toBe(1);
});

test('a verified certificate is kept by number and hash', () => {
  database.commit((unit) => beginIdentifiedVisit(unit));
  request();
  database.clock.jumpTo(start + 800);
  expect(markIssued()).toEqual({ ok: true });
  expect(find()).toMatchObject({
    state: 'issued',
    settledAt: start + 800,
    certificateNumber: 'HS-2026-000001',
    claimsHash: hashOf(idOf(100)),
  });
  expect(database.read((unit) => unit.certificateIssues.byCertificateNumber('HS-2026-000001'))).toEqual(
    find(),
  );
  expect(database.read((unit) => unit.certificateIssues.requested())).toEqual([]);
});

test('nobody asks without an open visit and an identity', () => {
  expect(request()).toEqual({ ok: false, reason: 'visit-not-open' });
  database.commit((unit) => unit.visits.begin({ id: idOf(1), locale: 'zh-CN', elderMode: false }));
  expect(request()).toEqual({ ok: false, reason: 'visit-not-identified' });
  database.write((unit) => unit.visits.end({ id: idOf(1), outcome: 'left', locale: 'en', elderMode: false }));
  expect(request()).toEqual({ ok: false, reason: 'visit-not-open' });
  expect(find()).toBeUndefined();
});

test.each(['refused', 'not-genuine'] as const)('%s is the end of a request', (state) => {
  database.commit((unit) => beginIdentifiedVisit(unit));
  request();
  expect(markNotIssued(state)).toEqual({ ok: true });
  expect(find()).toMatchObject({
    state,
    reason: 'unknown-person',
    settledAt: start,
    certificateNumber: null,
  });
  expect(markIssued()).toEqual({ ok: false, reason: 'illegal-transition', from: state });
  expect(markNotIssued('unanswered')).toEqual({ ok: false, reason: 'illegal-transition', from: state });
  expect(find()).toMatchObject({ state, certificateNumber: null });
});

test('an unanswered request may be answered later, an issued one stays issued', () => {
  database.commit((unit) => beginIdentifiedVisit(unit));
  request();
  expect(markNotIssued('unanswered', 'ETIMEDOUT')).toEqual({ ok: true });
  expect(find()).toMatchObject({ state: 'unanswered', reason: 'ETIMEDOUT' });
  expect(markIssued()).toEqual({ ok: true });
  expect(find()).toMatchObject({ state: 'issued', reason: null });
  expect(markNotIssued('refused')).toEqual({ ok: false, reason: 'illegal-transition', from: 'issued' });
  expect(markIssued()).toEqual({ ok: false, reason: 'illegal-transition', from: 'issued' });
});

test('one number names one certificate', () => {
  database.commit((unit) => {
    beginIdentifiedVisit(unit);
    issueCertificate(unit, { requestId: idOf(101), certificateNumber: 'HS-2026-000001' });
  });
  request();
  expect(markIssued()).toEqual({ ok: false, reason: 'certificate-number-taken' });
  expect(find()?.state).toBe('requested');
});

test('what was never asked for is not found', () => {
  expect(markIssued()).toEqual({ ok: false, reason: 'issue-not-found' });
  expect(markNotIssued('refused')).toEqual({ ok: false, reason: 'issue-not-found' });
});

test('what the platform says is kept as a code', () => {
  database.commit((unit) => beginIdentifiedVisit(unit));
  request();
  markNotIssued('refused', `张三 ${residentIdNumber} 不存在`);
  expect(find()?.reason).toBe('_withheld_');
});
