import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffRole } from '../../../../db/stores/staff.ts';
import type { StaffAction } from '../../../../electron/contract/staff/staff-intents.ts';
import type {
  AdjustmentPageViews,
  DiagnosticPageViews,
} from '../../../../electron/core/staff-mode/pages/staff-pages.ts';
import { usualAmbience } from '../../../../electron/contract/ambience/ambience.ts';
import { createAmbienceService } from '../../../../electron/core/ambience/ambience-service.ts';
import { createPageViews } from '../../../../electron/core/staff-mode/pages/page-views.ts';
import { createServiceClosing } from '../../../../electron/core/staff-mode/service-closing.ts';
import { createStaffActions } from '../../../../electron/core/staff-mode/staff-actions.ts';
import { createStaffAccess } from '../../../../electron/core/staff/staff-access.ts';
import {
  beginIdentifiedVisit,
  fileApplication,
  idOf,
  issueCertificate,
  openTestDatabase,
  receiptNumberOf,
  type TestDatabase,
} from '../../../helpers/database.ts';
import { folderAsStick } from '../../../helpers/folder-as-stick.ts';
import { createFakeClock } from '../../../helpers/fake-clock.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { stationMaster } from '../../../helpers/staff-mode.ts';
import { enrolStaff, staffPin } from '../../../helpers/staff.ts';

const certificateNumber = 'HS-2026-000001';
const printerUri = 'ipp://printer/';
const wholeStorage = {
  lastBackupAt: null,
  lastBackupBytes: null,
  freeBytes: 5_000,
  integrity: 'whole',
  notices: [],
  wantsRestart: false,
} as const;

let database: TestDatabase;
let woken = 0;
let restarts = 0;
const sticks = [folderAsStick('/media/KINGSTON', { freeBytes: 9 })];
/** Ids of this moment: what happened on a day is found by them. */
let ids: { readonly visit: string; readonly job: string; readonly nextJob: string };
beforeEach(async () => {
  database = openTestDatabase();
  woken = 0;
  await enrolStaff(database, stationMaster.pseudonym, { label: 'W-003', role: 'supervisor' });
  const msecs = database.clock.now();
  ids = { visit: v7({ msecs }), job: v7({ msecs }), nextJob: v7({ msecs: msecs + 1 }) };
  database.commit((unit) => {
    beginIdentifiedVisit(unit, ids.visit);
    issueCertificate(unit, { visitId: ids.visit, certificateNumber });
    fileApplication(unit, 7, { visitId: ids.visit });
    unit.outbox.refuse(idOf(7), 'form-version-unsupported');
  });
});
afterEach(() => database.dispose());

/** A kiosk's actions and pages, as they are after a start. */
const open = () => {
  const { now } = database.clock;
  const current = database.current();
  const closing = createServiceClosing(current, now);
  const ambience = createAmbienceService({
    setSpeechVolume: () => undefined,
    database: current,
    setBacklight: () => false,
    changed: () => undefined,
    clock: createFakeClock(),
    log: silentLog,
  });
  const perform = createStaffActions({
    database: current,
    access: createStaffAccess({ database: current, now }),
    closing,
    ambience,
    wakeQueue: () => {
      woken += 1;
    },
    recoverySeen: () => undefined,
    restore: { perform: async () => ({ code: 'store-busy', good: false }) },
    stickBackups: { perform: async () => ({ code: 'stick-gone', good: false }) },
    backUpNow: async () => false,
    restartSoon: () => {
      restarts += 1;
    },
    sticks: () => sticks,
    diagnose: async () => ({ code: 'checks-done', good: true }),
    ports: { perform: async () => ({ code: 'ports-listed', good: true }) },
    settings: { perform: () => ({ code: 'setting-noted', good: true }) },
    members: { perform: async () => ({ code: 'card-awaited', good: true }) },
    updates: { perform: () => ({ code: 'update-begun', good: true }) },
    exportLog: async () => ({ ok: false, reason: 'stick-full' }),
    messages: { newKey: () => idOf(99), platformTime: { now } },
    now,
    log: silentLog,
  });
  const pages = createPageViews({
    database: current,
    closing,
    ambience,
    nameOf: (code) => (code === 'housing-status' ? { 'zh-CN': '有无房证明', en: 'Housing' } : null),
    supplies: () => [],
    sticks: () => sticks,
    storage: () => wholeStorage,
    restore: { backups: () => [], preview: () => null },
    stickBackups: { list: () => [] },
    members: () => ({ name: 'members', members: [], adding: null, cardRefused: false, sticks: [] }),
    version: '0.1.0',
    diagnostics: {} as DiagnosticPageViews,
    adjustments: {} as AdjustmentPageViews,
    now,
    log: silentLog,
  });
  return { closing, pages, perform };
};
const act = (action: StaffAction, role: StaffRole = 'supervisor') =>
  open().perform({ member: { ...stationMaster, role }, action, signal: new AbortController().signal });
