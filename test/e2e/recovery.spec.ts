import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { markerName } from '../../electron/main/run-marker.ts';
import { findCore } from '../../scripts/station/kiosk/kiosk-process.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { type LogLine, test, type TestKiosk } from '../helpers/kiosk.ts';
import { readRestarts } from '../helpers/restarts.ts';
import { auditActions, certificateIssues, printJobs, visits } from './support/kiosk-records.ts';

/** What the kiosk promises (issue "One tap to a sealed certificate", Done when). */
const backWithinMilliseconds = 3_000;

const elapsed = (since: number): number => performance.now() - since;

test('a core that is killed in mid-session is back at the attract screen within 3 s', async ({ kiosk }) => {
  await walkTo('consent', kiosk, kiosk.station);
  const killedAt = performance.now();
  const killed = await kiosk.killCore();
  await kiosk.screen('attract');
  expect(elapsed(killedAt)).toBeLessThan(backWithinMilliseconds);

  expect(await kiosk.newCore(killed)).not.toBe(killed);
  expect(visits(kiosk.dataFolder).map(({ outcome }) => outcome)).toEqual(['interrupted']);
  // Nothing is left on the screen of the resident who was there.
  expect(await kiosk.page.content()).not.toContain('林');

  await test.step('and the next resident is served', async () => {
    kiosk.station.liftCard();
    await walkTo('rate', kiosk, kiosk.station);
    expect(kiosk.station.printedDocuments()).toHaveLength(1);
  });
});

test('a page that is killed in mid-session comes back as it was within 3 s', async ({ kiosk }) => {
  await walkTo('consent', kiosk, kiosk.station);
  await kiosk.tap('purpose-school-enrolment');
  await expect(kiosk.page.getByTestId('intent-consent')).toBeEnabled();
  const killedAt = performance.now();
  await kiosk.killRenderer();
  await expect.poll(() => kiosk.shownScreen(), { intervals: [50] }).toBe('consent');
  expect(elapsed(killedAt)).toBeLessThan(backWithinMilliseconds);

  expect(await kiosk.shownText()).toContain('子女入学');
  expect(visits(kiosk.dataFolder).map(({ outcome }) => outcome)).toEqual([null]);

  await test.step('and goes on from there', async () => {
    await kiosk.tapThroughShell('intent-consent');
    await expect.poll(() => kiosk.shownScreen()).toBe('preview');
    expect(certificateIssues(kiosk.dataFolder).map(({ state }) => state)).toEqual(['issued']);
  });
});

/** How soon a fault of the page or the core is noticed. */
const noticedWithinMilliseconds = 5_000;

/** Looks often for the screen, through the shell: the page that Playwright knew is gone. */
const backAt = (kiosk: TestKiosk, screen: string): Promise<void> =>
  expect.poll(() => kiosk.shownScreen(), { intervals: [50] }).toBe(screen);

const timeOf = ({ time }: LogLine | undefined = { time: '', level: '', event: '' }): number =>
  Date.parse(time);

for (const { name, failure, spoil } of [
  { name: 'hangs', failure: 'page-hangs', spoil: 'setTimeout(() => { for (;;); })' },
  {
    name: 'has lost what it showed',
    failure: 'page-blank',
    spoil: `document.getElementById('root').remove()`,
  },
  {
    name: 'is drawn no more',
    failure: 'page-hangs',
    spoil: 'setInterval(() => { const end = Date.now() + 60_000; while (Date.now() < end); })',
  },
] as const) {
  test(`a page that ${name} is noticed within 5 s and back within 3 s, where it was`, async ({ kiosk }) => {
    await walkTo('identify', kiosk, kiosk.station);
    const spoiltAt = Date.now();
    await kiosk.page.evaluate(`${spoil}; null`);
    await kiosk.logged('shell', 'page-given-up', { failure });
    await backAt(kiosk, 'identify');
    const back = Date.now();
    const noticed = timeOf(kiosk.logLines('shell').find(({ event }) => event === 'page-given-up'));
    expect(noticed - spoiltAt).toBeLessThan(noticedWithinMilliseconds);
    expect(back - noticed).toBeLessThan(backWithinMilliseconds);
    expect(readRestarts(kiosk.dataFolder)).toMatchObject([{ part: 'page', reason: failure }]);
  });
}

test('a page that dies again and again gives way to a plain page with its reason, later and later, and comes back', async ({
  kiosk,
}) => {
  await kiosk.screen('attract');
  for (let death = 0; death < 4; death += 1) {
    await kiosk.killRenderer();
    if (death < 3) await backAt(kiosk, 'attract');
  }
  await expect.poll(() => kiosk.shownText(), { intervals: [50] }).toContain('page-died');
  expect(await kiosk.shownText()).toContain('暂停服务');
  await backAt(kiosk, 'attract');
  expect(readRestarts(kiosk.dataFolder)).toHaveLength(4);
});

