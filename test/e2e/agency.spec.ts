import { join } from 'node:path';
import { expect } from '@playwright/test';
import { agencyActsFor } from '../../platform/agency/registered-agency.ts';
import { openStore } from '../../platform/store/open-store.ts';
import { previewIsDrawn, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
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

test('with both cards an agent fetches a certificate of the other, and both are in every record', {
  tag: '@journey',
}, async ({ kiosk }) => {
  await withBothCards(kiosk);
  await chooseItem(kiosk, 'housing-status');
  await kiosk.tap('purpose-loan');
  await expect(kiosk.page.getByTestId('acting-for')).toContainText('田**');
  await kiosk.tap('intent-consent');
  await kiosk.screen('preview');
  await previewIsDrawn(kiosk);
  await kiosk.tap('intent-print');
  await kiosk.screen('takePaper');
  const paper = printedText(kiosk.station.printedDocuments()[0]?.pdf ?? new Uint8Array());
  expect(paper).toContain('430199194502281283');
  expect(paper.replace(/\s/g, '')).toContain('周**（出示持证人身份证代领）');
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

test('by a registered authorisation an agent files an application; who cannot be helped says why', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  await comeAsAgent(kiosk);
  kiosk.station.liftCard();
  await kiosk.tap('help-by-register');
  await kiosk.screen('principals');
  await expect(
    kiosk.page.getByText(say('登记显示已经去世，不能代办', 'Has died by the register: cannot be acted for')),
  ).toBeVisible();
  await expect(
    kiosk.page.getByText(say('授权已经过期，请对方重新登记', 'Expired: they have to register a new one')),
  ).toBeVisible();
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

test('by a registered authorisation an agent sees what the other has and has filed, as far as it goes', async ({
  kiosk,
}) => {
  await comeAsAgent(kiosk);
  kiosk.station.liftCard();
  await kiosk.tap('help-by-register');
  await kiosk.screen('principals');
  await expect(kiosk.page.getByTestId('principal-0')).toContainText('还可以查进度、预约和看证照');
  await kiosk.tap('principal-0');
  await kiosk.screen('choose');
  await kiosk.tap('intent-openMine');
  await kiosk.screen('myConsent');
  await kiosk.tap('intent-consent');
  await kiosk.screen('myDocuments');
  await expect(kiosk.page.getByTestId('acting-for')).toContainText('田**');
  await expect(kiosk.page.getByTestId('intent-openAccessTrail')).toHaveCount(0);
  await kiosk.tap('intent-back');
  await kiosk.screen('choose');
  await kiosk.tap('intent-openHall');
  await kiosk.tap('door-progress');
  await kiosk.screen('progress');
  await kiosk.tap('intent-back');
  await kiosk.screen('choose');

  await kiosk.tap('intent-actForMyself');
  await expect(kiosk.page.getByTestId('acting-for')).toHaveCount(0);
  await kiosk.tap('intent-helpAnother');
  await kiosk.tap('help-by-register');
  await kiosk.tap('principal-1');
  await kiosk.screen('choose');
  await kiosk.tap('intent-openMine');
  await kiosk.screen('problem');
  await expect(kiosk.page.getByRole('heading', { name: '授权里没有这件事' })).toBeVisible();
  await kiosk.tap('intent-endVisit');

  const rows = auditRows(kiosk);
  const begun = rows.find(({ action }) => action === 'agency.begun');
  const { principal: principalPseudonym } = JSON.parse(begun?.details ?? '{}') as { principal: string };
  for (const action of ['my-documents.consented-and-asked', 'my-documents.shown', 'progress.asked']) {
    const entry = rows.find((row) => row.action === action);
    expect(entry?.actor_pseudonym, action).toBe(begun?.actor_pseudonym);
    expect(JSON.parse(entry?.details ?? '{}'), action).toMatchObject({ onBehalfOf: principalPseudonym });
  }
  await kiosk.app.close();
  await kiosk.station.close();
  const store = await openStore({ folder: join(kiosk.dataFolder, '..', 'platform') });
  try {
    const acts = await agencyActsFor(store.database, '430199194502281283');
    expect(new Set(acts.map(({ act }) => act))).toEqual(new Set(['documents', 'progress']));
    expect(await agencyActsFor(store.database, '430199195803120429')).toEqual([]);
  } finally {
    await store.close();
  }
});

test('no screen of helping another has an accessibility violation', async ({ kiosk }) => {
  const check = (name: string): Promise<void> => expectAccessible(kiosk, name);
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
