import { expect } from '@playwright/test';
import { previewIsDrawn } from '../../scripts/station/kiosk/main-job.ts';
import { type TestKiosk, test } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { auditActions, printJobs, readRows } from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';
import { printedText } from './support/printed-text.ts';

const residentId = 'lin-xiaolan';
const idNumber = '430199195803120429';

/** The department approves a proof that she applied for online, to be collected at this station. */
const approveProof = async ({ station }: Pick<TestKiosk, 'station'>): Promise<string> => {
  const { code, name } = station.settings.station;
  const approved = await station.platform.administration.approveProof({
    idNumber,
    kind: 'family-relation',
    purpose: 'notary',
    station: { code, name: name['zh-CN'] },
  });
  if (approved.outcome !== 'approved') throw new Error(approved.reason);
  return approved.certificateNumber;
};

/** From the invitation by the tile of the home screen to the list. */
const openMine = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.tap('intent-start');
  await kiosk.tap('door-mine');
  await kiosk.screen('identify');
  kiosk.station.layCard(residentId);
  await kiosk.screen('myConsent');
  await kiosk.tap('intent-consent');
  await kiosk.screen('myDocuments');
  kiosk.station.liftCard();
};

const messages = (kiosk: TestKiosk) =>
  readRows<{ kind: string; state: string }>(kiosk.dataFolder, 'SELECT kind, state FROM outbox');
const delivered = (kiosk: TestKiosk): number =>
  readRows<{ documents: number }>(
    kiosk.dataFolder,
    `SELECT count(*) AS documents FROM feed_document WHERE collection = 'prepared-document' AND jws IS NOT NULL`,
  )[0]?.documents ?? 0;
const lastPaper = (kiosk: TestKiosk): string =>
  printedText(kiosk.station.printedDocuments().at(-1)?.pdf ?? new Uint8Array());

test('a resident sees her certificates, prints one, collects a proof, and sees who looked', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  const certificateNumber = await approveProof(kiosk);
  await openMine(kiosk);
  const { page } = kiosk;

  await test.step('the list is masked; one certificate shows its values when she asks', async () => {
    await expectAccessible(kiosk, 'list');
    await expect(page.getByTestId('ready-family-relation')).toBeVisible();
    expect(await page.locator('body').textContent()).not.toContain(idNumber);
    await kiosk.tap('held-id-card');
    await kiosk.screen('myCertificate');
    await expectAccessible(kiosk, 'certificate');
    expect(await page.locator('body').textContent()).not.toContain(idNumber);
    await kiosk.tap('intent-showFacts');
    await expect(page.locator('[data-row="number"]')).toContainText(idNumber);
    await kiosk.tap('intent-showFacts');
    await expect(page.locator('[data-row="number"]')).not.toContainText(idNumber);
  });

  await test.step('it is printed after purpose and consent', async () => {
    await kiosk.tap('intent-printMine');
    await kiosk.screen('consent');
    await kiosk.tap('purpose-loan');
    await kiosk.tap('intent-consent');
    await kiosk.screen('preview');
    await previewIsDrawn(kiosk);
    await kiosk.tap('intent-print');
    await kiosk.screen('takePaper');
    expect(lastPaper(kiosk)).toContain('居民身份证');
    expect(lastPaper(kiosk)).toContain('电子证照打印件');
    await kiosk.tap('intent-home');
  });

  await test.step('the proof is collected, and ready no more', async () => {
    await kiosk.tap('intent-openMine');
    await kiosk.tap('intent-consent');
    await kiosk.tap('ready-family-relation');
    await kiosk.screen('preview');
    await previewIsDrawn(kiosk);
    await kiosk.tap('intent-print');
    await kiosk.screen('takePaper');
    expect(lastPaper(kiosk)).toContain('亲属关系证明');
    await expect.poll(() => messages(kiosk)).toContainEqual({ kind: 'collection', state: 'acknowledged' });
    expect(printJobs(kiosk.dataFolder).at(-1)).toMatchObject({
      certificate_number: certificateNumber,
      state: 'completed',
    });
    await kiosk.tap('intent-home');
    await kiosk.tap('intent-openMine');
    await kiosk.tap('intent-consent');
    await kiosk.screen('myDocuments');
    await expect(page.getByTestId('ready-family-relation')).toHaveCount(0);
  });

  await test.step('the access trail tells all of it, and that it was read itself', async () => {
    await kiosk.tap('intent-openAccessTrail');
    await kiosk.screen('accessTrail');
    await expectAccessible(kiosk, 'trail');
    expect(await page.locator('body').textContent()).toContain(say('查看证照', 'Saw certificates'));
    await kiosk.tap('intent-back');
    await kiosk.tap('intent-openAccessTrail');
    await kiosk.screen('accessTrail');
    expect(await page.locator('body').textContent()).toContain(say('查看这份记录', 'Saw this list'));
    await kiosk.tap('intent-endVisit');
  });

  expect(auditActions(kiosk.dataFolder)).toEqual(
    expect.arrayContaining([
      'my-documents.consented-and-asked',
      'my-documents.shown',
      'certificate.consented-and-requested',
      'proof.handed-over',
      'print.completed',
      'document.collected',
      'my-access-trail.consented-and-asked',
    ]),
  );
  await kiosk.screen('attract');
  expect(findPersonalValues(kiosk.dataFolder, residentId)).toEqual([]);
});

