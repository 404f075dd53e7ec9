import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenCheckCharacter } from '../../../drivers/id-card-reader/identity-number.ts';
import { loadPseudonymSalt, pseudonymOf } from '../../../electron/core/identity/pseudonym.ts';
import { createStaffAccess } from '../../../electron/core/staff/staff-access.ts';
import { openTestDatabase, type TestDatabase } from '../../helpers/database.ts';
import { staffPin } from '../../helpers/staff.ts';
import { documentOf, endCommands, runCommand } from './command-line-world.ts';

const idNumber = '11010519491231002X';
const colleague = `13010519491231002${citizenCheckCharacter('13010519491231002')}`;

/** A stopped kiosk that has run once. */
let kiosk: TestDatabase;
let salt: Uint8Array;
beforeEach(() => {
  kiosk = openTestDatabase();
  salt = loadPseudonymSalt(kiosk.folder);
  kiosk.current().close();
});
afterEach(() => {
  endCommands();
  kiosk.dispose();
});

const staff = (args: readonly string[], input = '') =>
  runCommand(['staff', ...args], { environment: { YIZHAN_DATA_FOLDER: kiosk.folder }, input });
const enrol = (label = 'W-003') => staff(['add', label, '--json'], `${idNumber}\n${staffPin}\n${staffPin}\n`);

describe('yizhan staff', () => {
  it('enrols somebody whose card and PIN then work at the kiosk, with an audit entry', async () => {
    const added = await enrol();
    expect(documentOf(added)).toMatchObject({ ok: true, outcome: 'added', label: 'W-003' });
    kiosk.reopen();
    const access = createStaffAccess({ database: kiosk.current(), now: kiosk.clock.now });
    expect(await access.admit(pseudonymOf(salt, idNumber), staffPin)).toMatchObject({ outcome: 'admitted' });
    expect(kiosk.read(({ audit }) => audit.find(audit.head().sequence - 1))).toMatchObject({
      action: 'staff.add',
      actorKind: 'technician',
      subject: 'W-003',
    });
  });

  it('tells neither number nor PIN nor pseudonym', async () => {
    const added = await enrol();
    const listed = await staff(['--json']);
    for (const text of [added.stdout, added.stderr, listed.stdout]) {
      for (const secret of [idNumber, staffPin, pseudonymOf(salt, idNumber), 'argon2id']) {
        expect(text).not.toContain(secret);
      }
    }
    expect(documentOf(listed)).toMatchObject({ members: [{ label: 'W-003', role: 'staff' }] });
  });

  it('changes a PIN and opens the lock, and disables a card', async () => {
    await enrol();
    const changed = await staff(['change-pin', 'W-003', '--json'], '739164\n739164\n');
    expect(documentOf(changed)).toMatchObject({ outcome: 'pin-changed' });
    expect(documentOf(await staff(['disable', 'W-003', '--json']))).toMatchObject({ outcome: 'disabled' });
    kiosk.reopen();
    const access = createStaffAccess({ database: kiosk.current(), now: kiosk.clock.now });
    expect(access.recognise(pseudonymOf(salt, idNumber))).toEqual({
      outcome: 'refused',
      reason: 'not-staff',
    });
  });

  it('revokes the credentials of a card that it disables, with an audit entry of how many', async () => {
    await enrol();
    kiosk.reopen();
    const id = 'A'.repeat(22);
    const endsAt = kiosk.clock.now() + 86_400_000;
    const pseudonym = pseudonymOf(salt, idNumber);
    kiosk.commit(({ serviceCredentials }) =>
      serviceCredentials.issue({ id, pseudonym, medium: 'slip', publicKey: '{}', endsAt }),
    );
    kiosk.current().close();
    expect(documentOf(await staff(['disable', 'W-003', '--json']))).toMatchObject({ outcome: 'disabled' });
    kiosk.reopen();
    expect(kiosk.read(({ serviceCredentials }) => serviceCredentials.live())).toEqual([]);
    const entry = kiosk.read(({ audit }) => audit.find(audit.head().sequence));
    expect(entry).toMatchObject({ action: 'staff.disable', subject: 'W-003' });
    expect(entry?.details).toContain('"revoked":1');
  });

  it.each([
    ['a number that is none', '110105194912310021\n', 'no-identity-number', 2],
    ['a PIN that everybody tries', `${idNumber}\n123456\n`, 'too-easy', 2],
    ['a PIN of seven digits', `${idNumber}\n4829151\n`, 'not-six-digits', 2],
    ['two different PINs', `${idNumber}\n482915\n482916\n`, 'pins-differ', 2],
    ['no input', '', 'interrupted', 130],
  ])('adds nobody with %s', async (_what, input, outcome, exitCode) => {
    const refused = await staff(['add', 'W-003', '--json'], input);
    expect(refused.exitCode).toBe(exitCode);
    expect(documentOf(refused)).toMatchObject({ ok: false, outcome });
    kiosk.reopen();
    expect(kiosk.read(({ staff: members }) => members.list())).toEqual([]);
  });

  it('refuses a label that is taken, one that is a name, and one that nobody has', async () => {
    await enrol();
    const taken = await staff(['add', 'W-003', '--json'], `${colleague}\n${staffPin}\n${staffPin}\n`);
    expect(taken.exitCode).toBe(2);
    expect(documentOf(taken)).toMatchObject({ outcome: 'already-there' });
    expect((await staff(['add', '周站长'])).exitCode).toBe(2);
    expect((await staff(['disable', 'W-009', '--json'])).exitCode).toBe(7);
  });

  it('changes nothing while the kiosk runs', async () => {
    kiosk.reopen();
    const refused = await enrol();
    expect(refused.exitCode).toBe(5);
    expect((await staff([])).exitCode).toBe(0);
  });
});
