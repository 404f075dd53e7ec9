import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CardEvent } from '../../../../drivers/id-card-reader/card-event.ts';
import type { CardRecord } from '../../../../drivers/id-card-reader/card-record.ts';
import type { IdCardReader } from '../../../../drivers/id-card-reader/id-card-reader.ts';
import { createFirstSupervisor } from '../../../../electron/core/setup/first-supervisor.ts';
import { freshSetup, isSetupUnfinished } from '../../../../electron/core/setup/setup-state.ts';
import { createSetupRecord } from '../../../../electron/core/setup/setup-record.ts';
import { isPin } from '../../../../electron/core/staff/pin-hash.ts';
import type { SetupResult } from '../../../../electron/contract/setup/setup-words.ts';
import { openTestDatabase, pseudonymOf, type TestDatabase } from '../../../helpers/database.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { staffPin } from '../../../helpers/staff.ts';

const record = {
  kind: 'resident',
  name: '周站长',
  idNumber: '430199198001010017',
  birthDate: '1980-01-01',
  validFrom: '2020-01-01',
  validUntil: 'long-term',
} as CardRecord;

let database: TestDatabase;
let told: SetupResult[];
let lay: (event: CardEvent) => void;
beforeEach(() => {
  database = openTestDatabase();
  told = [];
});
afterEach(() => database.dispose());

const open = () => {
  const reader = {
    onCard: (listener: (event: CardEvent) => void) => {
      lay = listener;
      return () => undefined;
    },
    status: () => ({ state: 'online', reasons: [] }),
    enable: () => undefined,
    disable: () => undefined,
  } as unknown as IdCardReader;
  return createFirstSupervisor({
    reader,
    database: database.current(),
    pseudonymOf,
    now: database.clock.now,
    log: silentLog,
    changed: () => undefined,
    tell: (result) => told.push(result),
  });
};
const layCard = (changes: Partial<CardRecord> = {}, photo = Uint8Array.of(1, 2, 3)) => {
  lay({ type: 'cardRead', record: { ...record, ...changes } as CardRecord, photo } as CardEvent);
  return photo;
};
const members = () => database.read(({ staff }) => staff.list());

describe('the first supervisor', () => {
  it('is known by own card and PIN from then on; neither number nor PIN is kept, and the log says so', async () => {
    const supervisor = open();
    expect(supervisor.stage()).toBe('card');
    expect(layCard()).toEqual(new Uint8Array(3));
    expect(supervisor.stage()).toBe('pin');
    expect(await supervisor.add({ label: 'S-001', chosen: staffPin, again: staffPin })).toBe(
      'supervisor-added',
    );

    const [member] = members();
    expect(member).toMatchObject({
      label: 'S-001',
      role: 'supervisor',
      pseudonym: pseudonymOf(record.idNumber),
    });
    expect(await isPin(staffPin, member?.pinHash ?? '')).toBe(true);
    expect(database.read(({ audit }) => audit.find(audit.head().sequence))).toMatchObject({
      action: 'staff.add',
      actorKind: 'technician',
      subject: 'S-001',
      reason: 'first-visit',
    });
    // Somebody who stands there afterwards has no card on the reader.
    expect(await supervisor.add({ label: 'S-002', chosen: staffPin, again: staffPin })).toBe('card-refused');
    expect(members()).toHaveLength(1);
  });

  it.each([
    ['S-001', '123456', '123456', 'pin-too-easy'],
    ['S-001', '12345', '12345', 'pin-not-six-digits'],
    ['S-001', '800101', '800101', 'pin-of-the-card'],
    ['S-001', '482915', '482916', 'pins-differ'],
    ['周站长', '482915', '482915', 'label-refused'],
    ['s', '482915', '482915', 'label-refused'],
  ] as const)('%s with %s, then %s, is refused: %s', async (label, chosen, again, result) => {
    const supervisor = open();
    layCard();
    expect(await supervisor.add({ label, chosen, again })).toBe(result);
    expect(members()).toEqual([]);
  });

  it('needs a card that is good and was read', async () => {
    const supervisor = open();
    layCard({ validUntil: '2026-01-01' });
    lay({ type: 'readFailed', reason: 'card-lost' } as CardEvent);
    expect(told).toEqual(['card-refused', 'card-refused']);
    expect(await supervisor.add({ label: 'S-001', chosen: staffPin, again: staffPin })).toBe('card-refused');
    layCard();
    supervisor.again();
    expect(supervisor.stage()).toBe('card');
  });
});

describe('a first visit', () => {
  it('is unfinished from the enrolment in the wizard until somebody works here', async () => {
    const current = database.current();
    const { keep } = createSetupRecord(current, silentLog);
    expect(isSetupUnfinished(current)).toBe(false);
    keep(freshSetup, { action: 'setup.begun' });
    expect(isSetupUnfinished(current)).toBe(false);
    keep({ ...freshSetup, codeHash: 'c'.repeat(64) }, { action: 'setup.enrolled' });
    expect(isSetupUnfinished(current)).toBe(true);
    expect(isSetupUnfinished(database.reopen())).toBe(true);
    const supervisor = open();
    layCard();
    await supervisor.add({ label: 'S-001', chosen: staffPin, again: staffPin });
    expect(isSetupUnfinished(database.current())).toBe(false);
  });
});
