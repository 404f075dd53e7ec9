import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Clock, systemClock } from '../../../drivers/device/clock.ts';
import type { SetupIntent } from '../../../electron/contract/setup/setup-intents.ts';
import type { SetupView } from '../../../electron/contract/setup/setup-view.ts';
import { viewSnapshotSchema } from '../../../electron/contract/view-snapshot.ts';
import { writeSettings } from '../../../electron/core/settings/write-settings.ts';
import { enrolledAs, joinPlatform } from '../../../electron/core/setup/join-platform.ts';
import { openSetup } from '../../../electron/core/setup/open-setup.ts';
import type { Setup } from '../../../electron/core/setup/setup.ts';
import { createSetupCentre } from '../../../electron/core/setup/setup-centre.ts';
import { freshSetup, type SetupState } from '../../../electron/core/setup/setup-state.ts';
import { identityFiles } from '../../../electron/sync/trust/identity-files.ts';
import { setupSlipText } from '../../../platform/contract/setup-slip.ts';
import { rootCheckOf } from '../../../platform/contract/root-check.ts';
import { type Platform, startPlatform } from '../../../platform/server.ts';
import { createFakeClock } from '../../helpers/fake-clock.ts';
import { silentLog } from '../../helpers/journal.ts';
import { validSettings } from '../../helpers/settings-file.ts';

const stationCode = 'QX-0051';
let platform: Platform;
let dataFolder: string;
let setup: Setup | null;
let ended: number;
beforeAll(async () => {
  platform = await startPlatform({ store: 'memory', residents: [], populationSize: 0 });
});
afterAll(() => platform.close());
beforeEach(() => {
  dataFolder = join(mkdtempSync(join(tmpdir(), 'yizhan-setup-')), 'kiosk');
  mkdirSync(dataFolder, { mode: 0o700 });
  ended = 0;
});
afterEach(async () => {
  await setup?.stop();
  rmSync(join(dataFolder, '..'), { recursive: true });
});

const open = (clock: Clock = systemClock): Setup => {
  setup = openSetup({
    start: {
      dataFolder,
      appFolder: process.cwd(),
      runtime: { electron: '45.0.0', chromium: '1', developmentRuntime: false },
      appVersion: '0.1.0',
      formerEnd: 'none',
    },
    clock,
    log: silentLog,
    changed: () => undefined,
    over: () => {
      ended += 1;
    },
  });
  if (setup === null) throw new Error('not opened');
  return setup;
};
const view = (): SetupView => {
  const snapshot = viewSnapshotSchema.parse({ revision: 1, ...setup?.snapshot() });
  if (snapshot.visit.screen !== 'setup') throw new Error(snapshot.visit.screen);
  return snapshot.visit.setup;
};
/** Does something and waits until it is done. */
const ask = async (intent: SetupIntent): Promise<string | undefined> => {
  if (setup?.act({ name: 'setup', intent }).accepted !== true) return 'not-now';
  await vi.waitFor(() => expect(view().working).toBe(false), { timeout: 20_000 });
  return view().result?.code;
};
const settingsOf = (): string => readFileSync(join(dataFolder, 'settings.json'), 'utf8');
const isPossible = (name: string): boolean | undefined =>
  view().steps.find((each) => each.name === name)?.possible;

/** A kiosk that a technician has enrolled by command, and at which nobody works yet. */
const enrolByCommand = async (): Promise<void> => {
  const joined = await joinPlatform({
    dataFolder,
    appVersion: '0.1.0',
    url: platform.url,
    stationCode,
    code: await platform.createEnrolmentCode(stationCode),
    rootKey: platform.rootKey,
    rootCheck: rootCheckOf(platform.rootKey),
    anew: false,
    clock: systemClock,
  });
  expect(joined.result).toBe('enrolled');
  const settings = validSettings();
  const written = writeSettings(dataFolder, {
    ...settings,
    station: { ...settings.station, code: stationCode },
    platform: { url: platform.url, rootKey: platform.rootKey },
  });
  expect(written.ok).toBe(true);
};

