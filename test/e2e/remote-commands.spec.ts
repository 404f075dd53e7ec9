import { expect } from '@playwright/test';
import { kioskIdSchema } from '../../platform/contract/kiosks.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { test } from '../helpers/kiosk.ts';
import { auditActions } from './support/kiosk-records.ts';

const life = 600_000;

/** The kiosk is to report every ten seconds: whoever gives commands does not wait longer. */
const reportOften = async ({ platform }: Station): Promise<void> => {
  await platform.administration.publishPolicy({
    acknowledgedRetentionDays: 30,
    backupRetentionDays: 7,
    healthReportSeconds: 10,
  });
};
test.use({ kioskOptions: { prepare: reportOften } });

/** The kiosk reports at the pace of the policy: its first report still went by that of the program. Its id. */
const reportingKiosk = async ({ platform }: Station): Promise<string> => {
  const reportedAt = async () =>
    (await platform.administration.listKiosks())[0]?.latestHealth?.receivedAt ?? 0;
  await expect.poll(reportedAt).toBeGreaterThan(0);
  const first = await reportedAt();
  await expect.poll(reportedAt, { timeout: 80_000 }).toBeGreaterThan(first);
  const [kiosk] = await platform.administration.listKiosks();
  return kioskIdSchema.parse(kiosk?.kioskId);
};
const newestCommand = async ({ platform }: Station, kioskId: string) =>
  (await platform.administration.listCommands(kioskId))[0];

test('a message of the centre stands on the screen that invites, and is taken away again', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await kiosk.screen('attract');
  const kioskId = await reportingKiosk(station);
  const { administration } = station.platform;
  const text = { 'zh-CN': '今晚 20:00 平台检修', en: 'Serviced tonight at 20:00' };
  await administration.giveCommand({
    kioskId,
    order: { kind: 'message', text, until: Date.now() + life },
    life,
  });
  await expect(kiosk.page.getByTestId('centre-notice')).toContainText('今晚 20:00 平台检修');
  await expect.poll(async () => (await newestCommand(station, kioskId))?.state).toBe('done');
  await administration.giveCommand({ kioskId, order: { kind: 'clear-message' }, life });
  await expect(kiosk.page.getByTestId('centre-notice')).toBeHidden();
});

test('a restart waits until nobody is served, replaces the core once, and is told', async ({ kiosk }) => {
  const { station } = kiosk;
  await kiosk.screen('attract');
  const kioskId = await reportingKiosk(station);
  await walkTo('consent', kiosk, station);
  await station.platform.administration.giveCommand({ kioskId, order: { kind: 'restart' }, life });
  await kiosk.logged('core', 'remote-command', { kind: 'restart' });
  expect(await kiosk.shownScreen()).toBe('consent');
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-stops')).toEqual([]);

  await kiosk.tap('intent-endVisit');
  await expect.poll(async () => (await newestCommand(station, kioskId))?.state).toBe('done');
  await kiosk.screen('attract');
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-stops')).toHaveLength(1);
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-serves')).toHaveLength(2);
  expect(auditActions(kiosk.dataFolder).filter((action) => action.startsWith('remote-command'))).toEqual([
    'remote-command.begun',
    'remote-command.done',
  ]);
});
