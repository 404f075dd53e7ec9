import { expect } from '@playwright/test';
import { beginIdentifiedVisit, fileApplication, idOf } from '../helpers/database.ts';
import { test } from '../helpers/kiosk.ts';
import { staffPin } from '../helpers/staff.ts';
import {
  enrolStaffAt,
  expectResult,
  openPage,
  prepareRows,
  signIn,
  typePin,
} from '../helpers/staff-kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, checkAuditChain, readRows } from './support/kiosk-records.ts';

/** A supervisor brings a backup back in the real Electron; what was filed before and since is there afterwards. */

test.use({
  kioskOptions: {
    prepare: async (station) => {
      await enrolStaffAt(station);
      prepareRows(station, (unit) => {
        beginIdentifiedVisit(unit);
        fileApplication(unit, 7);
        unit.outbox.refuse(idOf(7), 'form-version-unsupported');
        unit.applications.follow(idOf(7), 'refused');
      });
    },
  },
});

test('a backup is looked through, brought back with the PIN, and the result is told', async ({ kiosk }) => {
  const { page } = kiosk;
  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'machine');
  await kiosk.tap('staff-backUp');
  await expectResult(kiosk, 'backed-up');
  await openPage(kiosk, 'supplies');
  await kiosk.tap('fill-250');
  await expectResult(kiosk, 'paper-refilled');

  await openPage(kiosk, 'machine');
  await kiosk.tap('list-backups');
  await expectAccessible(kiosk);
  await page.locator('[data-testid^="inspect-kiosk-"]').click();
  await expectResult(kiosk, 'backup-whole');
  await expectAccessible(kiosk);
  await kiosk.tap('agree-restore');
  await expectAccessible(kiosk);
  await typePin(kiosk, staffPin);
  await kiosk.tap('staff-restoreBackup');
  await kiosk.logged('core', 'database-recovered');
  await expect
    .poll(() => kiosk.logLines('core').filter(({ event }) => event === 'core-serves').length)
    .toBe(2);
  await kiosk.screen('attract');

  expect(readRows(kiosk.dataFolder, 'SELECT key, state FROM outbox')).toMatchObject([
    { key: idOf(7), state: 'refused' },
  ]);
  const actions = auditActions(kiosk.dataFolder);
  expect(actions.indexOf('database.recovered')).toBeGreaterThan(actions.indexOf('database.restore-asked'));
  expect(actions).toContain('paper.refilled');
  await signIn(kiosk);
  await kiosk.tap('show-recovery');
  await expect(page.locator('.staff-report')).toContainText('kiosk-000001');
  await expectAccessible(kiosk);
  await kiosk.tap('staff-recoverySeen');
  await expectResult(kiosk, 'recovery-seen');
  await kiosk.app.close();
  expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
});
