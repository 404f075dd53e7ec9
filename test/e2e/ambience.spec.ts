import { expect } from '@playwright/test';
import { test } from '../helpers/kiosk.ts';
import { enrolStaffAt, expectResult, openPage, signIn } from '../helpers/staff-kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions } from './support/kiosk-records.ts';

/** Volume, brightness and language in the real Electron, on a machine whose backlight nobody can set. */

test.use({ kioskOptions: { prepare: (station) => enrolStaffAt(station, 'staff') } });

test('staff set brightness and language at a touch, and both outlive the core', async ({ kiosk }) => {
  const { page } = kiosk;
  await kiosk.screen('attract');
  await signIn(kiosk);
  await openPage(kiosk, 'ambience');
  await expectAccessible(kiosk);
  await kiosk.tap('choose-volume-60');
  await expectResult(kiosk, 'ambience-kept');
  await kiosk.tap('choose-dayBrightness-60');
  await expect(page.locator('.dimming-layer')).toHaveAttribute('data-percent', '40');
  await expect(page.getByTestId('choose-dayBrightness-60')).toHaveAttribute('aria-pressed', 'true');
  await test.step('the page goes on to be touched beneath its layer', () => kiosk.tap('choose-locale-en'));
  await expect(page.getByTestId('choose-locale-en')).toHaveAttribute('aria-pressed', 'true');
  await kiosk.tap('staff-leave');
  await kiosk.screen('attract');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await kiosk.newCore(await kiosk.killCore());
  await kiosk.logged('core', 'core-serves');
  await kiosk.screen('attract');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('.dimming-layer')).toHaveAttribute('data-percent', '40');
  expect(auditActions(kiosk.dataFolder).filter((action) => action === 'kiosk.ambience-set')).toHaveLength(3);
});
