import { expect } from '@playwright/test';
import { mainJob } from '../../scripts/station/kiosk/main-job.ts';
import { findResident } from '../../scripts/station/station-cards.ts';
import { test } from '../helpers/kiosk.ts';
import { visits } from './support/kiosk-records.ts';
import { printedText } from './support/printed-text.ts';

const headings: Readonly<Record<string, string | RegExp>> = {
  home: 'What would you like to do?',
  identify: 'Lay your ID card on the reader',
  choose: 'What do you need?',
  consent: 'I need proof of whether I own a home',
  preview: 'Read it through, then print',
  takePaper: 'Done. Please take your certificate',
  rate: 'How was it?',
  // A reader cannot tell whether a card that was read still lies there (docs/devices.md).
  goodbye: /All done. Goodbye|Please take your ID card/,
};

/** What stays Chinese: the switch back names its language, the sign in the drawing is a sign, and a name is a name. */
const stayChinese = ['中文', '驿 站', findResident('lin-xiaolan')?.card.name.charAt(0) ?? ''];

test('the whole job in English: every screen, down to the record of the visit', async ({ kiosk }) => {
  const { page, station } = kiosk;
  await kiosk.screen('attract');
  await kiosk.tap('set-locale-en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  for (const step of mainJob(kiosk, station)) {
    if (step.passing) continue;
    await test.step(step.screen, async () => {
      await kiosk.screen(step.screen);
      const heading = headings[step.screen];
      if (heading) await expect(page.getByRole('heading', { level: 1 })).toContainText(heading);
      const text = stayChinese.reduce(
        (left, word) => left.replaceAll(word, ''),
        (await page.textContent('body')) ?? '',
      );
      expect(text.match(/\p{Script=Han}+/gu) ?? []).toEqual([]);
      await step.act();
    });
  }

  // The certificate is for a Chinese office whatever the screen speaks.
  expect(printedText(station.printedDocuments()[0]?.pdf ?? new Uint8Array())).toContain('林晓岚');
  await kiosk.screen('attract', { timeout: 60_000 });
  expect(visits(kiosk.dataFolder).map(({ locale }) => locale)).toEqual(['en']);
  // The next resident is greeted in Chinese again.
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
});
