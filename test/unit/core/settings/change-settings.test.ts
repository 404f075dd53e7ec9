import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  changedSettings,
  changeSettings as change,
} from '../../../../electron/core/settings/change-settings.ts';
import { loadSettings, parseSettings } from '../../../../electron/core/settings/load-settings.ts';
import {
  remoteSettings,
  type SettingsChanges,
  settingsChangesSchema,
} from '../../../../platform/contract/remote-settings.ts';
import { createSealingKey } from '../../../helpers/platform-submissions.ts';

const { jwk } = createSealingKey().published;
const file = {
  schemaVersion: 1,
  station: { code: 'QX-0007', name: { 'zh-CN': '清溪驿站', en: 'Qingxi' }, phone: '0730-5550123' },
  platform: { url: 'https://platform.example', rootKey: jwk },
  devices: {
    idCardReader: { transport: 'serial', path: '/dev/ttyUSB0' },
    printer: { uri: 'ipp://127.0.0.1:631/ipp/print' },
  },
};
const text = JSON.stringify(file);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-settings-'));
  writeFileSync(join(folder, 'settings.json'), text);
});
afterEach(() => rmSync(folder, { recursive: true }));

const changeSettings = (where: string, changes: SettingsChanges) =>
  change(where, { command: 12, changes, working: [], now: 1 });
const load = () => {
  const loaded = loadSettings(folder);
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.settings;
};

describe('settings that are changed from afar', () => {
  test('are those that were named, and no others', () => {
    const before = load();
    const changes = { 'session.idleSeconds': 45, 'station.phone': '0730-5550999' } as const;
    expect(changeSettings(folder, changes)).toEqual({ ok: true });
    expect(load()).toEqual({
      ...before,
      station: { ...before.station, phone: '0730-5550999' },
      session: { ...before.session, idleSeconds: 45 },
    });
  });

  test('are refused as a whole if one is wrong, which is named', () => {
    const changed = changeSettings(folder, { 'session.idleSeconds': 45, 'speech.quietFrom': '25:00' });
    expect(changed).toMatchObject({ ok: false, reason: 'settings-invalid' });
    expect(changed.ok ? [] : changed.problems.join()).toContain('speech.quietFrom');
    expect(readFileSync(join(folder, 'settings.json'), 'utf8')).toBe(text);
  });

  test('wait for those on trial, and say so', () => {
    expect(changeSettings(folder, { 'session.idleSeconds': 45 })).toEqual({ ok: true });
    expect(changeSettings(folder, { 'session.idleSeconds': 60 })).toMatchObject({
      ok: false,
      reason: 'settings-on-trial',
    });
    expect(load()).toMatchObject({ session: { idleSeconds: 45 } });
  });

  test('of a folder that has none are not made up', () => {
    rmSync(join(folder, 'settings.json'));
    expect(changeSettings(folder, { 'session.idleSeconds': 45 })).toMatchObject({
      ok: false,
      reason: 'settings-not-written',
    });
  });

  test('never touch what is not the centre’s, are good or refused, and twice are as once', () => {
    const value = fc.oneof(
      fc.string({ minLength: 1, maxLength: 100 }),
      fc.integer({ min: -10, max: 100_000 }),
      fc.constantFrom('07:00', '23:59', '0730-5550123'),
      fc.record({
        'zh-CN': fc.string({ minLength: 1, maxLength: 100 }),
        en: fc.string({ minLength: 1, maxLength: 100 }),
      }),
    );
    const anyChanges = fc.dictionary(fc.constantFrom(...remoteSettings), value, { minKeys: 1 });
    fc.assert(
      fc.property(anyChanges, (given) => {
        const changes: SettingsChanges = settingsChangesSchema.parse(given);
        const changed = changedSettings(text, changes);
        if (!changed.ok) return;
        const parsed = parseSettings(changed.text);
        expect(parsed.ok).toBe(true);
        if (!parsed.ok) return;
        const { devices, platform, station } = parsed.settings;
        expect([devices.printer.uri, platform.url, platform.rootKey, station.code]).toEqual([
          file.devices.printer.uri,
          file.platform.url,
          jwk,
          'QX-0007',
        ]);
        expect(changedSettings(changed.text, changes)).toEqual(changed);
      }),
    );
  });

  test.each([
    ['platform.url', 'https://elsewhere.example'],
    ['platform.rootKey', 'x'],
    ['devices.printer', 'x'],
    ['identity.face', 'x'],
    ['__proto__', 'x'],
  ])('cannot be %s', (setting, value) => {
    expect(settingsChangesSchema.safeParse(JSON.parse(`{"${setting}":"${value}"}`)).success).toBe(false);
  });
});
