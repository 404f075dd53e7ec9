import { expect } from '@playwright/test';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { findResident } from '../../scripts/station/station-cards.ts';
import { test } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions } from './support/kiosk-records.ts';

/** A resident goes and leaves the card on the reader: the real driver on the simulated reader, in the real Electron. */

test('a card that was left is asked for until it is lifted, tells of nobody and begins no visit @journey', async ({
  kiosk,
  say,
}) => {
  const { page, station } = kiosk;
  await walkTo('choose', kiosk, station);
  expect(station.simulators.reader.cardOnReader()).toBe('lin-xiaolan');
  await kiosk.tap('intent-endVisit');

  await test.step('the goodbye says so, then the reminder stands there', async () => {
    await kiosk.screen('goodbye');
    await expect(page.locator('.stage')).toContainText(say('请拿走您的身份证', 'Please take your ID card'));
    await kiosk.screen('cardLeft', { timeout: 20_000 });
    await expect(page.locator('.stage')).toContainText(
      say('您的身份证还在读卡区，请拿走', 'Your ID card is still on the reader'),
    );
    const card = findResident('lin-xiaolan')?.card;
    const text = await kiosk.shownText();
    for (const value of [card?.name ?? '?', '林*', card?.idNumber ?? '?', '*****']) {
      expect(text).not.toContain(value);
    }
    await expectAccessible(kiosk);
    expect(auditActions(kiosk.dataFolder)).toContain('card.left');
  });

  await test.step('whoever comes next looks around, and is not taken for its holder', async () => {
    await kiosk.tap('intent-start');
    await kiosk.screen('home');
    await kiosk.tap('intent-identify');
    await kiosk.screen('identify');
    await page.waitForTimeout(3_000);
    await expect(page.locator('.app')).toHaveAttribute('data-screen', 'identify');
    expect(auditActions(kiosk.dataFolder).filter((action) => action === 'visit.identified')).toHaveLength(1);
    await kiosk.tap('intent-endVisit');
    await kiosk.screen('cardLeft', { timeout: 20_000 });
  });

  await test.step('lifted, the kiosk invites at once, and a card that is laid begins a visit', async () => {
    station.liftCard();
    await expect(page.locator('.app')).toHaveAttribute('data-screen', 'attract', { timeout: 3_000 });
    expect(auditActions(kiosk.dataFolder).at(-1)).toBe('card.taken');
    await walkTo('choose', kiosk, station);
  });
});
