import type { KioskDriver } from '../../../scripts/station/kiosk/kiosk-driver.ts';

/** Turns the pages of the choice until an item of the catalogue is on the screen. */
export const turnToItem = async ({ page, tap }: KioskDriver, code: string): Promise<void> => {
  await page.locator('[data-testid^="item-"]').first().waitFor();
  const item = page.getByTestId(`item-${code}`);
  while (!(await item.isVisible())) await tap('next-page');
};

/** Chooses an item of the catalogue. */
export const chooseItem = async (kiosk: KioskDriver, code: string): Promise<void> => {
  await turnToItem(kiosk, code);
  await kiosk.tap(`item-${code}`);
};