const lastEntry = () => database.read(({ audit }) => audit.find(audit.head().sequence));
const intend = (id: string) =>
  database.write(({ printJobs }) =>
    printJobs.intend({ id, visitId: ids.visit, certificateNumber, pages: 2, printerUri }),
  );

it('volume, brightness and language are set by anybody of the staff', async () => {
  const ambience = { ...usualAmbience, volume: 40, locale: 'en' } as const;
  expect(await act({ name: 'setAmbience', ambience }, 'staff')).toEqual({
    code: 'ambience-kept',
    good: true,
  });
  expect(open().pages.ambience('staff')).toEqual({ name: 'ambience', ambience, dimmer: 'page' });
  expect(lastEntry()).toMatchObject({ action: 'kiosk.ambience-set' });
});

describe('a dead letter', () => {
  it('is sent again at once, by whom stands in the log', async () => {
    expect(open().pages.queue('staff').letters).toMatchObject([
      { key: idOf(7), reason: 'form-version-unsupported', receiptNumber: receiptNumberOf(7) },
    ]);
    expect(await act({ name: 'retryLetter', key: idOf(7) })).toEqual({ code: 'letter-retried', good: true });
    expect(woken).toBe(1);
    expect(lastEntry()).toMatchObject({ action: 'queue.retried', actorPseudonym: stationMaster.pseudonym });
    expect(open().pages.queue('staff').letters).toEqual([]);
  });

  it('is settled with a reason, once', async () => {
    const settle = { name: 'settleLetter', key: idOf(7), reason: 'withdrawn-by-resident' } as const;
    expect(await act(settle)).toEqual({ code: 'letter-settled', good: true });
    expect(lastEntry()).toMatchObject({ action: 'queue.settled', reason: 'withdrawn-by-resident' });
    expect(await act(settle)).toEqual({ code: 'no-longer-so', good: false });
  });

  it('for a reason of a newer platform is said to be for another one, with the code', () => {
    database.commit((unit) => {
      fileApplication(unit, 8, { visitId: ids.visit });
      unit.outbox.refuse(idOf(8), 'too-new');
    });
    expect(open().pages.queue('staff').letters[1]).toMatchObject({ reason: 'other', code: 'too-new' });
  });

  it('is no business of a technician', async () => {
    expect(await act({ name: 'retryLetter', key: idOf(7) }, 'technician')).toEqual({
      code: 'not-allowed',
      good: false,
    });
    expect(database.read(({ outbox }) => outbox.counts().refused)).toBe(1);
  });
});

describe('a print', () => {
  it('of unknown outcome is settled as seen, and counts from then on', async () => {
    intend(ids.job);
    database.write(({ printJobs }) => printJobs.markUnknown({ id: ids.job, reason: 'line-lost' }));
    expect(open().pages.today('staff').unknownPrints).toBe(1);
    expect(await act({ name: 'confirmPrint', job: ids.job })).toEqual({ code: 'print-settled', good: true });
    expect(open().pages.misprints('staff')).toMatchObject({
      unknown: [],
      completed: [{ certificateNumber, reason: null }],
    });
    expect(lastEntry()).toMatchObject({ action: 'print.settled-completed', subject: ids.job });
  });

  it('that is a misprint may be made once more, not without', async () => {
    intend(ids.job);
    database.write(({ printJobs }) => printJobs.markCompleted({ id: ids.job, impressions: 2 }));
    expect(intend(ids.nextJob)).toMatchObject({ ok: false, reason: 'already-printed' });
    expect(await act({ name: 'rejectPrint', job: ids.job, reason: 'torn' })).toMatchObject({ good: true });
    expect(lastEntry()).toMatchObject({ action: 'print.settled-failed', reason: 'torn' });
    expect(intend(ids.nextJob)).toEqual({ ok: true, attempt: 2 });
    expect(await act({ name: 'rejectPrint', job: ids.nextJob, reason: 'torn' })).toEqual({
      code: 'no-longer-so',
      good: false,
    });
  });
});

