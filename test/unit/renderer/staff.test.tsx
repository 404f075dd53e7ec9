import { describe, expect, it } from 'vitest';
import type { StaffIntent } from '../../../electron/contract/staff/staff-intents.ts';
import { type Ambience, usualAmbience } from '../../../electron/contract/ambience/ambience.ts';
import type { ViewSnapshot } from '../../../electron/contract/view-snapshot.ts';
import { zhCn } from '../../../renderer/i18n/zh-cn/index.ts';
import { fixtureSnapshots } from '../../helpers/renderer/fixture-snapshots.ts';
import { type RenderedApp, renderApp } from '../../helpers/renderer/render-app.tsx';
import { panel, staffSnapshots } from '../../helpers/renderer/staff-snapshots.ts';

const fixture = (name: string): ViewSnapshot => {
  const found = staffSnapshots[name] ?? fixtureSnapshots[name];
  if (!found) throw new Error(`no fixture ${name}`);
  return found;
};
const staffIntents = ({ core }: RenderedApp): readonly StaffIntent[] =>
  core.sent
    .filter((message) => message.type === 'intent')
    .map(({ intent }) => intent)
    .filter((intent) => intent.name === 'staff')
    .map(({ intent }) => intent);
const type = async (app: RenderedApp, digits: string): Promise<void> => {
  for (const digit of digits) await app.tap(`digit-${digit}`);
};
const letter = '019a9c00-0000-7000-8000-000000000011';
const job = '019a9c00-0000-7000-8000-000000000001';

describe('the way into staff mode', () => {
  it.each(['attract', 'closed'])('stands on the screen %s', async (name) => {
    const app = await renderApp(fixture(name));
    await app.tap('intent-enterMaintenance');
    expect(app.core.intents()).toContain('enterMaintenance');
  });

  it('stands nowhere in a visit', async () => {
    const app = await renderApp(fixture('consent'));
    expect(() => app.element('intent-enterMaintenance')).toThrow();
  });
});

describe('signing in', () => {
  it('sends six digits, shows none of them, and keeps none for another attempt', async () => {
    const app = await renderApp(fixture('staff-pin'));
    await type(app, '48291');
    await app.tap('staff-pin');
    expect(staffIntents(app)).toEqual([]);
    await type(app, '5');
    expect(app.element('pin-dots').textContent).not.toContain('4');
    await app.tap('staff-pin');
    expect(staffIntents(app)).toEqual([{ name: 'pin', pin: '482915' }]);
    await app.change(() => app.core.answer('staff'));
    await app.show({ ...fixture('staff-checking'), revision: 2 });
    await app.show({ ...fixture('staff-pin'), revision: 3 });
    expect(app.element('pin-dots').textContent).toContain(zhCn['vouch.pinEmpty']);
  });
});

const touches: readonly (readonly [fixture: string, taps: readonly string[], intent: StaffIntent])[] = [
  ['staff-card', ['staff-leave'], { name: 'signOut' }],
  ['staff-card', ['staff-useStick'], { name: 'useStick' }],
  ['staff-members', ['staff-layNewCard'], { name: 'layNewCard' }],
  ['staff-members', ['member-W-001', 'staff-unlockMember'], { name: 'unlockMember', label: 'W-001' }],
  [
    'staff-members',
    ['member-W-001', 'change-role-technician'],
    { name: 'changeRole', label: 'W-001', role: 'technician' },
  ],
  ['staff-members', ['member-W-002', 'staff-revokeCredential'], { name: 'revokeCredential', label: 'W-002' }],
  [
    'staff-members',
    ['member-W-002', 'new-credential', 'days-90', 'staff-printCredential'],
    { name: 'printCredential', label: 'W-002', days: 90 },
  ],
  [
    'staff-members',
    ['member-W-002', 'new-credential', 'write-KINGSTON'],
    { name: 'writeCredential', label: 'W-002', days: 30, stick: 'KINGSTON' },
  ],
  [
    'staff-members',
    ['member-W-002', 'remove-member', 'staff-removeMember'],
    { name: 'removeMember', label: 'W-002' },
  ],
  ['staff-members-card', ['staff-endAdding'], { name: 'endAdding' }],
  ['staff-members-role', ['other-card'], { name: 'layNewCard' }],
  ['staff-today', ['open-queue'], { name: 'openPage', page: 'queue' }],
  ['staff-today-trouble', ['show-recovery', 'staff-recoverySeen'], { name: 'recoverySeen', id: 1 }],
  ['staff-queue', [`retry-${letter}`], { name: 'retryLetter', key: letter }],
  [
    'staff-queue',
    [`settle-${letter}`, 'reason-filed-elsewhere'],
    { name: 'settleLetter', key: letter, reason: 'filed-elsewhere' },
  ],
  ['staff-misprints', ['came-ZF20261120-7K3M9QXAB2'], { name: 'confirmPrint', job }],
  [
    'staff-misprints',
    ['reject-ZF20261120-7K3M9QXAB2', 'reason-blank'],
    { name: 'rejectPrint', job, reason: 'blank' },
  ],
  ['staff-supplies', ['add-250'], { name: 'refillPaper', sheets: 250, add: true }],
  ['staff-supplies', ['fill-500'], { name: 'refillPaper', sheets: 500, add: false }],
  [
    'staff-opening',
    ['choose-device-fault', 'choose-tomorrow', 'staff-closeKiosk'],
    { name: 'closeKiosk', reason: 'device-fault', reopening: 'tomorrow' },
  ],
  [
    'staff-ambience',
    ['choose-volume-60'],
    { name: 'setAmbience', ambience: { ...usualAmbience, nightBrightness: 40, volume: 60 } },
  ],
  [
    'staff-ambience',
    ['choose-locale-en'],
    { name: 'setAmbience', ambience: { ...usualAmbience, nightBrightness: 40, locale: 'en' } },
  ],
  ['staff-opening-closed', ['staff-openKiosk'], { name: 'openKiosk' }],
  ['staff-export', ['export-KINGSTON'], { name: 'exportLog', stick: 'KINGSTON' }],
  ['staff-export-none', ['look-for-sticks'], { name: 'openPage', page: 'export' }],
  ['staff-machine', ['staff-restart'], { name: 'restart' }],
  ['staff-machine', ['staff-backUp'], { name: 'backUp' }],
  [
    'staff-machine',
    ['list-backups', 'inspect-kiosk-000019-20261119T190000Z-v19.db'],
    { name: 'inspectBackup', backup: 'kiosk-000019-20261119T190000Z-v19.db' },
  ],
  ['staff-restore', ['staff-dropRestore'], { name: 'dropRestore' }],
  ['staff-idle', ['staff-stillHere'], { name: 'stillHere' }],
  ['staff-idle', ['idle-sign-out'], { name: 'signOut' }],
];

