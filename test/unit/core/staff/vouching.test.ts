import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardRecord } from '../../../../drivers/id-card-reader/card-record.ts';
import { createStaffAccess } from '../../../../electron/core/staff/staff-access.ts';
import { createVouching } from '../../../../electron/core/staff/vouching.ts';
import { idOf, openTestDatabase, type TestDatabase } from '../../../helpers/database.ts';
import { createTestJournal, silentLog } from '../../../helpers/journal.ts';
import { enrolStaff, staffPin } from '../../../helpers/staff.ts';
import { lin } from '../../../helpers/visit.ts';

const staffCard = {
  kind: 'resident',
  name: '周站长',
  idNumber: '430199198001010017',
  validFrom: '2020-01-01',
  validUntil: 'long-term',
} as CardRecord;
const pseudonyms: Readonly<Record<string, string>> = {
  [staffCard.idNumber]: 'b'.repeat(64),
  [lin.idNumber]: lin.pseudonym,
};
const resident = { ...lin, assuranceLevel: 2 } as const;

let database: TestDatabase;
beforeEach(() => {
  database = openTestDatabase();
  database.commit(({ visits }) => visits.begin({ id: idOf(1), locale: 'zh-CN', elderMode: false }));
  createTestJournal(database.current()).identified(idOf(1), resident);
});
afterEach(() => database.dispose());

const open = () =>
  createVouching({
    access: createStaffAccess({ database: database.current(), now: database.clock.now }),
    journal: createTestJournal(database.current()),
    pseudonymOf: (idNumber) => pseudonyms[idNumber] ?? 'f'.repeat(64),
    now: database.clock.now,
    log: silentLog,
  });

describe('a member of staff who vouches', () => {
  it('raises the resident to level 3, and both are in the record', async () => {
    await enrolStaff(database, 'b'.repeat(64), { label: 'W-007' });
    expect(open().isPossible()).toBe(true);
    expect(open().recognise(resident, staffCard)).toEqual({ outcome: 'staff' });
    expect(
      await open().vouch({ visitId: idOf(1), person: resident, card: staffCard, pin: staffPin }),
    ).toMatchObject({ outcome: 'vouched', person: { assuranceLevel: 3, method: 'id-card-staff' } });
    const entry = database.read(({ audit }) => audit.find(audit.head().sequence));
    expect(entry).toMatchObject({ action: 'visit.identified', actorPseudonym: lin.pseudonym });
    expect(JSON.parse(entry?.details ?? '{}')).toMatchObject({ vouchedBy: 'W-007', assuranceLevel: 3 });
  });

  it('cannot with a wrong PIN, and the level stays', async () => {
    await enrolStaff(database, 'b'.repeat(64));
    expect(
      await open().vouch({ visitId: idOf(1), person: resident, card: staffCard, pin: '000001' }),
    ).toEqual({ outcome: 'refused', reason: 'wrong-pin' });
    expect(database.read(({ visits }) => visits.find(idOf(1)))).toMatchObject({ assuranceLevel: 2 });
  });

  it.each([
    ['is nobody’s here', {}, 'not-staff'],
    ['has expired', { validUntil: '2026-01-01' }, 'not-staff'],
    ['is the resident’s own', { idNumber: lin.idNumber }, 'own-visit'],
  ] as const)('cannot with a card that %s', async (_why, change, reason) => {
    if (reason !== 'not-staff' || 'validUntil' in change) await enrolStaff(database, 'b'.repeat(64));
    expect(open().recognise(resident, { ...staffCard, ...change } as CardRecord)).toEqual({
      outcome: 'refused',
      reason,
    });
  });

  it('is no technician: that is about machines', async () => {
    await enrolStaff(database, 'b'.repeat(64), { role: 'technician' });
    expect(open().isPossible()).toBe(false);
    expect(open().recognise(resident, staffCard)).toEqual({ outcome: 'refused', reason: 'not-staff' });
  });
});
