import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { downloadElectron } from '../electron-runtime/download-electron.mjs';

export type FreshElectron =
  | { readonly ok: true; readonly folder: string }
  /** One sentence for whoever packs. */
  | { readonly ok: false; readonly reason: string };

/**
 * The Electron that ships, for this system: unpacked by the electron package, which fetches it now where it has not yet.
 * Where an earlier fetch has failed it is not tried again unless YIZHAN_RETRY_ELECTRON_DOWNLOAD=1.
 */
export const findFreshElectron = async (root: string): Promise<FreshElectron> => {
  const packageFolder = join(root, 'node_modules/electron');
  const folder = join(packageFolder, 'dist');
  if (existsSync(join(folder, 'version'))) return { ok: true, folder };
  const outcome = await downloadElectron({
    packageFolder,
    cacheFolder: join(root, '.cache'),
    node: process.execPath,
    environment: process.env,
    now: Date.now,
    starting: (what: string) => console.log(what),
    proxy: () => undefined,
  });
  return outcome.ok
    ? { ok: true, folder }
    : { ok: false, reason: `Electron could not be downloaded: ${outcome.message}` };
};