describe('a touch in staff mode', () => {
  it.each(touches)('on %s: %j says what is meant, once', async (name, taps, intent) => {
    const app = await renderApp(fixture(name));
    for (const tap of taps) await app.tap(tap);
    await app.tap(taps.at(-1) ?? '');
    expect(staffIntents(app)).toEqual([intent]);
  });

  it('closes nothing before a reason is chosen', async () => {
    const app = await renderApp(fixture('staff-opening'));
    await app.tap('staff-closeKiosk');
    expect(staffIntents(app)).toEqual([]);
  });

  it('brings a backup back with a whole PIN, never a damaged one', async () => {
    const app = await renderApp(fixture('staff-restore'));
    await app.tap('agree-restore');
    await type(app, '48291');
    await app.tap('staff-restoreBackup');
    expect(staffIntents(app)).toEqual([]);
    await type(app, '5');
    await app.tap('staff-restoreBackup');
    expect(staffIntents(app)).toEqual([{ name: 'restoreBackup', pin: '482915' }]);
    await app.change(() => app.core.answer('staff'));
    const asked = fixture('staff-restore');
    if (asked.visit.screen !== 'maintenance' || asked.visit.staff.stage !== 'panel')
      throw new Error('no panel');
    const staff = { ...asked.visit.staff, working: true };
    await app.show({ ...asked, revision: 2, visit: { ...asked.visit, staff } });
    await app.show({ ...asked, revision: 3 });
    expect(app.element('pin-dots').textContent).toContain(zhCn['vouch.pinEmpty']);
    const damaged = await renderApp(fixture('staff-restore-damaged'));
    expect(() => damaged.element('agree-restore')).toThrow();
  });

  it('changes a PIN only when it was typed twice', async () => {
    const app = await renderApp(fixture('staff-pin-change'));
    for (const pin of ['482915', '593817']) {
      await type(app, pin);
      await app.tap('pin-next');
    }
    await type(app, '593818');
    await app.tap('staff-changePin');
    expect(staffIntents(app)).toEqual([
      { name: 'changePin', present: '482915', chosen: '593817', again: '593818' },
    ]);
  });
});

describe('volume and brightness', () => {
  const page = (ambience: Ambience, revision: number): ViewSnapshot => ({
    ...panel({ name: 'ambience', ambience, dimmer: 'page' }),
    revision,
  });

  it('are heard in the language of the kiosk when they change, and again when asked for', async () => {
    const app = await renderApp(page(usualAmbience, 1));
    await app.change(() => app.speaker.learn('zh-CN', 'en'));
    expect(app.speaker.said).toEqual([]);
    await app.show(page({ ...usualAmbience, volume: 40 }, 2));
    await app.show(page({ ...usualAmbience, volume: 40, nightFrom: '20:00' }, 3));
    expect(app.speaker.said).toEqual([{ sentence: zhCn['ambience.sample'], locale: 'zh-CN', volume: 0.4 }]);
    await app.tap('hear-sample');
    await app.show(page({ ...usualAmbience, volume: 40, locale: 'en' }, 4));
    expect(app.speaker.said.map(({ locale }) => locale)).toEqual(['zh-CN', 'zh-CN', 'en']);
  });

  it('say where the light is taken from, and the page darkens itself by as much', async () => {
    const app = await renderApp({ ...page(usualAmbience, 1), ambience: { volume: 100, dimmed: 60 } });
    expect(app.element('dimmer').textContent).toBe(zhCn['ambience.dimmer.page']);
    const layer = document.querySelector<HTMLElement>('.dimming-layer');
    expect(layer?.style.opacity).toBe('0.6');
    await app.show({ ...page(usualAmbience, 2), ambience: { volume: 100, dimmed: 0 } });
    expect(document.querySelector('.dimming-layer')).toBeNull();
  });
});

it('a page that a role may not open is not offered', async () => {
  const app = await renderApp(fixture('staff-today'));
  expect(() => app.element('open-export')).toThrow();
});

it('a letter that is gone meanwhile takes its question along', async () => {
  const app = await renderApp(fixture('staff-queue'));
  await app.tap(`settle-${letter}`);
  expect(app.text()).toContain(zhCn['queuePage.settleTitle']);
  await app.show({ ...fixture('staff-queue-empty'), revision: 2 });
  expect(app.text()).not.toContain(zhCn['queuePage.settleTitle']);
  expect(app.text()).toContain(zhCn['staff.result.letter-settled']);
});
