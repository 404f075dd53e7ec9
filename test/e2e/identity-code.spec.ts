import { expect } from '@playwright/test';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { type Say, sayIn } from '../helpers/manner.ts';
import { chooseItem } from './support/choose-item.ts';
import { readRows, visits } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';
import { findPersonalValues } from './support/personal-values.ts';

/** Identity by the code of the city's app, in a real kiosk with the simulated scanner and the real platform. */

const resident = 'zhou-haifeng';
const itemOfLevelOne = 'flexible-employment-registration';
const itemOfLevelTwo = 'housing-status';

interface AuditRow {
  readonly action: string;
  readonly reason: string | null;
  readonly details: string;
}

const identifications = (kiosk: TestKiosk) =>
  readRows<AuditRow>(
    kiosk.dataFolder,
    "SELECT action, reason, details FROM audit_entry WHERE action LIKE 'visit.ident%' ORDER BY sequence",
  ).map(({ reason, details }) => reason ?? JSON.parse(details));

/** The screen asks for a code beside the card. */
const asksForCode = ({ page }: TestKiosk, say: Say = sayIn('chinese')) =>
  page.getByText(
    say('也可以把手机上的身份码对准扫码口。', 'Or hold the identity code on your phone to the scanner.'),
    { exact: true },
  );

/** A visit begins, and the scanner is looking. */
const begin = async (kiosk: TestKiosk, say?: Say): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.tap('intent-identify');
  await kiosk.screen('identify');
  await expect(asksForCode(kiosk, say)).toBeVisible();
};

const problemIs = (kiosk: TestKiosk, problem: string): Promise<void> =>
  kiosk.page.locator(`[data-problem="${problem}"]`).waitFor();

test('without a line a code is taken all the same, once, and also after the core has died', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await begin(kiosk);
  await station.network.cut();
  await station.showIdentityCode(resident, 'fresh');
  await kiosk.screen('choose');
  expect(identifications(kiosk)).toMatchObject([{ method: 'qr-identity', redemption: 'unanswered' }]);

  await kiosk.newCore(await kiosk.killCore());
  await begin(kiosk);
  station.showIdentityCodeAgain();
  await problemIs(kiosk, 'code-used');
});

test.describe('a kiosk that stays up', () => {
  test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

  test('a code is enough to apply for what asks for no more, and the platform takes it', {
    tag: '@journey',
  }, async ({ kiosk, manner, say }) => {
    await begin(kiosk, say);
    await kiosk.station.showIdentityCode(resident, 'fresh');
    await kiosk.screen('choose');
    await expect(kiosk.page.getByText('周**')).toBeVisible();
    await chooseItem(kiosk, itemOfLevelOne);
    await kiosk.screen('question');
    for (const answer of ['delivery', 'over-one-year', 'yes']) await kiosk.tap(`answer-${answer}`);
    await kiosk.page.locator('[data-field="address"]').waitFor();
    // In English the letters are there at once.
    if (manner === 'chinese') await kiosk.tap('layout-latin');
    for (const letter of 'qingxi') await kiosk.tap(`key-${letter}`);
    await kiosk.tap('answer-text');
    await kiosk.tap('answer-this-station');
    await kiosk.page.locator('[data-field="phone"]').waitFor();
    for (const digit of '073100000000') await kiosk.tap(`digit-${digit}`);
    await kiosk.tap('answer-digits');
    await kiosk.screen('materials');
    await kiosk.tap('intent-materialsDone');
    await kiosk.screen('review');
    await kiosk.tap('review-more');
    await kiosk.tap('intent-submit');
    await kiosk.screen('receipt');
    await expect(kiosk.page.locator('[data-delivery="received"]')).toBeVisible({ timeout: 60_000 });

    expect(visits(kiosk.dataFolder)).toMatchObject([{ assurance_level: 1 }]);
    expect(findPersonalValues(kiosk.dataFolder, resident)).toEqual([]);
  });

  test('the card raises what a code has begun, for what asks for more', async ({ kiosk }) => {
    await begin(kiosk);
    await kiosk.station.showIdentityCode(resident, 'fresh');
    await kiosk.screen('choose');
    await chooseItem(kiosk, itemOfLevelTwo);
    await kiosk.screen('identify');
    await expect(asksForCode(kiosk)).toBeHidden();
    kiosk.station.layCard(resident);
    await kiosk.screen('consent');

    expect(visits(kiosk.dataFolder)).toMatchObject([{ assurance_level: 2 }]);
    expect(identifications(kiosk)).toMatchObject([
      { method: 'qr-identity', assuranceLevel: 1, redemption: 'redeemed' },
      { method: 'id-card', assuranceLevel: 2 },
    ]);
  });

  test('the card of somebody else does not raise what a code has begun', async ({ kiosk }) => {
    await begin(kiosk);
    await kiosk.station.showIdentityCode(resident, 'fresh');
    await kiosk.screen('choose');
    await chooseItem(kiosk, itemOfLevelTwo);
    await kiosk.screen('identify');
    kiosk.station.layCard('lin-xiaolan');
    await problemIs(kiosk, 'another-person');
  });

  test('an old code is told as old, a fresh one goes on, and the same one twice is told as used', async ({
    kiosk,
  }) => {
    const { station } = kiosk;
    await begin(kiosk);
    await station.showIdentityCode(resident, 'old-screenshot');
    await problemIs(kiosk, 'code-expired');
    await kiosk.tap('intent-retry');
    await kiosk.screen('identify');
    await station.showIdentityCode(resident, 'fresh');
    await kiosk.screen('choose');
    await kiosk.tap('intent-endVisit');
    await kiosk.screen('goodbye');

    await begin(kiosk);
    station.showIdentityCodeAgain();
    await problemIs(kiosk, 'code-used');
    expect(identifications(kiosk)).toMatchObject(['expired', { method: 'qr-identity' }, 'code-used-here']);
  });

  test('every other code is told for what it is, and the way by card stays open', async ({ kiosk }) => {
    const { station } = kiosk;
    await begin(kiosk);
    for (const [kind, problem] of [
      ['for-another-place', 'code-for-another'],
      ['unknown-key', 'code-unknown'],
      ['noise', 'code-unknown'],
    ] as const) {
      await station.showIdentityCode(resident, kind);
      await problemIs(kiosk, problem);
      await kiosk.tap('intent-retry');
      await kiosk.screen('identify');
    }
    await station.setFault('scanner-binary', true);
    await station.showIdentityCode(resident, 'fresh');
    await problemIs(kiosk, 'code-unreadable');
    await kiosk.tap('intent-retry');
    await kiosk.screen('identify');
    station.layCard(resident);
    await kiosk.screen('choose');
  });

  test('a kiosk without a scanner that works asks for the card alone', async ({ kiosk }) => {
    await kiosk.screen('attract');
    await kiosk.station.setFault('scanner-unplugged', true);
    await kiosk.tap('intent-start');
    await kiosk.tap('intent-identify');
    await kiosk.screen('identify');
    await expect(asksForCode(kiosk)).toBeHidden();
  });
});
