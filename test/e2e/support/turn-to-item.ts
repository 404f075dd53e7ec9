import type { KioskDriver } from '../../../scripts/station/kiosk/kiosk-driver.ts';

/** Turns the pages of the choice until this item is on the screen. */
export const turnToItem = async ({ page, tap }: KioskDriver, item: string): Promise<void> => {
  const tile = page.getByTestId(`item-${item}`);
  const next = page.getByTestId('next-page');
  await tile.or(next).first().waitFor();
  while (!(await tile.isVisible())) await tap('next-page');
};
