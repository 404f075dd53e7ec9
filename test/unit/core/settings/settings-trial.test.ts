import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  beginTrial,
  endTrial,
  openTrial,
  previousSettingsName,
  readTrial,
  trialFileName,
} from '../../../../electron/core/settings/trial/settings-trial.ts';
import {
  devicesWithinMilliseconds,
  inServiceWithinMilliseconds,
  settledAfterMilliseconds,
  type TrialLook,
  watchTrial,
} from '../../../../electron/core/settings/trial/watch-trial.ts';
import type { DeviceRole } from '../../../../drivers/device/device-status.ts';
import { settingsText } from '../../../../electron/core/settings/write-settings.ts';
import { createFakeClock, type FakeClock } from '../../../helpers/fake-clock.ts';
import { silentLog } from '../../../helpers/journal.ts';
import { validSettings } from '../../../helpers/settings-file.ts';

const before = settingsText(validSettings());
const changed = { ...validSettings(), session: { idleSeconds: 45 } };
const by = {
  begunAt: 1,
  label: 'W-003',
  pseudonym: 'a'.repeat(64),
  technician: true,
  fields: ['session.idleSeconds'],
  working: ['idCardReader', 'printer'] as DeviceRole[],
};

let folder: string;
let clock: FakeClock;
let restarts: number;
let passed: number;
const file = (): string => readFileSync(join(folder, 'settings.json'), 'utf8');
const leftovers = (): readonly string[] =>
  [previousSettingsName, trialFileName].filter((name) => existsSync(join(folder, name)));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-trial-'));
  writeFileSync(join(folder, 'settings.json'), before);
  clock = createFakeClock();
  restarts = 0;
  passed = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A core that starts; it serves at once, with all its devices, unless told. */
const start = (look: () => Partial<TrialLook> = () => ({})) =>
  watchTrial({
    dataFolder: folder,
    look: () => ({ serves: true, atRest: true, silent: [], ...look() }),
    clock,
    log: silentLog,
    restart: () => {
      restarts += 1;
    },
    passed: () => {
      passed += 1;
    },
  });

