import { type Locator, expect } from '@playwright/test';
import { usualChoices, walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
import { certificateIssues, printJobs } from './support/kiosk-records.ts';
import { expectNoCrash } from './support/no-crash.ts';

/** Each fault gives its own words on the screen and its own line in the log; nothing dies; it ends when its cause goes away. */

const deviceProblem = (kiosk: TestKiosk, role: 'idCardReader' | 'printer'): Locator =>
  kiosk.page.getByTestId(`device-problem-${role}`);

test.afterEach(({ kiosk }) => expectNoCrash(kiosk));

test.describe('no platform', () => {
  test.use({ kioskOptions: { prepare: (station) => station.network.cut() } });

  test('is said before anybody starts, and forgotten when the line is back', async ({ kiosk }) => {
    await kiosk.screen('attract');
    await expect(kiosk.page.getByText('开不了新证明')).toBeVisible();
    await kiosk.logged('core', 'line', { state: 'offline' });
    await kiosk.station.network.restore();
    await expect(kiosk.page.getByText('开不了新证明')).toBeHidden({ timeout: 30_000 });
    await kiosk.logged('core', 'line', { state: 'online' });
  });
});

test('a line that is cut after the consent is said, and the job goes on from there when it is back', async ({
  kiosk,
}) => {
  await walkTo('consent', kiosk, kiosk.station);
  await kiosk.station.network.cut();
  await kiosk.tap(`purpose-${usualChoices.purposeCode}`);
  await kiosk.tap('intent-consent');
  await kiosk.screen('problem');
  await expect(kiosk.page.getByRole('heading', { level: 1 })).toContainText('暂时连不上市级平台');
  await kiosk.logged('core', 'certificate-not-issued');
  expect(certificateIssues(kiosk.dataFolder).map(({ state }) => state)).toEqual(['unanswered']);

  await kiosk.station.network.restore();
  await kiosk.tap('intent-retry');
  await kiosk.screen('preview');
});

const deviceFaults = [
  { fault: 'printer-refusing', role: 'printer', code: 'connection-refused', words: '打印机拒绝了连接' },
  { fault: 'printer-cover-open', role: 'printer', code: 'cover-open', words: '打印机的盖子开着' },
  { fault: 'reader-unplugged', role: 'idCardReader', code: 'port-not-found', words: '读卡器没有接上' },
  { fault: 'reader-occupied', role: 'idCardReader', code: 'port-busy', words: '读卡器被别的程序占用了' },
  {
    fault: 'reader-garbage',
    role: 'idCardReader',
    code: 'unintelligible-answer',
    words: '读卡器的回应读不懂',
  },
  { fault: 'reader-silent', role: 'idCardReader', code: 'no-answer', words: '读卡器没有回应' },
] as const;

for (const { fault, role, code, words } of deviceFaults) {
  test.describe(fault, () => {
    test.use({ kioskOptions: { prepare: (station) => station.setFault(fault, true) } });

    test(`is named (${code}), and gone within 5 s of its cause`, async ({ kiosk }) => {
      await kiosk.screen('attract');
      const problem = deviceProblem(kiosk, role);
      await expect(problem).toHaveAttribute('data-code', code);
      await expect(problem).toContainText(words);
      await expect
        .poll(() => kiosk.logLines('core'))
        .toContainEqual(
          expect.objectContaining({
            event: 'device-status',
            device: role,
            reasons: expect.stringContaining(code),
          }),
        );
      await kiosk.station.setFault(fault, false);
      await expect(problem).toBeHidden({ timeout: 5_000 });
    });
  });
}

test('paper that runs out in mid-job holds the print up; refilled, it goes on to the end', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await walkTo('preview', kiosk, station);
  station.simulators.printer?.set({ millisecondsPerPage: 2_000 });
  await kiosk.tap('intent-print');
  await expect.poll(() => station.printedDocuments()).toHaveLength(1);
  station.paperTray.empty();
  await expect(kiosk.page.getByRole('heading', { level: 1 })).toContainText('打印停住了');
  await expect(deviceProblem(kiosk, 'printer')).toContainText('打印机没有纸了');
  await kiosk.logged('core', 'device-status', {
    device: 'printer',
    reasons: expect.stringContaining('media-empty'),
  });

  station.paperTray.refill();
  await kiosk.screen('takePaper');
  expect(printJobs(kiosk.dataFolder)).toEqual([
    expect.objectContaining({ state: 'completed', impressions: 1 }),
  ]);
  expect(station.printedDocuments()).toHaveLength(1);
});

test('a printer that aborts the job is told honestly, with the number of the certificate', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await walkTo('preview', kiosk, station);
  station.simulators.printer?.set({ millisecondsPerPage: 5_000 });
  await kiosk.tap('intent-print');
  await expect.poll(() => station.printedDocuments()).toHaveLength(1);
  await station.setFault('printer-aborts-job', true);
  await kiosk.screen('problem');
  await expect(kiosk.page.getByRole('heading', { level: 1 })).toContainText('这次没有打印成功');
  const [issue] = certificateIssues(kiosk.dataFolder);
  await expect(kiosk.page.getByText(issue?.certificate_number ?? 'no number')).toBeVisible();
  await kiosk.logged('core', 'print-settled', { outcome: 'failed' });
  expect(printJobs(kiosk.dataFolder).map(({ state }) => state)).toEqual(['failed']);
});

test('a card that is lifted too early is asked for again, and then read', async ({ kiosk }) => {
  await walkTo('identify', kiosk, kiosk.station);
  await kiosk.station.setFault('reader-slow', true);
  kiosk.station.layCard(usualChoices.residentId);
  await expect
    .poll(() => kiosk.station.simulators.reader.commandsSeen().filter((name) => name === 'findCard').length)
    .toBeGreaterThan(0);
  await kiosk.station.setFault('reader-slow', false);
  kiosk.station.liftCard();
  kiosk.station.layCard(usualChoices.residentId);
  await kiosk.screen('choose');
});
