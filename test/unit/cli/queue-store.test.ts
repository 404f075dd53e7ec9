import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contentNotRecovered } from '../../../db/recovery/merge-messages.ts';
import { changeDeadLetter } from '../../../electron/core/dead-letters/change-dead-letter.ts';
import { readQueue } from '../../../electron/cli/queue/read-queue.ts';
import { settlementReasons } from '../../../electron/contract/staff/settlement-reasons.ts';
import {
  beginIdentifiedVisit,
  fileApplication,
  idOf,
  openTestDatabase,
  receiptNumberOf,
  sealedMaterial,
  type TestDatabase,
} from '../../helpers/database.ts';

const receipt = receiptNumberOf(7);

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit((unit) => beginIdentifiedVisit(unit));
});
afterEach(() => database.dispose());

/** Files the n-th application and has the platform refuse it. */
const fileRefused = (number: number, reason = 'unknown-item'): void =>
  database.commit((unit) => {
    fileApplication(unit, number);
    unit.outbox.refuse(idOf(number), reason);
    unit.applications.follow(idOf(number), 'refused');
  });

const view = () => database.read((unit) => readQueue(unit, database.clock));
const change = (asked: Parameters<typeof changeDeadLetter>[2], number = 7) =>
  changeDeadLetter(
    database.current(),
    { by: 'receipt-number', receiptNumber: receiptNumberOf(number) },
    asked,
  );

describe('the queue', () => {
  it('that is empty says so', () => {
    expect(view()).toEqual({
      pending: 0,
      oldestPendingAt: null,
      postponedUntil: null,
      chunks: 0,
      uploads: 0,
      lastContactAt: null,
      deadLetters: [],
    });
  });

  it('is told by numbers, times and codes', () => {
    const { clock } = database;
    const start = clock.now();
    database.commit((unit) => fileApplication(unit, 5, { materials: [sealedMaterial(50, 3)] }));
    clock.jumpTo(start + 1_000);
    fileRefused(7, 'form-version-unsupported');
    database.commit((unit) => {
      unit.outbox.add({ key: idOf(8), kind: 'rating', groupId: idOf(8), priority: 1, body: '{}' });
      unit.outbox.refuse(idOf(8), 'unknown-subject');
      fileApplication(unit, 9);
      unit.outbox.chunkUploaded({ materialId: idOf(50), index: 0 });
      unit.syncState.keep({ name: 'last-contact', value: '1234' });
    });
    expect(view()).toEqual({
      pending: 2,
      oldestPendingAt: start,
      postponedUntil: null,
      chunks: 2,
      uploads: 1,
      lastContactAt: 1234,
      deadLetters: [
        {
          key: idOf(7),
          kind: 'application',
          receiptNumber: receipt,
          item: 'elderly-allowance',
          reason: 'form-version-unsupported',
          refusedAt: start + 1_000,
        },
        {
          key: idOf(8),
          kind: 'rating',
          receiptNumber: null,
          item: null,
          reason: 'unknown-subject',
          refusedAt: start + 1_000,
        },
      ],
    });
  });

  it('says until when it is postponed by the platform’s clock', () => {
    const ahead = 3_600_000;
    const platformNow = database.clock.now() + ahead;
    database.commit((unit) => {
      for (const [number, at] of [
        [1, platformNow - 10],
        [2, platformNow + 500],
        [3, platformNow + 900],
      ] as const) {
        fileApplication(unit, number);
        unit.outbox.postpone(idOf(number), at);
      }
      const value = JSON.stringify({ reached: platformNow, offset: ahead });
      unit.syncState.keep({ name: 'platform-time', value });
    });
    expect(view().postponedUntil).toBe(platformNow + 500);
  });

  it('takes no notice of what it cannot read in the memory of the synchronisation', () => {
    database.commit(({ syncState }) => {
      syncState.keep({ name: 'last-contact', value: '"yesterday"' });
      syncState.keep({ name: 'platform-time', value: '[]' });
    });
    expect(view()).toMatchObject({ lastContactAt: null, postponedUntil: null });
  });

  it('knows a dead letter whose application is lost by what its message says in the open', () => {
    fileRefused(7);
    fileRefused(6, contentNotRecovered);
    database.tamper((connection) => {
      connection.exec('DELETE FROM application');
      connection.exec(`
        UPDATE outbox_body SET body = json_set(body, '$.item', 'elderly-allowance') WHERE sequence = 1;
        UPDATE outbox_body SET body = '{}' WHERE sequence = 2`);
    });
    expect(view().deadLetters).toMatchObject([
      { key: idOf(7), receiptNumber: receipt, item: 'elderly-allowance' },
      { key: idOf(6), receiptNumber: null, item: null, reason: contentNotRecovered },
    ]);
    expect(change({ action: 'retry' })).toMatchObject({ ok: true, message: { key: idOf(7) } });
    expect(change({ action: 'retry' }, 6)).toEqual({ ok: false, reason: 'not-found' });
  });
});