test('a core that hangs is replaced within 5 s, and the kiosk is back within 3 s', async ({ kiosk }) => {
  await kiosk.screen('attract');
  const core = findCore(kiosk.shell);
  if (core === undefined) throw new Error('the kiosk has no core');
  const stoppedAt = Date.now();
  process.kill(core, 'SIGSTOP');
  await kiosk.logged('shell', 'core-hangs');
  await kiosk.newCore(core);
  await kiosk.screen('attract');
  const back = Date.now();
  const noticed = timeOf(kiosk.logLines('shell').find(({ event }) => event === 'core-hangs'));
  // Asked every second, silent for four.
  expect(noticed - stoppedAt).toBeLessThan(noticedWithinMilliseconds + 500);
  expect(back - noticed).toBeLessThan(backWithinMilliseconds);
});

test('a core that dies again and again is out of service with its reason, and started later and later', async ({
  kiosk,
}) => {
  await kiosk.screen('attract');
  let core = 0;
  for (let death = 0; death < 4; death += 1) core = await kiosk.newCore(core).then(() => kiosk.killCore());
  await expect(kiosk.page.locator('[data-reason="core-restarting"]')).toBeVisible();
  const pauses = kiosk.logLines('shell').filter(({ event }) => event === 'core-died');
  expect(pauses.map(({ restartAfterMilliseconds }) => restartAfterMilliseconds)).toEqual([
    0, 250, 1_000, 5_000,
  ]);
  await kiosk.screen('attract');
  expect(readRestarts(kiosk.dataFolder).map(({ part, reason }) => [part, reason])).toEqual(
    Array.from({ length: 4 }, () => ['core', 'signal SIGKILL']),
  );
});

test.describe('a start that follows a power cut', () => {
  test.use({
    kioskOptions: {
      prepare: ({ kioskFolder }) =>
        writeFileSync(join(kioskFolder, markerName), 'another-life-of-the-machine\n'),
    },
  });

  test('is recognised, recorded and audited, and an end in order leaves nothing behind', async ({
    kiosk,
  }) => {
    await kiosk.screen('attract');
    await kiosk.logged('shell', 'former-end', { formerEnd: 'power-cut' });
    await kiosk.logged('core', 'kiosk-started', { reason: 'after-power-cut', recorded: true });
    expect(readRestarts(kiosk.dataFolder)).toMatchObject([{ part: 'shell', reason: 'power-cut' }]);
    expect(auditActions(kiosk.dataFolder)).toContain('kiosk.started');
    expect(existsSync(join(kiosk.dataFolder, markerName))).toBe(true);
    process.kill(kiosk.shell, 'SIGTERM');
    await kiosk.logged('shell', 'shell-stopped');
    expect(existsSync(join(kiosk.dataFolder, markerName))).toBe(false);
  });
});

test.describe('in full screen', () => {
  test.use({ kioskOptions: { fullScreen: true } });

  test('a window that is destroyed is opened again within 3 s', async ({ kiosk }) => {
    await kiosk.screen('attract');
    const destroyedAt = Date.now();
    await kiosk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy());
    await kiosk.logged('shell', 'window-gone');
    await backAt(kiosk, 'attract');
    expect(Date.now() - destroyedAt).toBeLessThan(backWithinMilliseconds);
  });
});

test.describe('a core that is killed while the page is being printed', () => {
  test.use({ kioskOptions: { printerConditions: { millisecondsPerPage: 4_000 } } });

  test('asks the printer afterwards, and writes down what it says', async ({ kiosk }) => {
    await walkTo('printing', kiosk, kiosk.station);
    await expect.poll(() => kiosk.station.printedDocuments()).toHaveLength(1);
    await kiosk.killCore();
    await kiosk.screen('attract');

    await expect.poll(() => printJobs(kiosk.dataFolder).map(({ state }) => state)).toEqual(['completed']);
    expect(kiosk.station.printedDocuments().map(({ state }) => state)).toEqual(['completed']);
    expect(visits(kiosk.dataFolder).map(({ outcome }) => outcome)).toEqual(['interrupted']);
    expect(auditActions(kiosk.dataFolder)).toContain('print.completed');
    await kiosk.logged('core', 'interrupted-print-settled', { outcome: 'completed' });
  });

  test('calls unknown what the printer no longer knows, and never prints it again', async ({ kiosk }) => {
    await walkTo('printing', kiosk, kiosk.station);
    await expect.poll(() => kiosk.station.printedDocuments()).toHaveLength(1);
    const killed = await kiosk.killCore();
    await kiosk.station.setFault('printer-reboot', true);
    await kiosk.newCore(killed);
    await kiosk.screen('attract');

    await expect.poll(() => printJobs(kiosk.dataFolder).map(({ state }) => state)).toEqual(['unknown']);
    expect(kiosk.station.printedDocuments().map(({ state }) => state)).toEqual(['ended-early']);
    expect(auditActions(kiosk.dataFolder)).toContain('print.unknown');
  });
});
