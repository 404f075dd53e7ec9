import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect } from '@playwright/test';
import { encodeY4m, greyPicture } from '../../drivers/simulator/camera/y4m.ts';
import { openStore } from '../../platform/store/open-store.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { launchKiosk, type TestKiosk } from '../helpers/kiosk.ts';
import { chooseItem, turnToItem } from './support/choose-item.ts';
import { checkAuditChain, readRows } from './support/kiosk-records.ts';
import { findPersonalValues } from './support/personal-values.ts';
import { printedText } from './support/printed-text.ts';

/** 残疾人两项补贴, filed without a line: a situation, text, an address of the card, a captured page and a promise. */

const item = 'disability-subsidies';
const account = '621700123456789012';
const telephone = '13907315566';
const width = 640;
const height = 480;

/** A sheet with dark lines on a grey table; one line wanders, so that the picture does not stand still. */
const sheetClip = (): Uint8Array => {
  const picture = (frame: number): Uint8Array => {
    const luma = new Uint8Array(width * height).fill(90);
    for (let y = 40; y < 440; y += 1) luma.fill(220, y * width + 160, y * width + 480);
    for (let line = 0; line < 8; line += 1) {
      const from = (90 + line * 40) * width + 200;
      luma.fill(30, from, from + 200 + ((frame + line) % 10));
    }
    return luma;
  };
  return encodeY4m({
    width,
    height,
    framesPerSecond: 10,
    pictures: Array.from({ length: 20 }, (_, frame) => greyPicture(picture(frame))),
  });
};

const test = base.extend<{ held: { readonly draw: () => Uint8Array }; kiosk: TestKiosk }>({
  /** What is held to the camera; drawn when the test begins. */
  held: [{ draw: sheetClip }, { option: true }],
  kiosk: async ({ held }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'yizhan-page-'));
    const film = join(folder, 'page.y4m');
    writeFileSync(film, held.draw());
    const kiosk = await launchKiosk({
      platformStore: 'folder',
      switches: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
      prepare: ({ kioskFolder }) => {
        const file = join(kioskFolder, 'settings.json');
        const settings = JSON.parse(readFileSync(file, 'utf8'));
        settings.devices.camera = { label: 'page' };
        writeFileSync(file, JSON.stringify(settings));
      },
    });
    try {
      await use(kiosk);
    } finally {
      await kiosk.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

const atQuestion = (kiosk: TestKiosk, field: string): Promise<void> =>
  kiosk.page.locator(`[data-field="${field}"]`).waitFor();

const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('answer-digits');
};

const expectAccessible = async (kiosk: TestKiosk, page: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page: kiosk.page }).setLegacyMode().analyze();
  expect.soft(violations, page).toEqual([]);
};

test('materials, a promise and the address of the card are filed offline, sealed, and arrive', async ({
  kiosk,
}) => {
  const { station, dataFolder, page } = kiosk;
  await kiosk.logged('core', 'device-status', { device: 'camera', state: 'online' });
  await walkTo('choose', kiosk, station);
  await turnToItem(kiosk, item);
  await station.network.cut();

  await test.step('the form asks what applies', async () => {
    await chooseItem(kiosk, item);
    await kiosk.tap('answer-nursing');
    await atQuestion(kiosk, 'level');
    await kiosk.tap('answer-one');
    await atQuestion(kiosk, 'carer');
    await kiosk.tap('answer-family');
  });

  await test.step('a name is typed in pinyin', async () => {
    await atQuestion(kiosk, 'carerName');
    for (const [letters, character] of [
      ['lin', '林'],
      ['da', '大'],
    ] as const) {
      for (const letter of letters) await kiosk.tap(`key-${letter}`);
      await kiosk.tap(`candidate-${character}`);
    }
    await expect(page.getByTestId('typed-text')).toHaveText('林大');
    await kiosk.tap('answer-text');
  });

  await test.step('the address of the card is masked, and used', async () => {
    await atQuestion(kiosk, 'address');
    await expect(page.getByTestId('prefilled-value')).toHaveText(/^\S{3}\*+$/);
    await expectAccessible(kiosk, 'question-prefilled');
    await kiosk.tap('intent-usePrefilled');
  });
  await atQuestion(kiosk, 'account');
  await typeDigits(kiosk, account);
  await atQuestion(kiosk, 'phone');
  await typeDigits(kiosk, telephone);

  await test.step('a page is held to the camera, looked at and used', async () => {
    await kiosk.screen('materials');
    await expectAccessible(kiosk, 'materials');
    await kiosk.tap('material-disability-card');
    await kiosk.screen('material');
    await expectAccessible(kiosk, 'material');
    await kiosk.tap('way-capture');
    await kiosk.screen('capture');
    await expect(page.getByTestId('take-page')).toHaveAttribute('aria-disabled', 'false');
    await expectAccessible(kiosk, 'capture');
    await kiosk.tap('take-page');
    await expect(page.locator('[data-testid="captured-page"][data-shown="true"]')).toBeVisible();
    await kiosk.tap('intent-usePage');
  });

  await test.step('another one is promised', async () => {
    await kiosk.screen('materials');
    await kiosk.tap('material-household-booklet');
    await kiosk.tap('way-later');
    await kiosk.screen('promise');
    await expectAccessible(kiosk, 'promise');
    await expect(page.getByText('5 个工作日内')).toBeVisible();
    await kiosk.tap('intent-agreePromise');
    await kiosk.screen('materials');
    await kiosk.tap('intent-materialsDone');
  });

  const receiptNumber =
    await test.step('the review says where each value comes from; the receipt, what is missing', async () => {
      await kiosk.screen('review');
      await expect(page.getByText('来自身份证').first()).toBeVisible();
      for (const more = page.getByTestId('review-more'); (await more.count()) > 0; ) {
        await expectAccessible(kiosk, 'review');
        await kiosk.tap('review-more');
      }
      await kiosk.tap('intent-submit');
      await kiosk.screen('receipt');
      await expect(page.getByTestId('receipt-promises')).toContainText('户口簿');
      await kiosk.tap('intent-printReceipt');
      await kiosk.screen('takePaper');
      const text = printedText(station.printedDocuments()[0]?.pdf ?? new Uint8Array());
      expect(text).toContain('待补材料');
      expect(text).toContain('户口簿');
      station.liftCard();
      const [row] = readRows<{ receipt_number: string }>(
        dataFolder,
        'SELECT receipt_number FROM application',
      );
      await kiosk.tap('intent-paperTaken');
      await kiosk.tap('intent-skipRating');
      await kiosk.screen('goodbye');
      return row?.receipt_number;
    });

  await station.network.restore();
  await expect
    .poll(() => readRows<{ state: string }>(dataFolder, 'SELECT state FROM application'), { timeout: 90_000 })
    .toEqual([{ state: 'received' }]);
  await kiosk.app.close();
  await station.close();

  await test.step('the platform has it with its page', async () => {
    const store = await openStore({ folder: join(dataFolder, '..', 'platform') });
    try {
      const rows = await store.database.selectFrom('applications').select('receipt_number').execute();
      expect(rows).toEqual([{ receipt_number: receiptNumber }]);
      const chunks = await store.database.selectFrom('material_chunks').select('receipt_number').execute();
      expect(chunks.length).toBeGreaterThan(0);
      expect(new Set(chunks.map(({ receipt_number }) => receipt_number))).toEqual(new Set([receiptNumber]));
    } finally {
      await store.close();
    }
  });
  expect(checkAuditChain(dataFolder)).toMatchObject({ ok: true });
  expect(findPersonalValues(dataFolder, 'lin-xiaolan')).toEqual([]);
});
