import { expect } from '@playwright/test';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
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
