import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemberAction } from '../../../../electron/contract/staff/staff-intents.ts';
import { createCredentialDesk } from '../../../../electron/core/staff-mode/credential-desk.ts';
import { createMembersDesk } from '../../../../electron/core/staff-mode/members-desk.ts';
import type { NewCardWatch } from '../../../../electron/core/staff/new-member.ts';
import { findOnStick } from '../../../../electron/core/staff/service-credential/find-on-stick.ts';
import { createServiceCredentials } from '../../../../electron/core/staff/service-credential/service-credentials.ts';
import { createStaffAccess } from '../../../../electron/core/staff/staff-access.ts';
import { generateKioskKey } from '../../../../electron/sync/trust/kiosk-key.ts';
import {
  openTestDatabase,
  pseudonymOf,
  temporaryFolder,
  type TestDatabase,
} from '../../../helpers/database.ts';
import { folderAsStick } from '../../../helpers/folder-as-stick.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { stationMaster } from '../../../helpers/staff-mode.ts';
import { enrolStaff, staffPin } from '../../../helpers/staff.ts';

const newcomer = pseudonymOf('430199198001010017');
const identity = { kioskId: 'K-0123456789', stationCode: 'QX-0007' };
const key = generateKioskKey();

let database: TestDatabase;
let folder: string;
let freeBytes: number;
let signOuts: number;
let laid: ReturnType<NewCardWatch['holder']>;
let desk: ReturnType<typeof open>;
beforeEach(async () => {
  database = openTestDatabase();
  folder = temporaryFolder();
  freeBytes = 1_000_000;
  signOuts = 0;
  laid = { pseudonym: newcomer, guessablePins: ['800101'] };
  await enrolStaff(database, stationMaster.pseudonym, { label: 'W-003', role: 'supervisor' });
  desk = open();
});
afterEach(() => {
  database.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const sticks = () => [folderAsStick(folder, { freeBytes })];
const credentials = () =>
  createServiceCredentials({
    database: database.current(),
    identity: { ...identity, signingKeys: () => [key] },
    newId: () => 'A'.repeat(22),
    now: database.clock.now,
  });
const open = () =>
  createMembersDesk({
    database: database.current(),
    credentials: createCredentialDesk({
      credentials: credentials(),
      identity,
      printer: { print: () => Promise.reject(new Error('no paper is printed here')) },
      typefaces: Promise.resolve(null),
      sticks,
      newId: () => 'job',
      now: database.clock.now,
      log: silentLog,
    }),
    watchForCard: () => ({
      stage: () => (laid === null ? 'card' : 'pin'),
      holder: () => laid,
      again: () => undefined,
      stop: () => undefined,
    }),
    sticks,
    signOutSoon: () => {
      signOuts += 1;
    },
    changed: () => undefined,
    now: database.clock.now,
  });

const act = (action: MemberAction) => desk.perform(stationMaster, action, new AbortController().signal);
const add = (changes: Partial<Extract<MemberAction, { name: 'addMember' }>> = {}) =>
  act({ name: 'addMember', label: 'W-010', role: 'staff', chosen: staffPin, again: staffPin, ...changes });
const lastEntry = () => database.read(({ audit }) => audit.find(audit.head().sequence));
const member = (label: string) => desk.page(stationMaster).members.find((each) => each.label === label);

describe('somebody new', () => {
  it('is added with the own card, a role and a PIN, and comes in with them', async () => {
    expect(desk.page(stationMaster).adding).toBeNull();
    await act({ name: 'layNewCard' });
    expect(desk.page(stationMaster).adding).toBe('pin');
    expect(await add()).toEqual({ code: 'member-added', good: true });
    expect(lastEntry()).toMatchObject({
      action: 'staff.add',
      subject: 'W-010',
      actorPseudonym: stationMaster.pseudonym,
    });
    expect(member('W-010')).toMatchObject({ role: 'staff', own: false });
    expect(desk.page(stationMaster).adding).toBeNull();
    const access = createStaffAccess({ database: database.current(), now: database.clock.now });
    expect(await access.admit(newcomer, staffPin)).toMatchObject({ outcome: 'admitted' });
  });

  it.each([
    [{ label: '周站长' }, 'label-refused'],
    [{ chosen: '123456', again: '123456' }, 'pin-too-easy'],
    [{ chosen: '800101', again: '800101' }, 'pin-of-the-card'],
    [{ again: '482916' }, 'pins-differ'],
    [{ label: 'W-003' }, 'already-there'],
  ] as const)('with %o is not added: %s', async (changes, code) => {
    await act({ name: 'layNewCard' });
    expect(await add(changes)).toEqual({ code, good: false });
    expect(desk.page(stationMaster).members).toHaveLength(1);
  });

  it('is not added without a card, nor after the page was left', async () => {
    expect(await add()).toEqual({ code: 'card-refused', good: false });
    await act({ name: 'layNewCard' });
    desk.leave();
    expect(await add()).toEqual({ code: 'card-refused', good: false });
  });

  it('who was removed before is known again with a new number and PIN', async () => {
    await act({ name: 'layNewCard' });
    await add();
    await act({ name: 'removeMember', label: 'W-010' });
    await act({ name: 'layNewCard' });
    expect(await add({ label: 'W-011' })).toEqual({ code: 'member-added', good: true });
    expect(desk.page(stationMaster).members.map(({ label }) => label)).toEqual(['W-003', 'W-011']);
  });
});

describe('a member', () => {
  beforeEach(() => enrolStaff(database, newcomer, { label: 'W-010', role: 'staff' }));

  it('is given another role, with who did it on record', async () => {
    expect(await act({ name: 'changeRole', label: 'W-010', role: 'technician' })).toEqual({
      code: 'role-changed',
      good: true,
    });
    expect(member('W-010')?.role).toBe('technician');
    expect(lastEntry()).toMatchObject({ action: 'staff.role-changed', subject: 'W-010' });
    expect(signOuts).toBe(0);
  });

  it('who is the last supervisor keeps role and place', async () => {
    const refused = { code: 'last-supervisor', good: false };
    expect(await act({ name: 'changeRole', label: 'W-003', role: 'staff' })).toEqual(refused);
    expect(await act({ name: 'removeMember', label: 'W-003' })).toEqual(refused);
    expect(member('W-003')?.role).toBe('supervisor');
    expect(signOuts).toBe(0);
  });

  it('who gives up being supervisor, where there is another one, is out at once', async () => {
    await act({ name: 'changeRole', label: 'W-010', role: 'supervisor' });
    expect(await act({ name: 'changeRole', label: 'W-003', role: 'staff' })).toMatchObject({ good: true });
    expect(signOuts).toBe(1);
    expect(await act({ name: 'removeMember', label: 'W-010' })).toMatchObject({ code: 'last-supervisor' });
  });

  it('who is locked out is let in again', async () => {
    const lockedUntil = database.clock.now() + 60_000;
    database.commit(({ staff }) => void staff.noteAttempt({ pseudonym: newcomer, failures: 5, lockedUntil }));
    expect(member('W-010')?.lockedUntil).toBe(lockedUntil);
    expect(await act({ name: 'unlockMember', label: 'W-010' })).toMatchObject({ code: 'member-unlocked' });
    expect(member('W-010')?.lockedUntil).toBeNull();
    expect(lastEntry()).toMatchObject({ action: 'staff.unlocked', subject: 'W-010' });
  });

  it('who is gone meanwhile cannot be changed', async () => {
    await act({ name: 'removeMember', label: 'W-010' });
    expect(lastEntry()).toMatchObject({ action: 'staff.disable', subject: 'W-010' });
    for (const action of [
      { name: 'changeRole', label: 'W-010', role: 'technician' },
      { name: 'removeMember', label: 'W-010' },
      { name: 'unlockMember', label: 'W-010' },
      { name: 'revokeCredential', label: 'W-010' },
      { name: 'writeCredential', label: 'W-010', days: 7, stick: 'KINGSTON' },
    ] as const) {
      expect(await act(action)).toEqual({ code: 'no-longer-so', good: false });
    }
  });
});

describe('a credential', () => {
  beforeEach(() => enrolStaff(database, newcomer, { label: 'W-010', role: 'staff' }));
  const write = () => act({ name: 'writeCredential', label: 'W-010', days: 7, stick: 'KINGSTON' });

  it('lies on the stick whole, and opens until it is revoked', async () => {
    expect(await write()).toEqual({ code: 'credential-written', good: true });
    expect(readdirSync(folder)).toEqual(['yizhan-service-K-0123456789-W-010.txt']);
    expect(readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8')).not.toContain(newcomer);
    const found = findOnStick(sticks(), identity.kioskId);
    if (found.outcome !== 'found') throw new Error(found.reason);
    expect(credentials().check(found.text)).toMatchObject({ outcome: 'holder', pseudonym: newcomer });
    expect(member('W-010')?.credential).toMatchObject({ medium: 'stick' });
    expect(await act({ name: 'revokeCredential', label: 'W-010' })).toMatchObject({
      code: 'credential-revoked',
    });
    expect(credentials().check(found.text)).toMatchObject({ reason: 'credential-revoked' });
    expect(member('W-010')?.credential).toBeNull();
  });

  it('is not issued to a stick without room, and not to one that is not there', async () => {
    freeBytes = 10;
    expect(await write()).toEqual({ code: 'stick-full', good: false });
    expect(await act({ name: 'writeCredential', label: 'W-010', days: 7, stick: 'X' })).toEqual({
      code: 'stick-gone',
      good: false,
    });
    expect(member('W-010')?.credential).toBeNull();
  });

  it('whose stick was pulled out meanwhile is revoked at once, and that is on record', async () => {
    rmSync(folder, { recursive: true });
    expect(await write()).toEqual({ code: 'stick-gone', good: false });
    expect(member('W-010')?.credential).toBeNull();
    expect(lastEntry()).toMatchObject({ action: 'staff.credential-revoked', reason: 'stick-gone' });
    mkdirSync(folder);
  });

  it('is not printed where there are no fonts, and none is issued', async () => {
    expect(await act({ name: 'printCredential', label: 'W-010', days: 7 })).toEqual({
      code: 'credential-not-printed',
      good: false,
    });
    expect(member('W-010')?.credential).toBeNull();
  });
});
