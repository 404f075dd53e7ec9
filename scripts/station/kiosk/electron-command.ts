import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The project's folder, which is the app that Electron loads. */
export const projectFolder = join(import.meta.dirname, '../../..');

/** Chromium refuses to start its sandbox as root. */
export const sandboxArguments: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * Path of the Electron that the `electron` package finds: ELECTRON_OVERRIDE_DIST_PATH, else its own download.
 * @throws Error when there is none and it cannot be downloaded
 */
export const findElectron = (): string => {
  const path: unknown = createRequire(import.meta.url)('electron');
  if (typeof path !== 'string')
    throw new Error('the electron package gave no path: is this run by Electron?');
  return path;
};

/** Portrait, 21.5 inch and more. */
export const kioskWindow = '1080x1920';

/** The station stands in Hunan, whatever the clock of the machine that shows it is set to. */
export const kioskTimeZone = 'Asia/Shanghai';
