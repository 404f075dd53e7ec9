import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openStore } from '../../platform/store/open-store.ts';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, checkAuditChain } from './support/kiosk-records.ts';

test.use({ kioskOptions: { platformStore: 'folder' } });

/** As platform/seed/enterprises.json has them: 周海峰 represents both, and once a third that is no longer in business. */
const farm = { name: '潇湘市海峰生态农业发展有限公司', creditCode: '91430199MA4L0A174E' };
const factory = { name: '潇湘市橘洲智造科技有限公司' };
const representative = { ...usualChoices, residentId: 'zhou-haifeng' };
const policy = 'small-firm-rent';

const turnTo = async (kiosk: TestKiosk, testId: string): Promise<void> => {
  await kiosk.page.locator('.match-card').first().waitFor();
  while (!(await kiosk.page.getByTestId(testId).isVisible())) await kiosk.tap('next-page');
};

const chooseFarm = async (kiosk: TestKiosk, look: (name: string) => Promise<void>): Promise<void> => {
  await kiosk.tap('intent-matchPolicies');
  await kiosk.screen('policyConsent');
  await look('consent');
  await kiosk.tap('intent-consent');
  await kiosk.screen('policyBeneficiaries');
  await look('beneficiaries');
  await kiosk.page.locator('.beneficiary-tile', { hasText: farm.name }).click();
  await kiosk.screen('policyMatches');
  await turnTo(kiosk, `match-${policy}`);
  await look('matches');
};

test('who represents an enterprise takes a policy for it with one touch, once', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  const { station, page } = kiosk;
  await walkTo('choose', kiosk, station, representative);
  await chooseFarm(kiosk, async (name) => {
    if (name === 'beneficiaries') await expect(page.getByTestId('screen')).toContainText(factory.name);
    await expectAccessible(kiosk, name);
  });
  await expect(page.locator('.match-whose')).toHaveText(farm.name);
  await expect(page.getByTestId(`match-${policy}`)).toContainText(
    say('企业开办不满三年', 'the enterprise is less than three years old'),
  );
  await kiosk.tap(`confirm-${policy}`);
  await kiosk.screen('receipt');
  const number = await page.getByTestId('receipt-number').getAttribute('data-number');
  await expect(page.locator('.receipt-enterprise')).toContainText(farm.name);
  await expect(page.locator('[data-delivery="received"]')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(kiosk, 'receipt');
  await kiosk.tap('intent-finish');
  station.liftCard();
  await kiosk.tap('intent-skipRating');
  await kiosk.screen('attract');

  await test.step('the platform has granted it to the enterprise, and says so when it is asked again', async () => {
    await expect(async () => {
      await walkTo('choose', kiosk, station, representative);
      await chooseFarm(kiosk, () => Promise.resolve());
      const state = await page.getByTestId(`match-${policy}`).getAttribute('data-state');
      station.liftCard();
      await kiosk.tap('intent-endVisit');
      await kiosk.screen('attract');
      expect(state).toBe('confirmed');
    }).toPass({ timeout: 90_000 });
  });
  const actions = auditActions(kiosk.dataFolder);
  expect(actions).toContain('policies.consented-and-matched');
  expect(actions.filter((action) => action === 'application.filed')).toHaveLength(1);

  await kiosk.app.close();
  await station.close();
  expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
  const store = await openStore({ folder: join(kiosk.dataFolder, '..', 'platform') });
  try {
    const granted = await store.database.selectFrom('enterprise_policy_grants').selectAll().execute();
    expect(granted).toMatchObject([{ credit_code: farm.creditCode, policy, receipt_number: number }]);
    expect(await store.database.selectFrom('policy_grants').selectAll().execute()).toEqual([]);
  } finally {
    await store.close();
  }
});

test('a policy of enterprises leads who represents one there, and tells who represents none who can ask', async ({
  kiosk,
}) => {
  const { station, page } = kiosk;
  const askFrom = async (residentId: string): Promise<void> => {
    await kiosk.screen('attract');
    await kiosk.tap('intent-start');
    await kiosk.tap('door-policies');
    await kiosk.tap('shelf-policy-audience-enterprise');
    await kiosk.tap('policy-small-firm-tax');
    await kiosk.screen('policy');
    await kiosk.tap('intent-matchPolicies');
    await kiosk.screen('identify');
    station.layCard(residentId);
    await kiosk.screen('policyConsent');
    await kiosk.tap('intent-consent');
  };
  const goodbye = async (): Promise<void> => {
    station.liftCard();
    await kiosk.tap('intent-endVisit');
  };

  // 向龘 has one shop: nothing is to be chosen, and the policy that was opened stands first.
  await askFrom('many-strokes');
  await kiosk.screen('policyMatches');
  await expect(page.locator('.match-whose')).toHaveText('潇湘市向记米粉店');
  await expect(page.locator('.match-card').first()).toHaveAttribute('data-testid', 'match-small-firm-tax');
  await goodbye();

  await askFrom('lin-xiaolan');
  await kiosk.screen('policyBeneficiaries');
  await expect(page.getByText('没有查到您代表的企业')).toBeVisible();
  await expectAccessible(kiosk, 'who can ask');
  await kiosk.tap('policies-of-own');
  await kiosk.screen('policyMatches');
  await expect(page.getByTestId('match-senior-health-check')).toBeVisible();
  await goodbye();
  await kiosk.screen('attract');
});
