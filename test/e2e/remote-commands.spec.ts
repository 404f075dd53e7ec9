import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { checkExport } from '../../electron/core/log-export/export-format.ts';
import { kioskIdSchema } from '../../platform/contract/kiosks.ts';
import type { SettingsChanges } from '../../platform/contract/remote-settings.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { test } from '../helpers/kiosk.ts';
import { auditActions } from './support/kiosk-records.ts';

const life = 600_000;
/** A report brings the command, new settings have to prove themselves, and the next report tells. */
const trialAndReport = { timeout: 60_000 };

/** The kiosk is to report every ten seconds: whoever gives commands does not wait longer. */
const reportOften = async ({ platform }: Station): Promise<void> => {
  await platform.administration.publishPolicy({
    acknowledgedRetentionDays: 30,
    backupRetentionDays: 7,
    healthReportSeconds: 10,
  });
};
test.use({ kioskOptions: { prepare: reportOften } });

/** The kiosk has reported; its id. */
const reportingKiosk = async ({ platform }: Station): Promise<string> => {
  const reportedAt = async () =>
    (await platform.administration.listKiosks())[0]?.latestHealth?.receivedAt ?? 0;
  await expect.poll(reportedAt).toBeGreaterThan(0);
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

test('a kiosk that the centre closes says why and by whom, and opens when the centre says so', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await kiosk.screen('attract');
  const kioskId = await reportingKiosk(station);
  const { administration } = station.platform;
  const reason = { 'zh-CN': '全市平台升级', en: 'The platform is being updated' };
  await walkTo('consent', kiosk, station);
  const until = Date.now() + 3_600_000;
  const order = { kind: 'close', reason, until, staffMayOpen: false } as const;
  await administration.giveCommand({ kioskId, order, life });
  await expect.poll(async () => (await newestCommand(station, kioskId))?.state).toBe('done');
  expect(await kiosk.shownScreen()).toBe('consent');

  station.liftCard();
  await kiosk.tap('intent-endVisit');
  await expect(kiosk.page.locator('[data-reason="centre"]')).toContainText('全市平台升级');
  await expect(kiosk.page.locator('[data-reason="centre"]')).toContainText('由政务服务中心关闭');
  await expect
    .poll(async () => (await administration.listKiosks())[0]?.latestHealth?.report.closing)
    .toMatchObject({ by: 'centre', reopensAt: until });

  await administration.giveCommand({ kioskId, order: { kind: 'open' }, life });
  await kiosk.screen('attract');
  expect(auditActions(kiosk.dataFolder)).toEqual(expect.arrayContaining(['kiosk.closed', 'kiosk.opened']));
});

test('settings are changed from afar, and the kiosk comes up with them; one that is wrong changes nothing', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await kiosk.screen('attract');
  const kioskId = await reportingKiosk(station);
  const { administration } = station.platform;
  const give = (changes: SettingsChanges) =>
    administration.giveCommand({ kioskId, order: { kind: 'update-settings', changes }, life });
  await give({ 'session.idleSeconds': 61, 'speech.quietFrom': '99:99' });
  await expect.poll(async () => (await newestCommand(station, kioskId))?.reason).toBe('settings-invalid');
  const name = { 'zh-CN': '新名字驿站', en: 'Newname Station' };
  await give({ 'station.name': name, 'session.idleSeconds': 61 });
  await expect.poll(async () => (await newestCommand(station, kioskId))?.state, trialAndReport).toBe('done');
  await expect(kiosk.page.getByText('新名字驿站').first()).toBeVisible();
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-serves')).toHaveLength(2);
});

test('settings with which the core ends are taken back by themselves, and the centre is told', async ({
  kiosk,
}) => {
  const { station } = kiosk;
  await kiosk.screen('attract');
  const kioskId = await reportingKiosk(station);
  const { administration } = station.platform;
  const file = join(kiosk.dataFolder, 'settings.json');
  const before = readFileSync(file, 'utf8');
  const changes = { 'session.idleSeconds': 61 };
  await administration.giveCommand({ kioskId, order: { kind: 'update-settings', changes }, life });
  await kiosk.logged('core', 'remote-command', { kind: 'update-settings' });
  await kiosk.logged('core', 'settings-on-trial');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ session: { idleSeconds: 61 } });
  const core = await kiosk.killCore();
  await kiosk.newCore(core);
  await kiosk.screen('attract');
  await expect
    .poll(async () => (await newestCommand(station, kioskId))?.reason, trialAndReport)
    .toBe('settings-fell-back');
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(auditActions(kiosk.dataFolder)).toEqual(
    expect.arrayContaining(['remote-command.begun', 'settings.fell-back', 'remote-command.refused']),
  );
});

test('the log is collected while nobody is served, and is genuine', async ({ kiosk }) => {
  const { station } = kiosk;
  await kiosk.screen('attract');
  const kioskId = await reportingKiosk(station);
  const { administration } = station.platform;
  await administration.giveCommand({ kioskId, order: { kind: 'collect-log' }, life });
  await expect.poll(async () => (await newestCommand(station, kioskId))?.state).toBe('done');
  await expect.poll(async () => (await administration.listKioskDocuments(kioskId))[0]?.document).toBe('log');
  const [document] = await administration.listKioskDocuments(kioskId);
  const read = await administration.readKioskDocument({ kioskId, key: document?.key ?? '' });
  if (read.outcome !== 'opened') throw new Error(read.outcome);
  expect(checkExport(read.content)).toMatchObject({ outcome: 'genuine', header: { kioskId } });
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
  expect(kiosk.logLines('shell').filter(({ event }) => event === 'core-died')).toEqual([]);
  const [reported] = await station.platform.administration.listKiosks();
  expect(reported?.latestHealth?.report.lastStart.after).toBe('in-order');
});
