import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freeFailures, lockOutAfter } from '../../../../electron/core/staff/lock-out.ts';
import { createStaffAccess } from '../../../../electron/core/staff/staff-access.ts';
import { openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { enrolStaff, staffPin } from '../../../helpers/staff.ts';

const lan = 'a'.repeat(64);
const wrong = '000001';
let database: TestDatabase;
beforeEach(async () => {
  database = openTestDatabase();
  await enrolStaff(database, lan);
});
afterEach(() => database.dispose());

const open = () => createStaffAccess({ database: database.current(), now: database.clock.now });
const lastEntry = () => database.read(({ audit }) => audit.find(audit.head().sequence));

describe('the card of a member of staff', () => {
  it('is recognised, and nobody else’s', () => {
    expect(open().recognise(lan)).toMatchObject({ outcome: 'staff', member: { label: 'W-001' } });
    expect(open().recognise('b'.repeat(64))).toEqual({ outcome: 'refused', reason: 'not-staff' });
  });

  it('is nobody’s any more once that was disabled', () => {
    database.commit(({ staff }) => void staff.disable(lan));
    expect(open().recognise(lan)).toEqual({ outcome: 'refused', reason: 'not-staff' });
    expect(open().hasAny(['staff'])).toBe(false);
  });
});

describe('a PIN', () => {
  it('lets in, and each try is in the audit log', async () => {
    expect(await open().admit(lan, staffPin)).toMatchObject({ outcome: 'admitted' });
    expect(lastEntry()).toMatchObject({ action: 'staff.pin-tried', subject: 'W-001', actorPseudonym: lan });
  });

  it('locks after five wrong ones, twice as long each further time, also across a restart', async () => {
    for (let count = 1; count <= freeFailures; count += 1) {
      expect(await open().admit(lan, wrong)).toEqual({ outcome: 'refused', reason: 'wrong-pin' });
    }
    expect(await open().admit(lan, wrong)).toMatchObject({ outcome: 'refused', reason: 'locked' });
    // Another process on the same disk, with the right PIN: the lock stands.
    expect(await open().admit(lan, staffPin)).toMatchObject({
      reason: 'locked',
      lockedUntil: database.clock.now() + 60_000,
    });
    await database.clock.advance(60_000);
    expect(await open().admit(lan, wrong)).toMatchObject({ lockedUntil: database.clock.now() + 120_000 });
    await database.clock.advance(120_000);
    expect(await open().admit(lan, staffPin)).toMatchObject({ outcome: 'admitted' });
    expect(await open().admit(lan, wrong)).toEqual({ outcome: 'refused', reason: 'wrong-pin' });
  });

  it('is counted as wrong before it is checked: a kiosk that is switched off meanwhile has counted it', () => {
    void open().admit(lan, staffPin);
    expect(database.read(({ staff }) => staff.find(lan)?.failures)).toBe(1);
  });
});

it('a lock-out doubles from a minute and never exceeds a day', () => {
  expect([1, 4, 5, 6, 7].map(lockOutAfter)).toEqual([0, 0, 60_000, 120_000, 240_000]);
  expect(lockOutAfter(1_000)).toBe(86_400_000);
});
