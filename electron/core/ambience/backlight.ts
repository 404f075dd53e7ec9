import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the system has the lights behind its screens: each a folder with `brightness` and `max_brightness` (Linux, ABI/stable/sysfs-class-backlight). */
export const backlightFolderOf = (environment: NodeJS.ProcessEnv): string =>
  environment.YIZHAN_BACKLIGHT_FOLDER ?? '/sys/class/backlight';

/** A light never goes out altogether: what some makers call 0 is dark, and dark looks like a kiosk that is off. */
const leastLight = 1;

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const setLight = (folder: string, percent: number): boolean => {
  try {
    const most = Number(readFileSync(join(folder, 'max_brightness'), 'utf8'));
    if (!Number.isInteger(most) || most < leastLight) return false;
    const light = Math.max(leastLight, Math.round((most * percent) / 100));
    // Of a light whose file is gone no other is made.
    writeFileSync(join(folder, 'brightness'), String(light), { flag: 'r+' });
    return true;
  } catch {
    return false;
  }
};

/** Sets every light in the folder to so many percent; false where there is none that this account may set. */
export const setBacklight = (folder: string, percent: number): boolean =>
  namesIn(folder)
    .map((name) => setLight(join(folder, name), percent))
    .includes(true);
