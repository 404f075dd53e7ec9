import { expect } from '@playwright/test';
import type { KioskDriver } from '../../../scripts/station/kiosk/kiosk-driver.ts';

/**
 * Turns the pages of a list until something is on the screen, from the last one back again: a touch may still have met the
 * list that was just being replaced.
 */
export const turnTo = async ({ page }: Pick<KioskDriver, 'page'>, testId: string): Promise<void> => {
  const wanted = page.getByTestId(testId);
  let way: 'next-page' | 'previous-page' = 'next-page';
  await expect(async () => {
    if (await wanted.isVisible()) return;
    const button = page.getByTestId(way);
    if ((await button.getAttribute('data-unavailable', { timeout: 1_000 })) === 'true')
      way = way === 'next-page' ? 'previous-page' : 'next-page';
    else await button.click({ timeout: 1_000 });
    expect(await wanted.isVisible(), testId).toBe(true);
  }).toPass({ intervals: [0], timeout: 60_000 });
};