describe('a dead letter', () => {
  const state = () =>
    database.read(({ outbox, applications, audit }) => ({
      message: outbox.find(idOf(7)),
      application: applications.find(idOf(7)),
      audit: audit.find(audit.head().sequence),
      chain: audit.verify(),
    }));

  it('is sent again', () => {
    fileRefused(7);
    expect(change({ action: 'retry' })).toEqual({
      ok: true,
      message: { key: idOf(7), kind: 'application', receiptNumber: receipt, item: 'elderly-allowance' },
    });
    expect(state()).toMatchObject({
      message: { state: 'pending', reason: null },
      application: { state: 'filed', settledAt: null },
      audit: {
        actorKind: 'staff',
        actorPseudonym: null,
        action: 'queue.retried',
        subject: idOf(7),
        reason: null,
        details: '{"kind":"application","refusal":"unknown-item"}',
      },
      chain: { ok: true },
    });
  });

  it.each(settlementReasons)('is settled: %s', (reason) => {
    fileRefused(7);
    expect(change({ action: 'settle', reason })).toMatchObject({ ok: true });
    expect(state()).toMatchObject({
      message: { state: 'settled', reason },
      application: { state: 'settled', settledAt: database.clock.now() },
      audit: { actorKind: 'staff', action: 'queue.settled', subject: idOf(7), reason },
      chain: { ok: true },
    });
  });

  it.each([{ action: 'retry' }, { action: 'settle', reason: 'other' }] as const)(
    'is seen to by somebody who says who: $action',
    (asked) => {
      fileRefused(7);
      expect(change({ ...asked, by: 'QX-1024' })).toMatchObject({ ok: true });
      expect(state()).toMatchObject({
        audit: { details: '{"by":"QX-1024","kind":"application","refusal":"unknown-item"}' },
        chain: { ok: true },
      });
    },
  );

  it('that is none changes nothing', () => {
    database.commit((unit) => fileApplication(unit, 7));
    const before = state();
    expect(change({ action: 'settle', reason: 'other' })).toMatchObject({
      ok: false,
      reason: 'not-a-dead-letter',
      state: 'pending',
    });
    expect(change({ action: 'retry' }, 8)).toEqual({ ok: false, reason: 'not-found' });
    expect(state()).toEqual(before);
  });

  it('that is a rating has no application to follow', () => {
    database.commit(({ outbox }) => {
      outbox.add({ key: idOf(8), kind: 'rating', groupId: idOf(8), priority: 1, body: '{}' });
      outbox.refuse(idOf(8), 'unknown-subject');
    });
    const wanted = { by: 'key', key: idOf(8) } as const;
    expect(changeDeadLetter(database.current(), wanted, { action: 'settle', reason: 'other' })).toEqual({
      ok: true,
      message: { key: idOf(8), kind: 'rating', receiptNumber: null, item: null },
    });
  });
});
