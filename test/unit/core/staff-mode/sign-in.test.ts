import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardRecord } from '../../../../drivers/id-card-reader/card-record.ts';
import { createSignIn } from '../../../../electron/core/staff-mode/sign-in.ts';
import { createStaffAccess } from '../../../../electron/core/staff/staff-access.ts';
import { openTestDatabase, pseudonymOf, type TestDatabase } from '../../../helpers/database.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { enrolStaff, staffPin } from '../../../helpers/staff.ts';

const record = {
  kind: 'resident',
  name: '周站长',
  idNumber: '430199198001010017',
  birthDate: '1980-01-01',
  validFrom: '2020-01-01',
  validUntil: 'long-term',
} as CardRecord;
const pseudonym = pseudonymOf(record.idNumber);

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
});
afterEach(() => database.dispose());

const open = () =>
  createSignIn({
    access: createStaffAccess({ database: database.current(), now: database.clock.now }),
    database: database.current(),
    credentials: { check: () => ({ outcome: 'refused', reason: 'credential-unreadable' }) },
    findOnStick: () => ({ outcome: 'refused', reason: 'stick-without-credential' }),
    pseudonymOf,
    now: database.clock.now,
    log: silentLog,
  });
const card = (changes: Partial<CardRecord> = {}) => ({
  record: { ...record, ...changes } as CardRecord,
  photo: Uint8Array.of(1, 2, 3),
});
const lastEntry = () => database.read(({ audit }) => audit.find(audit.head().sequence));

describe('somebody with a card', () => {
  it('who works here is recognised; the photo is wiped at once', async () => {
    expect(open().nobodyEnrolled()).toBe(true);
    await enrolStaff(database, pseudonym);
    expect(open().nobodyEnrolled()).toBe(false);
    const laid = card();
    expect(await open().recognise(laid)).toMatchObject({ outcome: 'recognised', holder: { pseudonym } });
    expect(laid.photo).toEqual(new Uint8Array(3));
  });

  it('that has expired, or is nobody’s here, is refused; whose it was stands nowhere', async () => {
    await enrolStaff(database, pseudonym);
    const refused = { outcome: 'refused', refusal: { reason: 'not-staff', lockedUntil: null } };
    expect(await open().recognise(card({ validUntil: '2026-01-01' }))).toEqual(refused);
    expect(await open().recognise(card({ idNumber: '430199195803120429' }))).toEqual(refused);
    expect(lastEntry()).toMatchObject({
      action: 'staff.card-refused',
      actorPseudonym: null,
      subject: null,
      details: '{}',
    });
  });

  it('comes in with the PIN, and both ways are on record with the role', async () => {
    await enrolStaff(database, pseudonym, { label: 'W-009', role: 'technician' });
    const holder = { pseudonym, credential: null, guessablePins: [] };
    expect(await open().signIn({ holder, pin: '000001' })).toMatchObject({
      outcome: 'refused',
      refusal: { reason: 'wrong-pin' },
    });
    const signedIn = await open().signIn({ holder, pin: staffPin });
    if (signedIn.outcome !== 'signed-in') throw new Error('not let in');
    expect(lastEntry()).toMatchObject({
      action: 'staff.signed-in',
      subject: 'W-009',
      actorKind: 'technician',
      actorPseudonym: pseudonym,
    });
    open().signedOut(signedIn.member, 'timed-out');
    expect(lastEntry()).toMatchObject({ action: 'staff.signed-out', reason: 'timed-out' });
  });

  it('is told what nobody may choose as a PIN: what stands on the card', async () => {
    await enrolStaff(database, pseudonym);
    const recognised = await open().recognise(card());
    expect(recognised).toMatchObject({
      holder: { guessablePins: ['800101', '010180', '010180', '198001', '010017', '430199'] },
    });
  });
});
