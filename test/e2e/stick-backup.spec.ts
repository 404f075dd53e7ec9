import { randomBytes } from 'node:crypto';
import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { stickKeyName } from '../../electron/core/stick-backup/stick-key.ts';
import { beginIdentifiedVisit, fileApplication, idOf } from '../helpers/database.ts';
import { launchKiosk } from '../helpers/kiosk.ts';
import { staffPin } from '../helpers/staff.ts';
import {
  enrolStaffAt,
  expectResult,
  openPage,
  prepareRows,
  signIn,
  typePin,
} from '../helpers/staff-kiosk.ts';
import { inMidWrite, test } from '../helpers/usb-sticks.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditEntries, checkAuditChain, readRows } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';

/** A kiosk's data carried away on a stick and brought back on another machine, in the real Electron. */

/** Works at the former kiosk alone. */
const colleague = { resident: 'lin-xiaolan', label: 'W-031' };
const saltName = 'pseudonym.salt';
/** A backup that takes a moment to be written. */
const manyEntries = 20_000;

test.use({
  stickKiosk: {
    prepare: async (station) => {
      await enrolStaffAt(station);
      await enrolStaffAt(station, 'staff', colleague);
      prepareRows(station, (unit) => {
        beginIdentifiedVisit(unit);
        fileApplication(unit, 7);
        unit.outbox.refuse(idOf(7), 'form-version-unsupported');
        unit.applications.follow(idOf(7), 'refused');
        for (let number = 1; number <= manyEntries; number += 1) {
          const actor = { kind: 'kiosk', pseudonym: null } as const;
          unit.audit.append({ actor, action: 'test.entry', details: { number } });
        }
      });
    },
  },
});
test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

const stepsOf = (dataFolder: string): readonly string[] =>
  auditEntries(dataFolder, 'database.stick-backup-').map(({ action, reason }) =>
    [action.replace('database.stick-backup-', ''), ...(reason === null ? [] : [reason])].join(': '),
  );

const keptBackups = (dataFolder: string): readonly string[] =>
  readdirSync(dataFolder, { recursive: true })
    .map(String)
    .filter(
      (name) => /kiosk-\d{6}-.*\.db/.test(name) || name.includes('stick-backup') || name.endsWith('.partial'),
    );

test('is opened on another machine with the key that was kept, and by nothing else', async ({
  kiosk,
  usb,
}) => {
  test.setTimeout(240_000);
  const stick = usb.stick('KINGSTON', { megabytes: 64 });
  stick.plugIn();
  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'machine');

  await test.step('a stick without room, or pulled out in between, takes none; what is left of it is refused', async () => {
    const makeRoom = stick.fillUp(100_000);
    await kiosk.tap('back-up-to-KINGSTON');
    await expectResult(kiosk, 'stick-full');
    expect(stick.files()).toEqual(['holiday.mov']);
    makeRoom();
    const pulled = inMidWrite(kiosk, stick, stick.pullOut);
    await kiosk.tap('back-up-to-KINGSTON');
    const partial = await pulled;
    await expectResult(kiosk, 'stick-gone');
    expect(stick.files()).toEqual([partial]);
    rmSync(join(stick.folder, partial));
    stick.plugIn();
  });

  await test.step('it is written, encrypted', async () => {
    await openPage(kiosk, 'machine');
    await kiosk.tap('back-up-to-KINGSTON');
    await expectResult(kiosk, 'stick-backup-made');
    stick.pullOut();
    expect(stick.files()).toEqual([expect.stringMatching(/^yizhan-backup-.+\.yzb$/)]);
    expect(stepsOf(kiosk.dataFolder)).toEqual([
      'begun',
      'failed: stick-full',
      'begun',
      'failed: stick-gone',
      'begun',
      'made',
    ]);
  });
  const [file = ''] = stick.files();
  const bytes = stick.read(file);
  expect(bytes.includes('SQLite format 3')).toBe(false);
  expect(bytes.includes('test.entry')).toBe(false);

  const other = await launchKiosk({
    settings: { maintenance: { stickFolders: [usb.folder] } },
    prepare: async (station) => {
      copyFileSync(join(kiosk.dataFolder, saltName), join(station.kioskFolder, saltName));
      await enrolStaffAt(station);
    },
  });
  try {
    await other.screen('attract');
    await signIn(other);
    stick.plugIn({ writeProtected: true });
    const key = join(other.dataFolder, stickKeyName);
    const before = keptBackups(other.dataFolder);

    await test.step('without a key nothing of it is brought in, and no key is made', async () => {
      await openPage(other, 'machine');
      await other.tap('list-backups');
      await other.tap(`take-${file}`);
      await expectResult(other, 'stick-backup-no-key');
      await expectAccessible(other);
      expect(keptBackups(other.dataFolder)).toEqual(before);
    });

    await test.step('nor with another key', async () => {
      writeFileSync(key, randomBytes(32), { mode: 0o600 });
      await other.tap(`take-${file}`);
      await expectResult(other, 'stick-backup-not-opened');
      rmSync(key);
      expect(keptBackups(other.dataFolder)).toEqual(before);
    });

    await test.step('with the key that was kept it is among the backups, and is brought back', async () => {
      copyFileSync(join(kiosk.dataFolder, stickKeyName), key);
      await other.tap(`take-${file}`);
      await expectResult(other, 'stick-backup-taken');
      expect(stepsOf(other.dataFolder)).toEqual([
        'asked',
        'refused: no-key',
        'asked',
        'refused: not-opened',
        'asked',
        'taken',
      ]);
      const [taken] = auditEntries(other.dataFolder, 'database.stick-backup-taken');
      await other.tap(`inspect-${taken?.subject}`);
      await expectResult(other, 'backup-whole');
      await other.tap('agree-restore');
      await typePin(other, staffPin);
      await other.tap('staff-restoreBackup');
      await other.logged('core', 'database-recovered');
      await expect
        .poll(() => other.logLines('core').filter(({ event }) => event === 'core-serves').length)
        .toBe(2);
    });

    await test.step('what the former kiosk had is there, and its staff come in', async () => {
      await other.screen('attract');
      expect(readRows(other.dataFolder, 'SELECT key, state FROM outbox')).toMatchObject([
        { key: idOf(7), state: 'refused' },
      ]);
      await signIn(other, staffPin, colleague.resident);
      await expect(other.page.getByTestId('staff-member')).toContainText(colleague.label);
      await other.app.close();
      expect(checkAuditChain(other.dataFolder)).toMatchObject({ ok: true });
    });
  } finally {
    await other.close();
  }
});