describe('paper', () => {
  const left = () => open().pages.supplies('staff').paper;

  it('is counted in, and what is printed is counted off', async () => {
    expect(left()).toMatchObject({ sheetsLeft: null, low: false });
    await act({ name: 'refillPaper', sheets: 100, add: false });
    await database.clock.advance(60_000);
    intend(ids.job);
    database.write(({ printJobs }) => printJobs.markCompleted({ id: ids.job, impressions: 2 }));
    database.commit(({ audit }) => {
      audit.append({ actor: { kind: 'kiosk', pseudonym: null }, action: 'receipt.print-completed' });
    });
    expect(left()).toMatchObject({ sheetsLeft: 97, printedSince: 3, low: false });
    await database.clock.advance(1);
    await act({ name: 'refillPaper', sheets: 250, add: true });
    expect(left()).toMatchObject({ sheetsLeft: 347, refilledAt: database.clock.now() });
    expect(JSON.parse(lastEntry()?.details ?? '{}')).toMatchObject({ sheets: 250, leftBefore: 97 });
  });

  it('that runs out is said before it has', async () => {
    await act({ name: 'refillPaper', sheets: 100, add: false });
    await database.clock.advance(1_000);
    intend(ids.job);
    database.write(({ printJobs }) => printJobs.markCompleted({ id: ids.job, impressions: 60 }));
    expect(left()).toMatchObject({ sheetsLeft: 40, low: true });
    expect(open().pages.today('staff')).toMatchObject({ sheetsLeft: 40, paperLow: true });
  });
});

describe('closing', () => {
  it('by the centre is not for staff to end, and the screen says so', async () => {
    const { closing } = open();
    database.commit((unit) =>
      closing.byCentre.close(unit, {
        kind: 'close',
        reason: { 'zh-CN': '停电检修', en: 'No power' },
        until: null,
        staffMayOpen: false,
      }),
    );
    expect(await act({ name: 'openKiosk' })).toEqual({ code: 'closed-by-centre', good: false });
    expect(open().pages.opening('staff').closing).toMatchObject({ by: 'centre', staffMayOpen: false });
  });

  it('stays across a restart, and opening is not done twice', async () => {
    await act({ name: 'closeKiosk', reason: 'no-paper', reopening: 'one-hour' });
    database.reopen();
    expect(open().closing.current()).toEqual({
      by: 'staff',
      reason: 'no-paper',
      since: database.clock.now(),
      reopensAt: database.clock.now() + 3_600_000,
    });
    expect(await act({ name: 'openKiosk' })).toEqual({ code: 'kiosk-opened', good: true });
    expect(open().closing.current()).toBeNull();
    expect(await act({ name: 'openKiosk' })).toEqual({ code: 'no-longer-so', good: false });
  });

  it('until tomorrow means eight in the morning in China', async () => {
    await act({ name: 'closeKiosk', reason: 'station-closed', reopening: 'tomorrow' });
    expect(open().closing.current()?.reopensAt).toBe(Date.UTC(2026, 10, 21, 0));
  });

  it('that cannot be read any more leaves the kiosk open', () => {
    database.commit(({ stationState }) => stationState.keep({ name: 'closing', value: '{"reason":"x"}' }));
    expect(open().closing.current()).toBeNull();
  });
});

