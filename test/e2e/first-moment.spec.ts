import { expect } from '@playwright/test';
import { test } from '../helpers/kiosk.ts';
import { visits } from './support/kiosk-records.ts';

/** A resident who is there before all of the core is: what the first screen does not need begins after it. */

test('who touches a core in its first moment, the card on the reader already, is served as anybody', async ({
  kiosk,
}) => {
  const { page, station } = kiosk;
  await kiosk.screen('attract');
  station.layCard('lin-xiaolan');
  const core = await kiosk.killCore();
  // Touched with every frame: the first snapshot of the new core is answered within one.
  await page.evaluate(`new Promise((resolve) => {
    const touch = () => {
      if (document.querySelector('[data-screen="home"], [data-screen="choose"]')) return resolve();
      document.querySelector('[data-testid="intent-start"]')?.click();
      requestAnimationFrame(touch);
    };
    touch();
  })`);
  expect(await kiosk.newCore(core)).not.toBe(core);
  // With a card there, nobody has to say that they want to identify themselves.
  await kiosk.screen('choose');
  await expect(page.getByTestId('item-housing-status')).toBeVisible();
  expect(visits(kiosk.dataFolder)).toHaveLength(1);
  await kiosk.tap('item-housing-status');
  await kiosk.screen('consent');
});
