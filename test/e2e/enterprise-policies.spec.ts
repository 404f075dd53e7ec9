import { expect } from '@playwright/test';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, readRows } from './support/kiosk-records.ts';
import { turnTo } from './support/turn-to.ts';

/** As platform/seed/enterprises.json has them: 周海峰 represents both, and once a third that is no longer in business. */
const farm = { name: '潇湘市海峰生态农业发展有限公司' };
const factory = { name: '潇湘市橘洲智造科技有限公司' };
const representative = { ...usualChoices, residentId: 'zhou-haifeng' };
const policy = 'small-firm-rent';

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
    if (name === 'beneficiaries')
      await expect(page.locator('.policy-beneficiaries')).toContainText(factory.name);
    await expectAccessible(kiosk, name);
  });
  await expect(page.locator('.match-whose')).toHaveText(farm.name);
  await expect(page.getByTestId(`match-${policy}`)).toContainText(
    say('企业开办不满三年', 'the enterprise is less than three years old'),
  );
  await kiosk.tap(`confirm-${policy}`);
  await kiosk.screen('receipt');
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
  const [filed, ...others] = readRows<{ details: string }>(
    kiosk.dataFolder,
    "SELECT details FROM audit_entry WHERE action = 'application.filed'",
  );
  expect(others).toEqual([]);
  expect(JSON.parse(filed?.details ?? '')).toMatchObject({
    item: policy,
    enterprise: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('a policy of enterprises leads who represents one there, and tells who represents none who can ask', async ({
  kiosk,
}) => {
  const { station, page } = kiosk;
  const askFrom = async (residentId: string): Promise<void> => {
    await kiosk.screen('attract');
    await kiosk.tap('intent-start');
    await kiosk.tap('door-policies');
    await turnTo(kiosk, 'shelf-policy-audience-enterprise');
    await kiosk.tap('shelf-policy-audience-enterprise');
    await turnTo(kiosk, 'policy-small-firm-tax');
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
  await expect(page.getByRole('heading', { name: '没有查到您代表的企业' })).toBeVisible();
  await expectAccessible(kiosk, 'who can ask');
  await kiosk.tap('policies-of-own');
  await kiosk.screen('policyMatches');
  await expect(page.getByTestId('match-senior-health-check')).toBeVisible();
  await goodbye();
  await kiosk.screen('attract');
});
