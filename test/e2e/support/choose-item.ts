import type { KioskDriver } from '../../../scripts/station/kiosk/kiosk-driver.ts';

/** Chooses an item of the catalogue, turning the pages until it is there. */
export const chooseItem = async ({ page, tap }: KioskDriver, code: string): Promise<void> => {
  await page.locator('[data-testid^="item-"]').first().waitFor();
  const item = page.getByTestId(`item-${code}`);
  while (!(await item.isVisible())) await tap('next-page');
  await tap(`item-${code}`);
};
