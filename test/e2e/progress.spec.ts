import { expect } from '@playwright/test';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { expectAccessible } from './support/accessibility.ts';
import { chooseItem } from './support/choose-item.ts';
import { auditActions, readRows } from './support/kiosk-records.ts';

const item = 'elderly-allowance';
const clerk = { department: 'xiaoxiang-civil-affairs', clerk: 'clerk-07' } as const;

const typeDigits = async (kiosk: TestKiosk, digits: string): Promise<void> => {
  for (const digit of digits) await kiosk.tap(`digit-${digit}`);
  await kiosk.tap('answer-digits');
};

/** Files the allowance with 林晓岚's card, also `withoutLine`; answers with the receipt's number. */
const file = async (kiosk: TestKiosk, withoutLine = false): Promise<string> => {
  const { page, station } = kiosk;
  await walkTo('choose', kiosk, station);
  await chooseItem(kiosk, item);
  if (withoutLine) await station.network.cut();
  await kiosk.tap('answer-bank-card');
  await page.locator('[data-field="account"]').waitFor();
  await typeDigits(kiosk, '621700123456789012');
  await kiosk.tap('answer-no');
  await page.locator('[data-field="phone"]').waitFor();
  await typeDigits(kiosk, '13907315566');
  await kiosk.tap('intent-submit');
  await kiosk.screen('receipt');
  const number = await page.getByTestId('receipt-number').getAttribute('data-number');
  if (number === null) throw new Error('the receipt has no number');
  await kiosk.tap('intent-finish');
  await kiosk.tap('intent-skipRating');
  await kiosk.screen('attract');
  station.liftCard();
  return number;
};

/** From the invitation to the way in to the progress. */
const openDoor = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  // While a device is still starting, what is said of it moves the doors.
  await expect(kiosk.page.locator('[data-testid^="device-problem-"]')).toHaveCount(0);
  await kiosk.tap('door-progress');
  await kiosk.screen('progressDoor');
};

const openProgress = async (kiosk: TestKiosk): Promise<void> => {
  await openDoor(kiosk);
  kiosk.station.layCard('lin-xiaolan');
  await kiosk.screen('progress');
};

const leave = async (kiosk: TestKiosk): Promise<void> => {
  await kiosk.tap('intent-endVisit');
  await kiosk.screen('attract');
  kiosk.station.liftCard();
};

const replies = ({ dataFolder }: TestKiosk) =>
  readRows<{ kind: string; state: string }>(dataFolder, 'SELECT kind, state FROM reply ORDER BY key');

const courseState = (kiosk: TestKiosk) => kiosk.page.getByTestId('course-state');

test('what was filed is followed to a correction, which is answered without a line and arrives once', {
  tag: '@journey',
}, async ({ kiosk, say }) => {
  test.slow();
  const { station, page, dataFolder } = kiosk;
  const receiptNumber = await file(kiosk);
  const { administration } = station.platform;
  await expect
    .poll(
      () =>
        administration.takeStep({
          receiptNumber,
          ...clerk,
          move: { step: 'corrections-asked', reason: '电话打不通，请再填一次。', fields: ['phone'] },
        }),
      { timeout: 60_000 },
    )
    .toMatchObject({ outcome: 'advanced' });

  await openProgress(kiosk);
  await expectAccessible(kiosk);
  await kiosk.tap(`filed-${receiptNumber}`);
  await kiosk.screen('progressDetail');
  await expect(page.getByText('电话打不通，请再填一次。')).toBeVisible();
  await expect(page.getByTestId('light')).toHaveText(say('留意', 'Take note'));
  await expectAccessible(kiosk);

  await test.step('it is answered with the platform out of reach', async () => {
    await station.network.cut();
    await kiosk.tap('intent-answerCorrection');
    await page.locator('[data-field="phone"]').waitFor();
    await typeDigits(kiosk, '13899887766');
    await kiosk.screen('replyReview');
    await expectAccessible(kiosk);
    await expect(page.locator('.app')).not.toContainText('13899887766');
    await kiosk.tap('intent-submit');
    await kiosk.screen('replyReceipt');
    await kiosk.tap('intent-finish');
    await kiosk.screen('progress');
    expect(replies(kiosk)).toEqual([{ kind: 'correction', state: 'filed' }]);
    expect(auditActions(dataFolder)).toContain('correction.filed');
  });
  await test.step('without a line the kiosk tells what it knows', async () => {
    await expect(
      page.getByText(say('网络断了，只能看本机知道的', 'The network is down: only what this machine knows')),
    ).toBeVisible();
    await kiosk.tap(`filed-${receiptNumber}`);
    await expect(courseState(kiosk)).toHaveAttribute('data-state', 'corrections-asked');
    await leave(kiosk);
  });
  await test.step('the line comes back, the answer arrives, the course goes on', async () => {
    await station.network.restore();
    await expect
      .poll(() => replies(kiosk), { timeout: 90_000 })
      .toEqual([{ kind: 'correction', state: 'received' }]);
    await expect
      .poll(() => administration.takeStep({ receiptNumber, ...clerk, move: { step: 'accepted' } }), {
        timeout: 60_000,
      })
      .toMatchObject({ outcome: 'advanced' });
  });
  await test.step('the decision leads to the certificate, printed here', async () => {
    await administration.takeStep({ receiptNumber, ...clerk, move: { step: 'in-review' } });
    await administration.takeStep({
      receiptNumber,
      ...clerk,
      move: { step: 'decided', decision: 'granted', certificate: 'housing-status' },
    });
    await openProgress(kiosk);
    await kiosk.tap(`filed-${receiptNumber}`);
    await expect(page.getByTestId('result')).toHaveAttribute('data-decision', 'granted');
    await kiosk.tap('intent-collectResult');
    await kiosk.screen('consent');
    await kiosk.tap('purpose-purchase-eligibility');
    await kiosk.tap('intent-consent');
    await kiosk.screen('preview');
    await kiosk.tap('intent-print');
    await kiosk.screen('takePaper');
    station.liftCard();
    await kiosk.tap('intent-paperTaken');
    await kiosk.tap('intent-skipRating');
    await kiosk.screen('attract');
    expect(auditActions(dataFolder)).toContain('document.collected');
  });
  await test.step('with that its course is over, at the platform, too', async () => {
    await expect(async () => {
      await openProgress(kiosk);
      await kiosk.tap(`filed-${receiptNumber}`);
      const state = await courseState(kiosk).getAttribute('data-state');
      await leave(kiosk);
      expect(state).toBe('delivered');
    }).toPass({ timeout: 90_000 });
  });
});

