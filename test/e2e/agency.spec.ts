import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { agencyActsFor } from '../../platform/agency/registered-agency.ts';
import { openStore } from '../../platform/store/open-store.ts';
import { previewIsDrawn, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { chooseItem, turnToItem } from './support/choose-item.ts';
import { checkAuditChain, readRows } from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';
import { printedText } from './support/printed-text.ts';

/** 周海峰 comes for 田𠮷生, who has authorised him. */
const agent = 'zhou-haifeng';
const principal = 'supplementary-character';

interface AuditRow {
  readonly action: string;
  readonly actor_pseudonym: string | null;
  readonly details: string;
}
const auditRows = (kiosk: TestKiosk) =>
  readRows<AuditRow>(
    kiosk.dataFolder,
    'SELECT action, actor_pseudonym, details FROM audit_entry ORDER BY sequence',
  );

const comeAsAgent = async (kiosk: TestKiosk): Promise<void> => {
  await walkTo('choose', kiosk, {
    layCard: () => kiosk.station.layCard(agent),
    liftCard: kiosk.station.liftCard,
  });
  await kiosk.tap('intent-helpAnother');
  await kiosk.screen('helpWays');
};

const withBothCards = async (kiosk: TestKiosk): Promise<void> => {
  await comeAsAgent(kiosk);
  kiosk.station.liftCard();
  await kiosk.tap('help-by-card');
  await kiosk.screen('identify');
  kiosk.station.layCard(principal);
  await kiosk.screen('choose');
  await expect(kiosk.page.getByTestId('acting-for')).toContainText('田**');
};

test.use({ kioskOptions: { platformStore: 'folder' } });

test('with both cards an agent fetches a certificate of the other, and both are in every record', async ({
  kiosk,
}) => {
  await withBothCards(kiosk);
  await chooseItem(kiosk, 'housing-status');
  await kiosk.tap('purpose-loan');
  await expect(kiosk.page.getByTestId('acting-for')).toContainText('田**');
  await kiosk.tap('intent-consent');
  await kiosk.screen('preview');
  await previewIsDrawn(kiosk);
  await kiosk.tap('intent-print');
  await kiosk.screen('takePaper');
  expect(printedText(kiosk.station.printedDocuments()[0]?.pdf ?? new Uint8Array())).toContain(
    '430199194502281283',
  );
  kiosk.station.liftCard();
  await kiosk.tap('intent-paperTaken');
  await kiosk.tap('intent-skipRating');
  await kiosk.screen('attract');
  await expect(kiosk.page.getByTestId('acting-for')).toHaveCount(0);

  const rows = auditRows(kiosk);
  const begun = rows.find(({ action }) => action === 'agency.begun');
  const { principal: principalPseudonym } = JSON.parse(begun?.details ?? '{}') as { principal: string };
  for (const action of ['certificate.consented-and-requested', 'certificate.issued', 'print.intended']) {
    const entry = rows.find((row) => row.action === action);
    expect(entry?.actor_pseudonym, action).toBe(begun?.actor_pseudonym);
    expect(JSON.parse(entry?.details ?? '{}'), action).toMatchObject({ onBehalfOf: principalPseudonym });
  }
  expect(principalPseudonym).not.toBe(begun?.actor_pseudonym);

  await kiosk.app.close();
  await kiosk.station.close();
  expect(checkAuditChain(kiosk.dataFolder)).toMatchObject({ ok: true });
  expect(findPersonalValues(kiosk.dataFolder, agent)).toEqual([]);
  expect(findPersonalValues(kiosk.dataFolder, principal)).toEqual([]);
  const store = await openStore({ folder: join(kiosk.dataFolder, '..', 'platform') });
  try {
    expect(await agencyActsFor(store.database, '430199194502281283')).toMatchObject([
      { agentIdNumber: '430199197207051155', way: 'principal-card', act: 'certificate' },
    ]);
  } finally {
    await store.close();
  }
});

test('by a registered authorisation an agent files an application; who cannot be helped says why', async ({
  kiosk,
}) => {
  await comeAsAgent(kiosk);
  kiosk.station.liftCard();
  await kiosk.tap('help-by-register');
  await kiosk.screen('principals');
  await expect(kiosk.page.getByText('登记显示已经去世，不能代办')).toBeVisible();
  await expect(kiosk.page.getByText('授权已经过期，请对方重新登记')).toBeVisible();
  await kiosk.tap('principal-0');
  await kiosk.screen('choose');
  await turnToItem(kiosk, 'elderly-allowance');
  await chooseItem(kiosk, 'elderly-allowance');
  await kiosk.tap('answer-bank-card');
  const typeDigits = async (digits: string): Promise<void> => {
    for (const digit of digits) await kiosk.tap(`digit-${digit}`);
    await kiosk.tap('answer-digits');
  };
  await kiosk.page.locator('[data-field="account"]').waitFor();
  await typeDigits('621700123456789012');
  await kiosk.page.locator('[data-field="receivesPension"]').waitFor();
  await kiosk.tap('answer-no');
  await kiosk.page.locator('[data-field="phone"]').waitFor();
  await typeDigits('13907315566');
  await kiosk.screen('review');
  await expect(kiosk.page.getByTestId('acting-for')).toContainText('田**');
  await kiosk.tap('intent-submit');
  await kiosk.screen('receipt');
  await expect(kiosk.page.locator('[data-delivery="received"]')).toBeVisible({ timeout: 60_000 });
  await kiosk.tap('intent-printReceipt');
  await kiosk.screen('takePaper');
  const text = printedText(kiosk.station.printedDocuments()[0]?.pdf ?? new Uint8Array());
  expect(text).toContain('代办人');
  expect(text).toContain('周**');
});

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test('no screen of helping another has an accessibility violation', async ({ kiosk }) => {
  const check = async (name: string): Promise<void> => {
    // A screen that is still arriving is pale.
    await kiosk.page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))');
    // Legacy mode: the other one opens a second page, which the kiosk refuses.
    const { violations } = await new AxeBuilder({ page: kiosk.page })
      .setLegacyMode()
      .withTags(rules)
      .analyze();
    expect.soft(violations, name).toEqual([]);
  };
  await comeAsAgent(kiosk);
  await check('helpWays');
  kiosk.station.liftCard();
  await kiosk.tap('help-by-register');
  await kiosk.page.getByTestId('principal-0').waitFor();
  await check('principals');
  await kiosk.tap('principal-0');
  await kiosk.screen('choose');
  await check('choose for another');
});