test.describe('without a line', () => {
  let certificateNumber = '';
  test.use({
    kioskOptions: {
      /** Before the kiosk comes up, so that its first round of the feed brings it. */
      prepare: async (station) => {
        certificateNumber = await approveProof({ station });
        const prepared = await station.platform.administration.prepareDocument({
          certificateNumber,
          stationCode: station.settings.station.code,
        });
        expect(prepared.outcome).toBe('published');
      },
    },
  });

  test('what was delivered in advance is printed, and told when the platform is back', async ({ kiosk }) => {
    const { station } = kiosk;
    await kiosk.screen('attract');
    await expect.poll(() => delivered(kiosk), { timeout: 90_000 }).toBe(1);
    expect(findPersonalValues(kiosk.dataFolder, residentId)).toEqual([]);
    const stored = JSON.stringify(
      readRows(kiosk.dataFolder, `SELECT * FROM feed_document WHERE collection = 'prepared-document'`),
    );
    for (const secret of [certificateNumber, 'family-relation', idNumber])
      expect(stored).not.toContain(secret);

    await station.network.cut();
    await expect(kiosk.page.locator('body')).toContainText('断', { timeout: 60_000 });

    await test.step('another card finds nothing', async () => {
      await kiosk.tap('intent-start');
      await kiosk.tap('door-mine');
      station.layCard('zhou-haifeng');
      await kiosk.tap('intent-consent');
      await kiosk.screen('myDocuments');
      await expect(kiosk.page.getByTestId('ready-family-relation')).toHaveCount(0);
      station.liftCard();
      await kiosk.tap('intent-endVisit');
      await kiosk.screen('attract');
    });

    await test.step('her card opens it, without a line', async () => {
      await openMine(kiosk);
      expect(await kiosk.page.locator('body').textContent()).toContain('没有连上证照库');
      await kiosk.tap('ready-family-relation');
      await kiosk.screen('preview');
      await previewIsDrawn(kiosk);
      await kiosk.tap('intent-print');
      await kiosk.screen('takePaper');
      expect(lastPaper(kiosk)).toContain('亲属关系证明');
      expect(lastPaper(kiosk)).toContain('由驿站终端代为签名');
      expect(delivered(kiosk)).toBe(0);
      expect(messages(kiosk)).toContainEqual({ kind: 'collection', state: 'pending' });
      await kiosk.tap('intent-home');
      await kiosk.tap('intent-endVisit');
    });

    await test.step('the platform hears of it once', async () => {
      await station.network.restore();
      await expect
        .poll(() => messages(kiosk).filter(({ kind }) => kind === 'collection'), { timeout: 90_000 })
        .toEqual([{ kind: 'collection', state: 'acknowledged' }]);
      const again = await station.platform.administration.prepareDocument({
        certificateNumber,
        stationCode: station.settings.station.code,
      });
      expect(again).toEqual({ outcome: 'refused', reason: 'certificate-not-good' });
    });
    expect(auditActions(kiosk.dataFolder)).toEqual(
      expect.arrayContaining(['prepared-document.opened', 'print.completed', 'document.collected']),
    );
    expect(findPersonalValues(kiosk.dataFolder, residentId)).toEqual([]);
  });
});
