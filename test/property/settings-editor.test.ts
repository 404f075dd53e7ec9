import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathOf, problemsOf, withDraft } from '../../electron/core/settings/editor/settings-draft.ts';
import { schemaFields } from '../../electron/core/settings/editor/setting-fields.ts';
import { parseSettings, settingsFileName } from '../../electron/core/settings/load-settings.ts';
import { beginTrial } from '../../electron/core/settings/trial/settings-trial.ts';
import { settingsText, writeSettings } from '../../electron/core/settings/write-settings.ts';
import { settingsFromState } from '../../electron/core/setup/setup-settings.ts';
import { noteField } from '../../electron/core/setup/setup-fields.ts';
import { freshSetup, setupStateSchema } from '../../electron/core/setup/setup-state.ts';
import { setupFields } from '../../electron/contract/setup/setup-words.ts';
import { placeId, readPlace, readerAt } from '../../electron/core/ports/place.ts';
import { validSettings } from '../helpers/settings-file.ts';

let folder: string;
const before = settingsText(validSettings());
const file = (): string => join(folder, settingsFileName);
const by = {
  begunAt: 1,
  label: 'W-003',
  pseudonym: 'a'.repeat(64),
  technician: true,
  fields: [],
  working: [],
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-settings-'));
  writeFileSync(file(), before);
});
afterAll(() => rmSync(folder, { recursive: true }));

const anyText = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ maxLength: 40, unit: 'grapheme' }),
  fc.integer().map(String),
  fc.constantFrom(
    '__proto__',
    'https://a.b',
    '07:00',
    '99:99',
    'serial',
    'hid',
    '115200',
    '/dev/x',
    '; ;',
    '',
  ),
);
const anyDraft = fc
  .array(
    fc.tuple(
      fc.constantFrom(...schemaFields().map(pathOf), '__proto__.polluted', 'constructor', 'nothing.there'),
      fc.option(anyText),
    ),
    { maxLength: 5 },
  )
  .map((entries) => new Map(entries));

describe('whatever is typed into the settings', () => {
  it('is either a file that the schema takes, or leaves the file and its folder as they were', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        const value = withDraft(validSettings(), draft);
        const refused = problemsOf(validSettings(), draft).length > 0;
        expect(refused).toBe(!parseSettings(settingsText(value)).ok);
        if (!refused) return;
        expect(writeSettings(folder, value).ok).toBe(false);
        expect(beginTrial(folder, value, by).ok).toBe(false);
        expect(readFileSync(file(), 'utf8')).toBe(before);
        expect(readdirSync(folder)).toEqual([settingsFileName]);
        expect('polluted' in {}).toBe(false);
      }),
    );
  });

  it('touches no field but those that were named', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 300 }), (seconds) => {
        const changed = withDraft(validSettings(), new Map([['session.idleSeconds', String(seconds)]]));
        expect(changed).toEqual({ ...validSettings(), session: { idleSeconds: seconds } });
        expect(withDraft(changed, new Map([['session.idleSeconds', null]]))).toEqual(validSettings());
      }),
    );
  });

  it('of any text whatever that is no settings file, nothing is written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!parseSettings(settingsText(value)).ok);
        expect(writeSettings(folder, value).ok).toBe(false);
        expect(readFileSync(file(), 'utf8')).toBe(before);
      }),
    );
  });
});

describe('whatever is typed at a first visit', () => {
  it('can be kept, and comes to settings that the schema takes, or is refused', () => {
    const { station, platform } = validSettings();
    const whole = {
      ...freshSetup,
      url: platform.url,
      rootKey: platform.rootKey,
      stationCode: station.code,
      nameZh: station.name['zh-CN'],
      nameEn: station.name.en,
      phone: station.phone,
      idCardReader: { transport: 'serial', path: '/dev/ttyUSB0', baudRate: 'auto' },
      printer: { uri: 'ipp://127.0.0.1/ipp/print' },
    } as const;
    fc.assert(
      fc.property(fc.constantFrom(...setupFields), anyText, (field, text) => {
        const noted = noteField(whole, field, text);
        if (!noted.ok) return;
        expect(setupStateSchema.safeParse(noted.state).success).toBe(true);
        // Another platform is known by another key.
        const state = { ...noted.state, rootKey: platform.rootKey };
        expect(parseSettings(settingsText(settingsFromState(state, null))).ok).toBe(true);
      }),
    );
  });
});

describe('a place', () => {
  it('is read from its id as it was, and never from what is none', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const place = readPlace(text);
        if (place === null) return;
        expect(readPlace(placeId(place))).toEqual(place);
        if (place.kind === 'printer') expect(readerAt(place)).toBeNull();
      }),
    );
    for (const text of ['', 'ttyUSB0', 'http://x/', '/dev/tty USB', 'usb:12:34', 'ipp:// x']) {
      expect(readPlace(text), text).toBeNull();
    }
    expect(readPlace('usb:0403:6001:A50285BI')).toEqual({
      kind: 'usb',
      usb: { vendorId: '0403', productId: '6001', serialNumber: 'A50285BI' },
    });
    expect(readPlace('HID:0C2E:0B8F')).toEqual({ kind: 'hid', usb: { vendorId: '0c2e', productId: '0b8f' } });
    expect(readPlace('COM3')).toEqual({ kind: 'serial', path: 'COM3' });
  });
});
