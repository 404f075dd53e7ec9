import { expect } from '@playwright/test';
import { launchKioskApp } from '../../scripts/station/kiosk/kiosk-driver.ts';
import { describeProcess, findCore, processesBeneath } from '../../scripts/station/kiosk/kiosk-process.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import { test } from '../helpers/kiosk.ts';
import { readRestarts } from '../helpers/restarts.ts';
import { readRows, visits } from './support/kiosk-records.ts';

/** How soon everything beneath a dead shell is gone: nothing may hold database and devices against the next start. */
const goneWithinMilliseconds = 5_000;

const startReasons = (dataFolder: string): readonly (string | null)[] =>
  readRows<{ reason: string | null }>(
    dataFolder,
    "SELECT reason FROM audit_entry WHERE action = 'kiosk.started' ORDER BY sequence",
  ).map(({ reason }) => reason);

test('a shell that is killed in mid-session takes its core along; the next start serves, and says what happened', async ({
  kiosk,
}) => {
  await walkTo('consent', kiosk, kiosk.station);
  const core = findCore(kiosk.shell);
  if (core === undefined) throw new Error('the kiosk has no core');
  const beneath = processesBeneath(kiosk.shell);
  expect(beneath.map(({ pid }) => pid)).toContain(core);

  await test.step('everything beneath it ends by itself', async () => {
    process.kill(kiosk.shell, 'SIGKILL');
    await expect
      .poll(
        () => beneath.filter(({ pid, commandLine }) => describeProcess(pid)?.commandLine === commandLine),
        {
          timeout: goneWithinMilliseconds,
          intervals: [50],
        },
      )
      .toEqual([]);
    expect(visits(kiosk.dataFolder).map(({ outcome }) => outcome)).toEqual([null]);
  });

  const next = await launchKioskApp({ dataFolder: kiosk.dataFolder });
  try {
    await test.step('the next one invites; the visit is over, and the log says why there was a start', async () => {
      await next.screen('attract');
      expect(visits(kiosk.dataFolder).map(({ outcome }) => outcome)).toEqual(['interrupted']);
      expect(startReasons(kiosk.dataFolder)).toEqual(['first-start', 'after-death-of-shell']);
      expect(readRestarts(kiosk.dataFolder)).toMatchObject([{ part: 'shell', reason: 'shell-died' }]);
      expect(await next.page.content()).not.toContain('林');
    });
    await test.step('and serves', async () => {
      kiosk.station.liftCard();
      await walkTo('rate', next, kiosk.station);
      expect(kiosk.station.printedDocuments()).toHaveLength(1);
    });
  } finally {
    await next.close();
  }
});
