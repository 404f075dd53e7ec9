import { expect } from '@playwright/test';
import type { KioskDriver } from '../../scripts/station/kiosk/kiosk-driver.ts';

/** How a resident uses the kiosk: in Chinese as it stands there, or in English with large letters. */
export type Manner = 'chinese' | 'english-elder';

/** The words of the manner out of both. */
export type Say = (chinese: string, english: string) => string;

export const sayIn =
  (manner: Manner): Say =>
  (chinese, english) =>
    manner === 'chinese' ? chinese : english;

/** What leads from the attract screen into a visit. */
const beginnings: readonly string[] = ['intent-start', 'intent-beginVerification'];

/** Text of the page in Chinese characters that is not marked as Chinese; a name of which the rest is masked stays a name. */
const strayChinese = `(() => {
  const walker = document.createTreeWalker(document.querySelector('.app') ?? document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent.trim().replaceAll(/\\p{Script=Han}+[*]+/gu, '');
    if (!/\\p{Script=Han}/u.test(text)) continue;
    if (node.parentElement.closest('[lang^="zh"]') === null) found.push(text);
  }
  return found;
})()`;

/**
 * The kiosk in the hands of a resident of this manner: language and large letters are touched before each visit. In English
 * each screen that is waited for must say everything in English but what is marked as Chinese.
 */
export const inManner = <Driver extends KioskDriver>(kiosk: Driver, manner: Manner): Driver => {
  if (manner === 'chinese') return kiosk;
  const { page } = kiosk;
  const set = async (testId: string, holds: () => Promise<boolean>): Promise<void> => {
    if (await holds()) return;
    await kiosk.tap(testId);
    await expect.poll(holds).toBe(true);
  };
  const nextPage = page.getByTestId('next-page');
  /** With large letters there is room for fewer choices on a page: the next ones are looked through, too. */
  const turnTo = async (testId: string): Promise<void> => {
    const wanted = page.getByTestId(testId);
    await wanted.or(nextPage).first().waitFor();
    while (!(await wanted.isVisible()) && (await nextPage.isVisible())) {
      // A page that is just being replaced takes its button along: what came instead is looked at anew.
      await nextPage.click({ timeout: 1_000 }).catch(() => undefined);
    }
  };
  return {
    ...kiosk,
    async tap(testId) {
      await turnTo(testId);
      if (beginnings.includes(testId)) {
        await set('set-locale-en', async () => (await page.locator('html').getAttribute('lang')) === 'en');
        await set(
          'toggle-elder-mode',
          async () => (await page.locator('.app').getAttribute('data-elder')) === 'true',
        );
      }
      await kiosk.tap(testId);
    },
    async screen(name, options) {
      await kiosk.screen(name, options);
      if (name === 'attract') return;
      const stray = await page.evaluate<readonly string[]>(strayChinese);
      expect.soft(stray, `Chinese on the English screen ${name}`).toEqual([]);
    },
  };
};