describe('new settings', () => {
  it('stay when the kiosk is in service with them for a while; nothing is left of the trial', async () => {
    expect(beginTrial(folder, changed, by).ok).toBe(true);
    start();
    await clock.advance(settledAfterMilliseconds);
    expect(readTrial(folder)?.state).toBe('tried');
    await clock.advance(1_000);
    expect(passed).toBe(1);
    expect(file()).toBe(settingsText(changed));
    expect(leftovers()).toEqual([]);
    await clock.advance(devicesWithinMilliseconds * 2);
    expect([passed, restarts]).toEqual([1, 0]);
    expect(start().takeOutcome()).toBeNull();
  });

  it('are taken back when the kiosk is not in service in time, and the next core tells so once', async () => {
    beginTrial(folder, changed, by);
    start(() => ({ serves: false }));
    await clock.advance(inServiceWithinMilliseconds - 1_000);
    expect(restarts).toBe(0);
    await clock.advance(1_000);
    expect(restarts).toBe(1);
    expect(file()).toBe(before);
    const next = start();
    expect(next.takeOutcome()).toMatchObject({ state: 'fell-back', end: 'not-in-service', label: 'W-003' });
    expect(next.takeOutcome()).toBeNull();
    await clock.advance(devicesWithinMilliseconds * 2);
    expect([passed, restarts]).toEqual([0, 1]);
  });

  it('are taken back when a device that worked before does not answer with them', async () => {
    beginTrial(folder, changed, by);
    start(() => ({ silent: ['idCardReader'] }));
    await clock.advance(devicesWithinMilliseconds - 1_000);
    expect([passed, restarts]).toEqual([0, 0]);
    await clock.advance(1_000);
    expect(restarts).toBe(1);
    expect(file()).toBe(before);
    expect(start().takeOutcome()).toMatchObject({ state: 'fell-back', end: 'device-silent' });
  });

  it('stay when such a device only takes its time', async () => {
    beginTrial(folder, changed, by);
    let silent: readonly DeviceRole[] = ['idCardReader'];
    start(() => ({ silent }));
    await clock.advance(devicesWithinMilliseconds / 2);
    silent = [];
    await clock.advance(settledAfterMilliseconds + 1_000);
    expect([passed, restarts]).toEqual([1, 0]);
  });

  it('stay where a device is silent that was so before, or is in them no more', async () => {
    beginTrial(folder, changed, { ...by, working: ['printer'] });
    start(() => ({ silent: ['idCardReader'] }));
    await clock.advance(settledAfterMilliseconds + 1_000);
    expect([passed, restarts]).toEqual([1, 0]);
  });

  it('wait for whoever is served before they are taken back for a device', async () => {
    beginTrial(folder, changed, by);
    let atRest = false;
    start(() => ({ silent: ['printer'], atRest }));
    await clock.advance(devicesWithinMilliseconds * 2);
    expect(restarts).toBe(0);
    atRest = true;
    await clock.advance(1_000);
    expect(restarts).toBe(1);
    expect(file()).toBe(before);
  });

  it('are taken back by the core after one that ended early, whatever ended it', () => {
    beginTrial(folder, changed, by);
    start();
    expect(start().takeOutcome()).toMatchObject({ end: 'ended-early' });
    expect(file()).toBe(before);
  });

  it('that never got their name leave the old ones, and are told of', () => {
    beginTrial(folder, changed, by);
    writeFileSync(join(folder, 'settings.json'), before);
    expect(start().takeOutcome()).toMatchObject({ end: 'interrupted' });
    expect(file()).toBe(before);
  });

  it('are told of again by each core until that is on record', () => {
    beginTrial(folder, changed, by);
    start();
    expect(start().takeOutcome()).not.toBeNull();
    expect(start().takeOutcome()).not.toBeNull();
    endTrial(folder);
    expect(start().takeOutcome()).toBeNull();
    expect(file()).toBe(before);
  });

  it.each([
    ['before a core has started with them', () => undefined],
    ['while a core tries them', () => openTrial(folder)],
    [
      'until a fall-back is on record',
      () => {
        openTrial(folder);
        openTrial(folder);
      },
    ],
  ])('are not put over others on trial, %s: what there is to fall back to stays', (_when, reach) => {
    beginTrial(folder, changed, by);
    reach();
    const [now, trial] = [file(), readTrial(folder)];
    const other = { ...changed, session: { idleSeconds: 90 } };
    expect(beginTrial(folder, other, by)).toEqual({ ok: false, reason: 'settings-on-trial' });
    expect([file(), readTrial(folder)]).toEqual([now, trial]);
    expect(readFileSync(join(folder, previousSettingsName), 'utf8')).toBe(before);
    endTrial(folder);
    expect(beginTrial(folder, other, by).ok).toBe(true);
  });

  it('may be tried again where the disk was full before they got their name', () => {
    beginTrial(folder, changed, by);
    writeFileSync(join(folder, 'settings.json'), before);
    expect(beginTrial(folder, changed, by).ok).toBe(true);
    expect(readFileSync(join(folder, previousSettingsName), 'utf8')).toBe(before);
  });

  it('that the schema refuses leave everything as it was', () => {
    expect(beginTrial(folder, { ...changed, session: { idleSeconds: 3 } }, by)).toMatchObject({
      ok: false,
      reason: 'settings-invalid',
    });
    expect(file()).toBe(before);
    expect(leftovers()).toEqual([]);
  });

  it('stay where the ones before are gone: there is nothing else', () => {
    beginTrial(folder, changed, by);
    openTrial(folder);
    rmSync(join(folder, previousSettingsName));
    openTrial(folder);
    expect(file()).toBe(settingsText(changed));
  });

  it('are not on trial because of a file that is none', () => {
    writeFileSync(join(folder, trialFileName), '{"state":"tried"');
    expect(openTrial(folder)).toBeNull();
    expect(file()).toBe(before);
  });
});
