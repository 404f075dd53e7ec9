import { expect } from '@playwright/test';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { readRows } from './support/kiosk-records.ts';
import { printedText } from './support/printed-text.ts';

const typeLetters = async (kiosk: TestKiosk, letters: string): Promise<void> => {
  for (const letter of letters) await kiosk.tap(`letter-${letter}`);
};

/** Waits until the guides of the platform have come. */
const enterHall = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  // Large letters leave room for fewer doors: the life events are found by searching there.
  const doorOfEvents = kiosk.page.getByTestId('door-events');
  if (await doorOfEvents.isVisible()) {
    await doorOfEvents.click();
    await expect(kiosk.page.getByTestId('shelf-event-birth')).toBeVisible({ timeout: 60_000 });
  } else {
    await kiosk.tap('door-search');
    await typeLetters(kiosk, 'lfd');
    await expect(kiosk.page.getByTestId('guide-hygiene-licence')).toBeVisible({ timeout: 60_000 });
  }
  await kiosk.tap('intent-back');
  await kiosk.screen('home');
};

test('a guide is found by initials and read with the platform stopped, its notice printed', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  const { station, page } = kiosk;
  await enterHall(kiosk);
  await station.network.cut();

  await kiosk.tap('door-search');
  await typeLetters(kiosk, 'lfd');
  await expect(page.getByTestId('guide-hygiene-licence')).toBeVisible();
  await kiosk.tap('guide-hygiene-licence');
  await kiosk.screen('guide');
  await kiosk.tap('option-hygiene-licence-new');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    say('我要开理发店（首次申请）', 'Hygiene licence of a public place (first application)'),
  );
  await kiosk.tap('option-hygiene-licence-new-self');
  await expect(page.getByText(say('店面已经租好或买好', 'The shop is rented or owned'))).toBeVisible();

  await kiosk.tap('guide-qr');
  await expect(
    page.getByRole('img', { name: say('办事要点的二维码', 'QR symbol with the main points') }),
  ).toBeVisible();
  await kiosk.tap('intent-printNotice');
  await expect(page.getByTestId('notice-printed')).toBeVisible({ timeout: 30_000 });
  const text = printedText(station.printedDocuments()[0]?.pdf ?? new Uint8Array());
  expect(text).toContain('一次性告知单');
  expect(text).toContain('从业人员健康证明');

  await test.step('nobody was identified, and no visit was begun', () => {
    expect(readRows(kiosk.dataFolder, 'SELECT * FROM visit')).toEqual([]);
  });
  await kiosk.tap('intent-endVisit');
  await kiosk.screen('goodbye');
});

test('a slip of the finger does no harm', async ({ kiosk }) => {
  await enterHall(kiosk);
  await kiosk.tap('door-search');
  await typeLetters(kiosk, 'shenfenzhemg');
  await expect(kiosk.page.getByTestId('guide-id-card-issue')).toBeVisible();
  await kiosk.tap('clear-letters');
  await expect(kiosk.page.getByTestId('search-text')).toContainText('sfz');
});

test('what is chosen at home leads through the card to the consent', async ({ kiosk }) => {
  await enterHall(kiosk);
  await kiosk.tap('door-certificates');
  await kiosk.tap('item-housing-status');
  await kiosk.screen('identify');
  kiosk.station.layCard('lin-xiaolan');
  await kiosk.screen('consent');
});

test('a card that is laid at home leads to the choice at once, and from there back to the guides', async ({
  kiosk,
}) => {
  await enterHall(kiosk);
  kiosk.station.layCard('lin-xiaolan');
  await kiosk.screen('choose');
  await kiosk.tap('intent-openHall');
  await kiosk.screen('home');
  await kiosk.tap('door-resume');
  await kiosk.screen('choose');
});

test('a page that is killed over a guide comes back to it', async ({ kiosk }) => {
  await enterHall(kiosk);
  await kiosk.tap('door-search');
  await typeLetters(kiosk, 'sfz');
  await kiosk.tap('guide-id-card-issue');
  await kiosk.screen('guide');
  await kiosk.killRenderer();
  await expect.poll(() => kiosk.shownScreen(), { intervals: [50] }).toBe('guide');
});

for (const mode of ['usual', 'elder'] as const) {
  test(`no screen of the hall has an accessibility violation (${mode})`, async ({ kiosk }) => {
    const check = (what: string): Promise<void> => expectAccessible(kiosk, what);
    await kiosk.screen('attract');
    if (mode === 'elder') await kiosk.tap('toggle-elder-mode');
    // Large letters leave room for fewer doors: the life events are found by searching there.
    if (mode === 'usual') {
      await enterHall(kiosk);
      await kiosk.tap('door-events');
      await check('life events');
      await kiosk.tap('intent-back');
    } else {
      await kiosk.tap('intent-start');
      await kiosk.screen('home');
    }
    await check('home');
    await kiosk.tap('door-search');
    await typeLetters(kiosk, 'sfz');
    await expect(kiosk.page.getByTestId('guide-id-card-issue')).toBeVisible({ timeout: 60_000 });
    await check('search');
    await kiosk.tap('guide-id-card-issue');
    await kiosk.screen('guide');
    await check('guide');
    await kiosk.tap('guide-qr');
    await check('QR symbol');
  });
}