test('who holds a receipt learns how it stands without a card, also while it still waits here', async ({
  kiosk,
}) => {
  const { station, page } = kiosk;
  const number = await file(kiosk, true);

  await openDoor(kiosk);
  await expectAccessible(kiosk);
  station.showCode(number);
  await kiosk.screen('receiptLight');
  await expect(courseState(kiosk)).toHaveText('已在本机排队，未送出');
  await expect(page.locator('.app')).not.toContainText('高龄津贴');
  await expectAccessible(kiosk);

  await test.step('typed with a wrong character it is not found, and says so', async () => {
    await kiosk.tap('intent-back');
    await kiosk.tap('intent-typeReceipt');
    await kiosk.screen('receiptEntry');
    await expectAccessible(kiosk);
    for (const character of '20261120-7K3M9QXAB2') await kiosk.tap(`key-${character}`);
    await kiosk.tap('intent-lookUpReceipt');
    await expect(page.getByTestId('receipt-unknown')).toBeVisible();
  });
  await kiosk.tap('intent-endVisit');
  await kiosk.screen('attract');
  expect(auditActions(kiosk.dataFolder)).toContain('progress.receipt-looked-up');
});

test('a complaint without a name is kept without a line and read at the centre', async ({ kiosk }) => {
  const { station, page, dataFolder } = kiosk;
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  await expect(page.getByTestId('door-feedback')).toHaveAttribute('data-unavailable', 'false', {
    timeout: 60_000,
  });
  await station.network.cut();
  await kiosk.tap('door-feedback');
  await kiosk.screen('replyQuestion');
  await expectAccessible(kiosk);
  await kiosk.tap('answer-suggestion');
  await kiosk.tap('answer-kiosk');
  await page.locator('[data-field="text"]').waitFor();
  await kiosk.tap('layout-latin');
  for (const letter of 'jammed') await kiosk.tap(`key-${letter}`);
  await kiosk.tap('answer-text');
  await kiosk.tap('answer-no');
  await kiosk.screen('replyReview');
  await expect(page.getByText('不留姓名')).toBeVisible();
  await expectAccessible(kiosk);
  await kiosk.tap('intent-submit');
  await kiosk.screen('replyReceipt');
  await expect(page.getByTestId('receipt-number')).toHaveAttribute('data-number', /^TS-QX-0001-/);
  await expect(page.getByTestId('receipt-delivery')).toHaveAttribute('data-delivery', 'waiting');
  await expectAccessible(kiosk);
  await station.network.restore();
  await expect(page.getByTestId('receipt-delivery')).toHaveAttribute('data-delivery', 'received', {
    timeout: 90_000,
  });
  await kiosk.tap('intent-finish');
  await kiosk.screen('attract');

  expect(replies(kiosk)).toEqual([{ kind: 'feedback', state: 'received' }]);
  expect(auditActions(dataFolder)).toContain('feedback.filed');
  // Nobody was identified, and no visit was begun.
  expect(readRows(dataFolder, 'SELECT * FROM visit')).toEqual([]);
});

test('help is on every screen, and ends nothing', async ({ kiosk }) => {
  const { page } = kiosk;
  await openDoor(kiosk);
  await kiosk.tap('open-help');
  await expect(page.getByRole('dialog')).toContainText('12345');
  await expectAccessible(kiosk);
  await kiosk.tap('close-help');
  await expect(page.getByRole('dialog')).toBeHidden();
  await kiosk.screen('progressDoor');
});

test('a certificate is verified from the hall, and the way back leads there', async ({ kiosk }) => {
  const { station, page } = kiosk;
  await station.network.cut();
  await kiosk.screen('attract');
  await kiosk.tap('intent-start');
  await kiosk.screen('home');
  await kiosk.tap('door-verify');
  await kiosk.screen('verifyGuide');
  await expectAccessible(kiosk);
  station.showCode('NOT A CERTIFICATE');
  await page.locator('.verified[data-outcome="not-a-certificate"]').waitFor();
  await kiosk.tap('intent-back');
  await kiosk.screen('verifyGuide');
  await kiosk.tap('intent-back');
  await kiosk.screen('home');
});
