import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backlightFolderOf, setBacklight } from '../../../../electron/core/ambience/backlight.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yizhan-backlight-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const addLight = (name: string, most: string): string => {
  const light = join(folder, name);
  mkdirSync(light);
  writeFileSync(join(light, 'max_brightness'), most);
  writeFileSync(join(light, 'brightness'), '7\n');
  return light;
};
const brightnessOf = (light: string): string => readFileSync(join(light, 'brightness'), 'utf8').trim();

describe('the light behind the screen', () => {
  it('is set to its share of what it can give, on every screen', () => {
    const [panel, other] = [addLight('intel_backlight', '1500\n'), addLight('rpi', '31')];
    expect(setBacklight(folder, 40)).toBe(true);
    expect([brightnessOf(panel), brightnessOf(other)]).toEqual(['600', '12']);
  });

  it('never goes out', () => {
    const light = addLight('coarse', '2');
    expect(setBacklight(folder, 20)).toBe(true);
    expect(brightnessOf(light)).toBe('1');
  });

  it.each(['', 'many', '0', '-3'])('that says %j of itself is left alone', (most) => {
    const light = addLight('odd', most);
    expect(setBacklight(folder, 50)).toBe(false);
    expect(brightnessOf(light)).toBe('7');
  });

  it('is none where there is no folder, and none is made where its file is gone', () => {
    expect(setBacklight(join(folder, 'nowhere'), 50)).toBe(false);
    const light = addLight('gone', '100');
    rmSync(join(light, 'brightness'));
    expect(setBacklight(folder, 50)).toBe(false);
    expect(existsSync(join(light, 'brightness'))).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)('that belongs to root is none', () => {
    chmodSync(join(addLight('roots', '100'), 'brightness'), 0o444);
    expect(setBacklight(folder, 50)).toBe(false);
  });
});

it('is looked for where Linux has it, or where the environment says', () => {
  expect(backlightFolderOf({})).toBe('/sys/class/backlight');
  expect(backlightFolderOf({ YIZHAN_BACKLIGHT_FOLDER: '/elsewhere' })).toBe('/elsewhere');
});
