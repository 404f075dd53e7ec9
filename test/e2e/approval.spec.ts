import { expect } from '@playwright/test';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { contentWithClerk } from '../helpers/clerk-content.ts';
import { test } from '../helpers/kiosk.ts';
import { auditActions } from './support/kiosk-records.ts';

test.use({ kioskOptions: { platformContent: contentWithClerk() } });

test('what a clerk looks at first is said before it is asked for, waits, and is issued once it is approved', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  const { station, page } = kiosk;
  const { administration } = station.platform;
  const askAgain = async (): Promise<void> => {
    await walkTo('consent', kiosk, station);
    await kiosk.tap(`purpose-${usualChoices.purposeCode}`);
    await kiosk.tap('intent-consent');
  };
  const leave = async (): Promise<void> => {
    await kiosk.tap('intent-endVisit');
    station.liftCard();
    await kiosk.screen('attract');
  };

  await walkTo('consent', kiosk, station);
  await kiosk.tap(`purpose-${usualChoices.purposeCode}`);
  await expect(
    page.getByText(say('3 个工作日内有结果', 'A clerk decides within 3 working days')),
  ).toBeVisible();
  await kiosk.tap('intent-consent');
  await expect(page.locator('[data-problem="approval-pending"]')).toContainText(say('最晚', 'Decided by'));
  const requestNumber = (await page.locator('.certificate-number').textContent()) ?? '';
  await leave();

  const reason = { 'zh-CN': '登记有出入', en: 'The register differs' };
  expect(await administration.decideApproval(requestNumber, { decision: 'approve' })).toBe(true);
  expect(await administration.decideApproval(requestNumber, { decision: 'refuse', reason })).toBe(false);
  await askAgain();
  await kiosk.screen('preview');
  await leave();

  await askAgain();
  await expect(page.locator('[data-problem="approval-pending"]')).toBeVisible();
  const next = (await page.locator('.certificate-number').textContent()) ?? '';
  expect(next).not.toBe(requestNumber);
  await leave();
  expect(await administration.decideApproval(next, { decision: 'refuse', reason })).toBe(true);
  await askAgain();
  await expect(page.locator('[data-problem="approval-refused"]')).toContainText(
    say(reason['zh-CN'], reason.en),
  );
  expect(station.printedDocuments()).toEqual([]);
  expect(auditActions(kiosk.dataFolder).filter((action) => action === 'certificate.issued')).toHaveLength(1);
});
