import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { checkExport } from '../../electron/core/log-export/export-format.ts';
import { kioskIdSchema } from '../../platform/contract/kiosks.ts';
import type { RemoteOrder } from '../../platform/contract/remote-commands.ts';
import { walkTo } from '../../scripts/station/kiosk/main-job.ts';
import type { Station } from '../../scripts/station/station-api.ts';
import { test, type TestKiosk } from '../helpers/kiosk.ts';
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

/** The centre, once the kiosk serves and has reported: gives it orders and looks what became of the newest. */
const openCentre = async (kiosk: TestKiosk) => {
  await kiosk.screen('attract');
  const { administration } = kiosk.station.platform;
  const report = async () => (await administration.listKiosks())[0]?.latestHealth;
  await expect.poll(async () => (await report())?.receivedAt ?? 0).toBeGreaterThan(0);
  const [known] = await administration.listKiosks();
  const kioskId = kioskIdSchema.parse(known?.kioskId);
  const newest = async () => (await administration.listCommands(kioskId))[0];
  return {
    administration,
    kioskId,
    report,
    give: (order: RemoteOrder) => administration.giveCommand({ kioskId, order, life }),
    state: async () => (await newest())?.state,
    reason: async () => (await newest())?.reason,
  };
};

test('a message of the centre stands on the screen that invites, and is taken away again', async ({
  kiosk,
}) => {
  const centre = await openCentre(kiosk);
  const text = { 'zh-CN': '今晚 20:00 平台检修', en: 'Serviced tonight at 20:00' };
  await centre.give({ kind: 'message', text, until: Date.now() + life });
  await expect(kiosk.page.getByTestId('centre-notice')).toContainText('今晚 20:00 平台检修');
  await expect.poll(centre.state).toBe('done');
  await centre.give({ kind: 'clear-message' });
  await expect(kiosk.page.getByTestId('centre-notice')).toBeHidden();
});

test('a kiosk that the centre closes says why and by whom, and opens when the centre says so', async ({
  kiosk,
}) => {
  const centre = await openCentre(kiosk);
  const reason = { 'zh-CN': '全市平台升级', en: 'The platform is being updated' };
  await walkTo('consent', kiosk, kiosk.station);
  const until = Date.now() + 3_600_000;
  const order = { kind: 'close', reason, until, staffMayOpen: false } as const;
  await centre.give(order);
  await expect.poll(centre.state).toBe('done');
  expect(await kiosk.shownScreen()).toBe('consent');

  kiosk.station.liftCard();
  await kiosk.tap('intent-endVisit');
  await expect(kiosk.page.locator('[data-reason="centre"]')).toContainText('全市平台升级');
  await expect(kiosk.page.locator('[data-reason="centre"]')).toContainText('由政务服务中心关闭');
  await expect
    .poll(async () => (await centre.report())?.report.closing)
    .toMatchObject({ by: 'centre', reopensAt: until });

  await centre.give({ kind: 'open' });
  await kiosk.screen('attract');
  expect(auditActions(kiosk.dataFolder)).toEqual(expect.arrayContaining(['kiosk.closed', 'kiosk.opened']));
});

test('settings are changed from afar, and the kiosk comes up with them; one that is wrong changes nothing', async ({
  kiosk,
}) => {
  const centre = await openCentre(kiosk);
  await centre.give({
    kind: 'update-settings',
    changes: { 'session.idleSeconds': 61, 'speech.quietFrom': '99:99' },
  });
  await expect.poll(centre.reason).toBe('settings-invalid');
  const name = { 'zh-CN': '新名字驿站', en: 'Newname Station' };
  await centre.give({
    kind: 'update-settings',
    changes: { 'station.name': name, 'session.idleSeconds': 61 },
  });
  await expect.poll(centre.state, trialAndReport).toBe('done');
  await expect(kiosk.page.getByText('新名字驿站').first()).toBeVisible();
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-serves')).toHaveLength(2);
});

test('settings with which the core ends are taken back by themselves, and the centre is told', async ({
  kiosk,
}) => {
  const centre = await openCentre(kiosk);
  const file = join(kiosk.dataFolder, 'settings.json');
  const before = readFileSync(file, 'utf8');
  const changes = { 'session.idleSeconds': 61 };
  await centre.give({ kind: 'update-settings', changes });
  await kiosk.logged('core', 'remote-command', { kind: 'update-settings' });
  await kiosk.logged('core', 'settings-on-trial');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ session: { idleSeconds: 61 } });
  const core = await kiosk.killCore();
  await kiosk.newCore(core);
  await kiosk.screen('attract');
  await expect.poll(centre.reason, trialAndReport).toBe('settings-fell-back');
  expect(readFileSync(file, 'utf8')).toBe(before);
  expect(auditActions(kiosk.dataFolder)).toEqual(
    expect.arrayContaining(['remote-command.begun', 'settings.fell-back', 'remote-command.refused']),
  );
});

test('the log is collected while nobody is served, and is genuine', async ({ kiosk }) => {
  const centre = await openCentre(kiosk);
  await centre.give({ kind: 'collect-log' });
  await expect.poll(centre.state).toBe('done');
  const { administration, kioskId } = centre;
  await expect.poll(async () => (await administration.listKioskDocuments(kioskId))[0]?.document).toBe('log');
  const [document] = await administration.listKioskDocuments(kioskId);
  const read = await administration.readKioskDocument({ kioskId, key: document?.key ?? '' });
  if (read.outcome !== 'opened') throw new Error(read.outcome);
  expect(checkExport(read.content)).toMatchObject({ outcome: 'genuine', header: { kioskId } });
});

test('a restart waits until nobody is served, replaces the core once, and is told', async ({ kiosk }) => {
  const centre = await openCentre(kiosk);
  await walkTo('consent', kiosk, kiosk.station);
  await centre.give({ kind: 'restart' });
  await kiosk.logged('core', 'remote-command', { kind: 'restart' });
  expect(await kiosk.shownScreen()).toBe('consent');
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-stops')).toEqual([]);

  await kiosk.tap('intent-endVisit');
  await expect.poll(centre.state).toBe('done');
  await kiosk.screen('attract');
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-stops')).toHaveLength(1);
  expect(kiosk.logLines('core').filter(({ event }) => event === 'core-serves')).toHaveLength(2);
  expect(auditActions(kiosk.dataFolder).filter((action) => action.startsWith('remote-command'))).toEqual([
    'remote-command.begun',
    'remote-command.done',
  ]);
  expect(kiosk.logLines('shell').filter(({ event }) => event === 'core-died')).toEqual([]);
  expect((await centre.report())?.report.lastStart.after).toBe('in-order');
});