describe('the own PIN', () => {
  const change = (chosen: string, again = chosen, present = staffPin) =>
    act({ name: 'changePin', present, chosen, again });

  it.each([
    ['593817', '593818', 'pins-differ'],
    ['111111', '111111', 'pin-too-easy'],
    ['123456', '123456', 'pin-too-easy'],
    ['5938', '5938', 'pin-not-six-digits'],
    ['720705', '720705', 'pin-of-the-card'],
    [staffPin, staffPin, 'pin-the-same'],
  ])('%s, %s is not taken: %s', async (chosen, again, code) => {
    expect(await change(chosen, again)).toEqual({ code, good: false });
    expect(lastEntry()?.action).not.toBe('staff.pin-changed');
  });

  it('is changed with the present one, and from then on only the new one opens', async () => {
    expect(await change('593817', '593817', '000001')).toEqual({ code: 'pin-wrong', good: false });
    expect(await change('593817')).toEqual({ code: 'pin-changed', good: true });
    expect(lastEntry()).toMatchObject({ action: 'staff.pin-changed', subject: 'W-003' });
    const access = createStaffAccess({ database: database.current(), now: database.clock.now });
    expect(await access.admit(stationMaster.pseudonym, staffPin)).toMatchObject({ reason: 'wrong-pin' });
    expect(await access.admit(stationMaster.pseudonym, '593817')).toMatchObject({ outcome: 'admitted' });
  });

  describe('of whoever came in with a service credential', () => {
    const credential = '01a2b3c4d5e6';
    const holder = { ...stationMaster, credential, guessablePins: null };
    const change = (chosen: string, present = staffPin) =>
      open().perform({
        member: holder,
        action: { name: 'changePin', present, chosen, again: chosen },
        signal: new AbortController().signal,
      });

    it('is changed with the present one, and the entry names the credential', async () => {
      expect(await change('593817', '000001')).toEqual({ code: 'pin-wrong', good: false });
      expect(await change('593817')).toEqual({ code: 'pin-changed', good: true });
      expect(lastEntry()).toMatchObject({ action: 'staff.pin-changed', subject: 'W-003' });
      expect(lastEntry()?.details).toContain(credential);
      const access = createStaffAccess({ database: database.current(), now: database.clock.now });
      expect(await access.admit(stationMaster.pseudonym, '593817')).toMatchObject({ outcome: 'admitted' });
    });

    it.each(['720705', '070572', '050772', '197207', '201112'])(
      '%s is not taken: it may be the birthday that stands on the card',
      async (chosen) => {
        expect(await change(chosen)).toEqual({ code: 'pin-reads-as-date', good: false });
        expect(lastEntry()?.action).not.toBe('staff.pin-changed');
      },
    );

    it('that is guessed at locks as at the door', async () => {
      for (let attempt = 1; attempt <= 4; attempt += 1) await change('593817', '000001');
      expect(await change('593817', '000001')).toEqual({ code: 'pin-locked', good: false });
    });
  });

  it('that is guessed at locks as at the door', async () => {
    for (let attempt = 1; attempt <= 4; attempt += 1) await change('593817', '593817', '000001');
    expect(await change('593817', '593817', '000001')).toEqual({ code: 'pin-locked', good: false });
  });
});

it('the day counts what happened since midnight in China, by kind and reason', async () => {
  intend(ids.job);
  database.write(({ printJobs }) => printJobs.markCompleted({ id: ids.job, impressions: 2 }));
  database.write(({ visits }) =>
    visits.end({ id: ids.visit, outcome: 'completed', locale: 'zh-CN', elderMode: false }),
  );
  expect(open().pages.today('staff')).toMatchObject({
    visits: 1,
    completed: 1,
    printed: [{ code: 'housing-status', name: { en: 'Housing' }, count: 1 }],
    misprints: 0,
  });
  await database.clock.advance(24 * 3_600_000);
  expect(open().pages.today('staff')).toMatchObject({
    visits: 0,
    completed: 0,
    printed: [],
    applications: 0,
  });
});

it('a stick that is gone or full is said, and what came of an export that was begun is on record', async () => {
  expect(await act({ name: 'exportLog', stick: 'OTHER' })).toEqual({ code: 'stick-gone', good: false });
  expect(await act({ name: 'exportLog', stick: 'KINGSTON' })).toEqual({ code: 'stick-full', good: false });
  expect(lastEntry()).toMatchObject({ action: 'log.export-failed', reason: 'stick-full' });
});

it('a restart is on record before it happens', async () => {
  expect(await act({ name: 'restart' }, 'staff')).toEqual({ code: 'restarting', good: true });
  expect(restarts).toBe(1);
  expect(lastEntry()).toMatchObject({ action: 'kiosk.restart-asked', subject: null });
});

it('a backup that fails is said and is on record', async () => {
  expect(await act({ name: 'backUp' })).toEqual({ code: 'backup-failed', good: false });
  expect(lastEntry()).toMatchObject({ action: 'database.backup-asked', reason: 'not-made' });
  expect(await act({ name: 'backUp' }, 'staff')).toEqual({ code: 'not-allowed', good: false });
});
