import type { Browser, Page } from '@playwright/test';
import type { Look } from './looks.ts';
import { inPageScript } from './walk-screens.ts';

/**
 * Opens the renderer in a context of its own, in the size of the look, where kiosks stand, without motion.
 *
 * @param options.scale pixels of a picture for one of the screen
 * @param options.at what the clock on the screen shows: the present unless told
 */
export const openLook = async (
  browser: Browser,
  url: string,
  look: Look,
  { scale = 1, at }: { readonly scale?: number; readonly at?: Date } = {},
): Promise<Page> => {
  const context = await browser.newContext({
    viewport: look.size,
    deviceScaleFactor: scale,
    hasTouch: true,
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (at !== undefined) await page.clock.setFixedTime(at);
  await page.addInitScript({ path: inPageScript });
  await page.goto(url);
  return page;
};
