import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openStore } from '../../platform/store/open-store.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, checkAuditChain } from './support/kiosk-records.ts';
import { turnTo } from './support/turn-to.ts';

test.use({ kioskOptions: { platformStore: 'folder' } });

const policy = 'senior-health-check';

test('a policy that fits is taken with one touch, arrives once, and is not taken twice', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  const { station } = kiosk;
  /** Asks what fits, and turns to the one that is looked for; `look` does something at each screen. */
  const matchAll = async (look: (name: string) => Promise<void>): Promise<void> => {
    await kiosk.tap('intent-matchPolicies');
    await kiosk.screen('policyConsent');
    await look('consent');
    await kiosk.tap('intent-consent');
    await kiosk.screen('policyMatches');
    await turnTo(kiosk, `match-${policy}`);
    await look('matches');
  };
  await walkTo('choose', kiosk, station);
  await matchAll((name) => expectAccessible(kiosk, name));
  await expect(kiosk.page.getByTestId(`match-${policy}`)).toContainText(
    say('您年满 65 岁', 'you are 65 or older'),
  );
  await kiosk.tap(`confirm-${policy}`);
  await kiosk.screen('receipt');
  const number = await kiosk.page.getByTestId('receipt-number').getAttribute('data-number');
  await expect(kiosk.page.locator('[data-delivery="received"]')).toBeVisible({ timeout: 60_000 });
  const goodbye = async (): Promise<void> => {
    station.liftCard();
    await kiosk.tap('intent-endVisit');
    await kiosk.screen('attract');
  };
  await kiosk.tap('intent-finish');
  station.liftCard();
  await kiosk.tap('intent-skipRating');
  await kiosk.screen('attract');

  await test.step('the platform has granted it, and says so when it is asked again', async () => {
    await expect(async () => {
      await walkTo('choose', kiosk, station);
      await matchAll(() => Promise.resolve());
      const card = kiosk.page.getByTestId(`match-${policy}`);
      const state = await card.getAttribute('data-state');
      await goodbye();
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
    const granted = await store.database.selectFrom('policy_grants').selectAll().execute();
    expect(granted).toMatchObject([{ policy, receipt_number: number }]);
  } finally {
    await store.close();
  }
});

test('the shelf of policies is looked through without a line and without a card', async ({ kiosk }) => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.page.getByTestId('door-policies').waitFor();
  await kiosk.station.network.cut();
  await kiosk.tap('door-policies');
  await kiosk.screen('shelf');
  await expectAccessible(kiosk, 'shelf');
  await kiosk.tap('shelf-policy-event-birth');
  await kiosk.tap('policy-childcare-subsidy');
  await kiosk.screen('policy');
  await expect(kiosk.page.getByText('每孩每年 3600 元')).toBeVisible();
  await expectAccessible(kiosk, 'policy');
  await kiosk.tap('intent-back');
  await kiosk.tap('intent-back');
  await kiosk.tap('intent-searchPolicies');
  for (const letter of 'gljt') await kiosk.tap(`letter-${letter}`);
  await expect(kiosk.page.getByTestId('policy-old-age-allowance-auto')).toBeVisible();
});