describe('the wizard at a kiosk that is enrolled and at which nobody works', () => {
  it('takes nothing but a code, and opens no step that gives rights, until the platform has taken one', async () => {
    await enrolByCommand();
    const before = { settings: settingsOf(), kioskId: enrolledAs(dataFolder) };
    open();
    expect(await ask({ name: 'goTo', step: 'supervisor' })).toBe('not-now');
    expect(await ask({ name: 'goTo', step: 'devices' })).toBe('not-now');
    await ask({ name: 'goTo', step: 'centre' });
    expect(view().body).toMatchObject({ asksCodeAgain: true });
    expect(await ask({ name: 'note', field: 'url', text: 'https://elsewhere.example' })).toBe(
      'field-refused',
    );
    expect(await ask({ name: 'note', field: 'phone', text: '12345' })).toBe('field-refused');
    await ask({ name: 'note', field: 'code', text: '00000-00000-00000-00000' });
    expect(await ask({ name: 'enrol' })).toBe('code-invalid');
    expect({ settings: settingsOf(), kioskId: enrolledAs(dataFolder) }).toEqual(before);
    expect(isPossible('supervisor')).toBe(false);

    await ask({ name: 'note', field: 'code', text: await platform.createEnrolmentCode(stationCode) });
    expect(await ask({ name: 'enrol' })).toBe('enrolled');
    expect(enrolledAs(dataFolder)).not.toBe(before.kioskId);
    expect(isPossible('supervisor')).toBe(true);
    expect(isPossible('trial')).toBe(false);
  });

  it('is left as it was found', async () => {
    await enrolByCommand();
    const before = settingsOf();
    open();
    await ask({ name: 'leave' });
    expect(ended).toBe(1);
    expect(settingsOf()).toBe(before);
  });

  it('gives it back to residents a minute and a half after the last touch, until a code was shown', async () => {
    await enrolByCommand();
    const clock = createFakeClock(Date.now());
    open(clock);
    const warns = () => setup?.snapshot().timeLeft?.warning;
    await clock.advance(59_999);
    expect(warns()).toBe(false);
    setup?.act({ name: 'stillHere' });
    await clock.advance(60_000);
    expect(warns()).toBe(true);
    await clock.advance(29_999);
    expect(ended).toBe(0);
    await clock.advance(1);
    expect(ended).toBe(1);
  });

  it('leaves a technician whose code was taken the time for cables', async () => {
    await enrolByCommand();
    const clock = createFakeClock(Date.now());
    open(clock);
    await ask({ name: 'goTo', step: 'centre' });
    await ask({ name: 'note', field: 'code', text: await platform.createEnrolmentCode(stationCode) });
    expect(await ask({ name: 'enrol' })).toBe('enrolled');
    await clock.advance(659_999);
    expect(ended).toBe(0);
    await clock.advance(1);
    expect(ended).toBe(1);
  });
});

describe('the wizard at a kiosk that its platform has revoked', () => {
  let other: Platform;
  beforeAll(async () => {
    other = await startPlatform({ store: 'memory', residents: [], populationSize: 0 });
  });
  afterAll(() => other.close());
  const openRevoked = async (): Promise<string> => {
    await enrolByCommand();
    writeFileSync(identityFiles(dataFolder).revocation, JSON.stringify({ revokedAt: Date.now() }));
    open();
    await ask({ name: 'goTo', step: 'centre' });
    return settingsOf();
  };

  it('takes it to no other centre, whoever has an address, a check number and a code of that', async () => {
    const before = await openRevoked();
    expect(enrolledAs(dataFolder)).toBeNull();
    const rootCheck = rootCheckOf(other.rootKey);
    const code = await other.createEnrolmentCode(stationCode);
    expect(await ask({ name: 'note', field: 'rootCheck', text: rootCheck })).toBe('root-differs');
    await ask({ name: 'note', field: 'url', text: other.url });
    await ask({ name: 'note', field: 'code', text: code });
    expect(await ask({ name: 'enrol' })).not.toBe('enrolled');
    expect(enrolledAs(dataFolder)).toBeNull();
    expect(settingsOf()).toBe(before);
  });

  it('takes no slip of another centre', () => {
    const kept: SetupState[] = [];
    const centre = createSetupCentre({
      start: { dataFolder, appVersion: '0.1.0' },
      state: () => ({ ...freshSetup, url: platform.url, rootKey: platform.rootKey }),
      keep: (next) => kept.push(next) > 0,
      written: () => null,
      pinnedRootKey: platform.rootKey,
      clock: systemClock,
    });
    const slipOf = (of: Platform) =>
      setupSlipText({
        url: of.url,
        rootCheck: rootCheckOf(of.rootKey),
        stationCode,
        code: 'ABCDE-ABCDE-ABCDE-ABCDE',
      });
    expect(centre.takeSlip(slipOf(other))).toBe('root-differs');
    expect(kept).toEqual([]);
    expect(centre.takeSlip(slipOf(platform))).toBe('slip-read');
    expect(kept).toMatchObject([{ url: platform.url, rootKey: platform.rootKey, stationCode }]);
  });

  it('enrols it anew at its own centre with a code of that', async () => {
    await openRevoked();
    await ask({ name: 'note', field: 'code', text: await platform.createEnrolmentCode(stationCode) });
    expect(await ask({ name: 'enrol' })).toBe('enrolled');
    expect(enrolledAs(dataFolder)).not.toBeNull();
  });
});

it('the wizard of a machine without anything refuses touches that are meant for another step', async () => {
  open();
  expect(view().body.step).toBe('language');
  expect(await ask({ name: 'enrol' })).toBe('not-now');
  expect(await ask({ name: 'printTestPage' })).toBe('not-now');
  expect(await ask({ name: 'finish' })).toBe('not-now');
  await ask({ name: 'goTo', step: 'centre' });
  expect(await ask({ name: 'enrol' })).toBe('field-missing');
  expect(await ask({ name: 'note', field: 'url', text: 'http://platform.city' })).toBe('url-refused');
  expect(await ask({ name: 'note', field: 'code', text: 'short' })).toBe('code-malformed');
  await setup?.stop();
  // What was noted is there after a restart.
  open();
  expect(view().body.step).toBe('centre');
});
